"""画面: what `reports/report.html` shows of a frozen report; whoever shows one as a page calls `page`."""

import base64
from collections.abc import Mapping
from typing import Any

from flask import Flask, render_template

from webapp.languages import language
from webapp.reports.faces.contents import chips_of, contents, say_mark
from webapp.reports.faces.document import Pictures
from webapp.reports.faces.words import MARKS, marks_in, told
from webapp.reports.frozen.report import ParticipationReport
from webapp.reports.frozen.table import Table
from webapp.reports.numerals import Cell, say

TEMPLATE = "reports/report.html"


def add_filters(app: Flask) -> None:
    """Let templates write cells as papers do, and explain the marks of a table."""
    app.add_template_filter(said)
    app.add_template_filter(marks_explained)


def said(cell: Cell) -> str:
    """A cell in the language of the page."""
    return say(cell, language())


def marks_explained(table: Table) -> list[tuple[str, str]]:
    """The marks that a table uses and what they mean."""
    return [(say_mark(sign, language()), told(MARKS[sign], language())) for sign in marks_in(table)]


def page(
    report: ParticipationReport, pictures: Pictures, small: Pictures, template: str = TEMPLATE, **more: Any
) -> str:
    """The report as a page; a `template` of one's own extends reports/report.html and gets `more`."""
    shown = contents(report, language(), {})
    return render_template(
        template,
        report=report,
        year=shown["year"],
        facts=shown["facts"],
        notes=shown["notes"],
        chips=chips_of(report, language()),
        pictures=addresses(pictures),
        small=addresses(small),
        **more,
    )


def addresses(pictures: Pictures) -> Mapping[str, str]:
    """Pictures as data: addresses: an SVG's own styles would not get past the page's policy if it stood in the page."""
    return {
        key: f"data:{_kind(made)};base64,{base64.b64encode(made).decode()}" for key, made in pictures.items()
    }


def _kind(picture: bytes) -> str:
    return "image/png" if picture.startswith(b"\x89PNG") else "image/svg+xml"

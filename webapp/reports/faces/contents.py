"""紙面の中身: a frozen report as plain words and written cells in one language, ready for a sheet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from webapp.fiscal_year import in_japan
from webapp.region import Words
from webapp.reports.faces.measures import ROOMY, measured
from webapp.reports.faces.words import (
    EDITIONS,
    INTERNAL,
    INVENTED,
    MARKS,
    ROUNDED,
    VERSIONS,
    day,
    marks_in,
    number_of,
    told,
    with_unit,
    year_of,
)
from webapp.reports.frozen.chart import Chart
from webapp.reports.frozen.report import Edition, ParticipationReport, Section, Version
from webapp.reports.frozen.table import Row, Table
from webapp.reports.numerals import Cell, Sign, say

AS_OF, CLOSING = Words("基準日", "As of"), Words("データ締切", "Data received by")
MADE_ON, MADE_BY = Words("作成日", "Made on"), Words("作成者", "Made by")
STAGE, NUMBER, FOR = Words("値の段階", "Version"), Words("文書番号", "Number"), Words("資料の区分", "Edition")
_OF_AN_INDICATOR = re.compile(r"I\d\d")  # the others (E, C, …) are what these speak of
LABELS = {
    "contents": Words("目次", "Contents"),
    "notes": Words("注", "Notes"),
    "definitions": Words("指標の定義", "What the numbers count"),
    "definition": Words("定義", "Definitions"),
    "marks": Words("表の記号", "Marks in the tables"),
    "table": Words("表", "Table"),
    "figure": Words("図", "Figure"),
    "draft": Words("案", "DRAFT"),
    "questions": Words("想定問答", "Questions that may be asked"),
    "question": Words("問", "Q"),
    "answer": Words("答", "A"),
    "missing": Words("印刷用の書体にない文字（〓）", "Letters that the font has not (〓)"),
}


def contents(report: ParticipationReport, language: str, charts: Mapping[str, str]) -> dict[str, Any]:
    """All that a sheet prints; `charts` names the picture's file by the chart's key, a chart without one is left out."""
    made = in_japan(report.made_at)
    used = {id for section in report.sections for id in indicators_of(section)}
    return {
        "language": language,
        "title": told(report.title, language),
        "year": year_of(report, language),
        "edition": told(EDITIONS[report.edition], language),
        "draft": report.version is Version.DRAFT,
        "chips": [told(words, language) for words in _chips(report)],
        "facts": facts(report, language),
        "made_by": told(report.made_by, language),
        "made_on": [made.year, made.month, made.day],
        "words": {key: told(words, language) for key, words in LABELS.items()},
        "sections": list(_sections(report, language, charts)),
        "notes": [*(told(note, language) for note in report.notes), told(ROUNDED, language)],
        "marks": _marks(report.tables, language),
        "definitions": [
            {"id": term.id, "name": told(term.name, language), "text": told(term.text, language)}
            for term in report.definitions
            if term.id in used or not _OF_AN_INDICATOR.match(term.id)
        ],
    }


def facts(report: ParticipationReport, language: str) -> list[list[str]]:
    """基準日, データ締切, 作成日, 値の段階 and 文書番号 with their names."""
    made = in_japan(report.made_at).date()
    known = [
        (FOR, told(EDITIONS[report.edition], language)),
        (STAGE, told(VERSIONS[report.version], language)),
        (NUMBER, number_of(report, language)),
        (AS_OF, day(report.as_of, language)),
        (CLOSING, day(report.closing, language)),
        (MADE_ON, day(made, language)),
        (MADE_BY, told(report.made_by, language)),
    ]
    return [[told(name, language), said] for name, said in known if said]


def chips_of(report: ParticipationReport, language: str) -> list[str]:
    """What must stand on every page: 案, 架空のデータ, 内部用・非公開."""
    return [told(words, language) for words in _chips(report)]


def _chips(report: ParticipationReport) -> Iterator[Words]:
    if report.version is Version.DRAFT:
        yield VERSIONS[Version.DRAFT]
    if report.edition is Edition.COUNCIL:
        yield INTERNAL
    if report.invented:
        yield INVENTED


def _marks(tables: Sequence[Table], language: str) -> list[list[str]]:
    used = {sign for table in tables for sign in marks_in(table)}
    return [
        [say_mark(sign, language), told(words, language)] for sign, words in MARKS.items() if sign in used
    ]


def say_mark(sign: str, language: str) -> str:
    """A mark as the tables of this language print it."""
    known = {str(kind.value): kind for kind in Sign}
    return say(known[sign], language) if sign in known else sign


def _sections(
    report: ParticipationReport, language: str, charts: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    defined = {term.id for term in report.definitions}
    tables, figures = 0, 0
    for section in report.sections:
        drawn = [chart for chart in section.charts if chart.key in charts]
        yield {
            "key": section.key,
            "title": told(section.title, language),
            "paragraphs": [told(words, language) for words in section.paragraphs],
            "tables": [
                _table(table, language, tables + at, defined) for at, table in enumerate(section.tables, 1)
            ],
            "charts": [
                {**_chart(chart, language, figures + at, charts[chart.key]), "lines": _lines(chart, section)}
                for at, chart in enumerate(drawn, 1)
            ],
            "indicators": sorted(indicators_of(section) & defined),
        }
        tables, figures = tables + len(section.tables), figures + len(drawn)


def indicators_of(section: Section) -> set[str]:
    """Whose numbers a section shows."""
    named = [column.indicator for table in section.tables for column in table.columns]
    named += [row.indicator for table in section.tables for row in table.rows]
    return {indicator for indicator in named if indicator}


def _chart(chart: Chart, language: str, number: int, file: str) -> dict[str, Any]:
    return {
        "key": chart.key,
        "kind": chart.kind.value,
        "number": number,
        "title": told(chart.title, language),
        "alt": f"{told(chart.title, language)} {told(chart.alt, language)}",
        "file": file,
    }


def _lines(chart: Chart, section: Section) -> int:
    """How many lines of its table a chart draws; a small paper has no room for many."""
    return sum(not row.is_total for table in section.tables if table.key == chart.table for row in table.rows)


def _table(table: Table, language: str, number: int, defined: set[str]) -> dict[str, Any]:
    written = {
        "key": table.key,
        "number": number,
        "title": told(table.title, language),
        "heading": told(table.heading, language),
        "columns": [
            {
                "label": with_unit(column.label, column.unit, language),
                "definition": column.indicator if column.indicator in defined else "",
            }
            for column in table.columns
        ],
        "rows": [_row(row, language, defined) for row in table.rows],
        "notes": [told(note, language) for note in table.notes],
    }
    return {**written, "measures": measured(written), "roomy": measured(written, ROOMY)}


def _row(row: Row, language: str, defined: set[str]) -> dict[str, Any]:
    return {
        "label": with_unit(row.label, row.unit, language),
        "level": row.level,
        "total": row.is_total,
        "definition": row.indicator if row.indicator in defined else "",
        "cells": [_cell(cell, language) for cell in row.cells],
    }


def _cell(cell: Cell, language: str) -> str:
    return say(cell, language)

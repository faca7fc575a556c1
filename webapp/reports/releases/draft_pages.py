"""起案のページの部品: who may open a draft, what it holds now, and the page around it."""

from datetime import UTC, datetime
from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select

from webapp.auth import signed_in_learner
from webapp.db import session
from webapp.fiscal_year import FiscalYear
from webapp.languages import english, language
from webapp.not_yours import not_yours
from webapp.participation.cases.queries import published
from webapp.programme.models import Partner
from webapp.region import Region, Words
from webapp.reports.assembling.cases import WITH_CASES
from webapp.reports.assembling.report import audience_of
from webapp.reports.disclosure.result import Protected
from webapp.reports.frozen.data import digest
from webapp.reports.frozen.report import ParticipationReport
from webapp.reports.kept import Kept
from webapp.reports.labels import Labels
from webapp.reports.releases import looking, making, steps
from webapp.reports.releases.drafting import is_open
from webapp.reports.releases.models import DraftState, ReportDraft, ReportRelease, StepKind

LONGEST = 4000
PARTS = ("summary", "causes", "next_steps")


def keep_looks(app: Flask) -> None:
    """Give the application a place for what the attacker found: the same content is attacked once."""
    app.extensions["kept_looks"] = Kept[looking.Look](3600.0)


def draft_of(draft_id: int) -> ReportDraft:
    """Any coordinator of the partnership may read and take a step: the three hands are of different partners, too."""
    found = session().get(ReportDraft, draft_id)
    if found is None:
        not_yours(f"report_draft/{draft_id}")
    return found


def content_of(found: ReportDraft) -> tuple[ParticipationReport, dict[str, Protected]]:
    """What was handed in; before that, what would be."""
    if found.content is not None and not is_open(found):
        return ParticipationReport.from_data(found.content["report"]), making.protection_of(found.content)
    made = maker().made(found, datetime.now(UTC))
    return made.report, dict(made.protection)


def look_of(found: ReportDraft) -> looking.Look:
    """公表前の確認 of a draft, for the audience of its edition."""
    report, protected = content_of(found)
    told = protected[audience_of(found.edition, region().thresholds)]
    kept: Kept[looking.Look] = current_app.extensions["kept_looks"]
    key = (found.id, digest(told.as_data()))
    coarser = frozenset(found.coarser)
    return kept.get(key, lambda: looking.look_at(told, report.tables, labels(), names(), coarser))


def names() -> dict[str, Words]:
    """What readers and courses are called, by their keys."""
    partners = session().scalars(select(Partner))
    return making.course_titles(session()) | {
        partner.slug: Words(partner.name_ja, partner.name_en) for partner in partners
    }


def page(
    found: ReportDraft, problem: str = "", typed: dict[str, str] | None = None, comment: str = ""
) -> str:
    """A draft with its sentences, its steps and the one that comes next; a problem stands on top."""
    done = steps.this_round(found)
    fields = [f"{part}_{tongue}" for part in PARTS for tongue in ("ja", "en")]
    return render_template(
        "reports/draft.html",
        draft=found,
        problem=problem,
        typed=typed or {field: getattr(found, field) for field in fields},
        comment=comment,
        is_open=is_open(found),
        took_part=signed_in_learner().id in {step.by_id for step in done},
        was_looked_at=steps.was_looked_at(session(), found),
        released=session().scalar(select(ReportRelease).where(ReportRelease.draft_id == found.id)),
        states=DraftState,
        kinds=StepKind,
        longest=LONGEST,
        cases=published(session(), found.fiscal_year) if found.edition in WITH_CASES else (),
    )


def typed_text(name: str) -> str:
    """What stands in a text field, with line ends of one kind."""
    return request.form.get(name, "").replace("\r\n", "\n").strip()[:LONGEST]


def maker() -> making.Maker:
    """Whoever makes reports from this request's database."""
    return making.Maker(session(), region(), english)


def labels() -> Labels:
    """The names of lines, in both languages."""
    return Labels(region(), english)


def region() -> Region:
    """The region pack of this platform."""
    chosen: Region = g.settings.region
    return chosen


def year_name(of: Any) -> str:
    """令和7年度(2025年度) 第2四半期, of a draft or a release."""
    year = FiscalYear(of.fiscal_year)
    name = year.label_ja if language() == "ja" else year.label_en
    return f"{name} {_('第%(number)s四半期', number=of.quarter)}" if of.quarter else name


def town_name(of: Any) -> str:
    """The town whose paper it is; nothing of other papers."""
    town = next((town for town in region().towns if town.code5 == of.town), None)
    return "" if town is None else (town.name_ja if language() == "ja" else town.name_en)


def add_names(app: Flask) -> None:
    """Let templates name a report's year and town."""
    app.add_template_filter(year_name)
    app.add_template_filter(town_name)

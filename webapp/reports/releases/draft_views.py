"""報告書の起案: a coordinator orders a report and writes its sentences, until it is handed in."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import coordinated_partners, require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.participation.cases.queries import published
from webapp.programme.models import Partner
from webapp.region import Words
from webapp.reports.assembling.order import Sentences
from webapp.reports.frozen.report import Edition
from webapp.reports.partners.queries import years_of_all
from webapp.reports.releases.draft_pages import PARTS, draft_of, maker, page, region, typed_text
from webapp.reports.releases.drafting import begin_draft, choose_cases, choose_coarser, write_sentences
from webapp.reports.releases.models import ReportDraft, ReportRelease
from webapp.reports.releases.saying import reason
from webapp.reports.releases.steps import NotNow
from webapp.reports.releases.subject import CHOOSE, VERSIONS, proposed_subject, read_subject

blueprint = Blueprint("drafts", __name__, url_prefix="/coordinator/reports")
MOST_DRAFTS, MOST_RELEASES = 200, 500


@blueprint.get("")
@require(Role.COORDINATOR)
def reports() -> str:
    """報告書: drafts on their way and what was released, the newest first."""
    under_way = select(ReportDraft).where(ReportDraft.id.not_in(select(ReportRelease.draft_id)))
    newest = (ReportRelease.fiscal_year.desc(), ReportRelease.number.desc())
    released = list(session().scalars(select(ReportRelease).order_by(*newest).limit(MOST_RELEASES)))
    return render_template(
        "reports/drafts.html",
        drafts=list(session().scalars(under_way.order_by(ReportDraft.id.desc()).limit(MOST_DRAFTS))),
        released=released,
        replaced={each.replaces_id for each in released},
    )


@blueprint.get("/new")
@require(Role.COORDINATOR)
def new() -> str:
    """新しい報告書: what it is about; the form proposes the year that ended last."""
    return _form({**proposed_subject(japanese_date(datetime.now(UTC))), **request.args.to_dict()})


@blueprint.post("/new")
@require(Role.COORDINATOR)
def create() -> Response | tuple[str, int]:
    """起案を始める: its sentences are proposed from the numbers as they stand."""
    fields = request.form.to_dict()
    subject, problems = read_subject(request.form.to_dict(flat=False), region())
    hosts = coordinated_partners(signed_in_learner())
    host = next((partner for partner in hosts if str(partner.id) == fields.get("partner")), None)
    if host is None:
        problems = {"partner": CHOOSE, **problems}
    if subject is None or host is None:
        return _form(fields, problems), 422
    at = datetime.now(UTC)
    # Counted before anything is written: nobody else waits for it.
    said = None if subject.edition is Edition.MUNICIPAL else maker().proposed(subject, at)
    with transaction() as writing:
        draft = begin_draft(writing, writing.get_one(Partner, host.id), subject, at)
        if said is not None:
            write_sentences(writing, draft, said)
        record(writing, at, signed_in_learner().id, "report_begun", f"report_draft/{draft.id}")
    flash(_("起案を始めました。文章の案を確かめ、書き直してから、プレビューを見てください。"))
    return redirect(url_for(".draft", draft_id=draft.id), 303)


@blueprint.get("/<int(max=2147483647):draft_id>")
@require(Role.COORDINATOR)
def draft(draft_id: int) -> str:
    """一つの起案: its sentences, the steps taken, and the one that comes next."""
    return page(draft_of(draft_id))


@blueprint.post("/<int(max=2147483647):draft_id>/sentences")
@require(Role.COORDINATOR)
def sentences(draft_id: int) -> Response | tuple[str, int]:
    """文章を保存する."""
    found = draft_of(draft_id)
    typed = {f"{part}_{tongue}": typed_text(f"{part}_{tongue}") for part in PARTS for tongue in ("ja", "en")}
    said = Sentences(*(Words(typed[f"{part}_ja"], typed[f"{part}_en"]) for part in PARTS))
    try:
        with transaction() as writing:
            write_sentences(writing, writing.get_one(ReportDraft, found.id), said)
            by = signed_in_learner().id
            record(writing, datetime.now(UTC), by, "report_written", f"report_draft/{found.id}")
    except NotNow as refused:
        # Nothing typed is lost: it stands in the form beside the reason.
        return page(found, reason(refused.code), typed), 409
    flash(_("文章を保存しました。"))
    return redirect(url_for(".draft", draft_id=found.id), 303)


@blueprint.post("/<int(max=2147483647):draft_id>/coarser")
@require(Role.COORDINATOR)
def coarser(draft_id: int) -> Response | tuple[str, int]:
    """粗い表にする: some of its tables, or none of them any more."""
    found = draft_of(draft_id)
    try:
        with transaction() as writing:
            choose_coarser(writing, writing.get_one(ReportDraft, found.id), request.form.getlist("sheet"))
            by = signed_in_learner().id
            record(writing, datetime.now(UTC), by, "report_coarser", f"report_draft/{found.id}")
    except NotNow as refused:
        return page(found, reason(refused.code)), 409
    flash(_("表の粗さを変えました。"))
    return redirect(url_for("draft_steps.protection", draft_id=found.id), 303)


@blueprint.post("/<int(max=2147483647):draft_id>/cases")
@require(Role.COORDINATOR)
def cases(draft_id: int) -> Response | tuple[str, int]:
    """活用事例を選ぶ: of those that everybody may read, in the approved words alone."""
    found = draft_of(draft_id)
    known = {str(case.id): case.id for case in published(session(), found.fiscal_year)}
    chosen = [known[typed] for typed in request.form.getlist("case") if typed in known]
    try:
        with transaction() as writing:
            choose_cases(writing, writing.get_one(ReportDraft, found.id), chosen)
            by = signed_in_learner().id
            record(writing, datetime.now(UTC), by, "report_cases", f"report_draft/{found.id}", cases=chosen)
    except NotNow as refused:
        return page(found, reason(refused.code)), 409
    flash(_("載せる活用事例を保存しました。"))
    return redirect(url_for(".draft", draft_id=found.id, _anchor="cases"), 303)


def _form(first: dict[str, str], problems: dict[str, str] | None = None) -> str:
    hosts = coordinated_partners(signed_in_learner())
    current = FiscalYear.of(datetime.now(UTC))
    years = sorted({current, *map(FiscalYear, years_of_all(session()))}, reverse=True)
    return render_template(
        "reports/draft_new.html",
        first={"partner": str(hosts[0].id) if hosts else "", **first},
        problems={name: _(message) for name, message in (problems or {}).items()},
        hosts=hosts,
        years=years,
        editions=list(Edition),
        versions=VERSIONS,
        towns=region().towns,
    )

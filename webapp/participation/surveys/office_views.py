"""アンケートの運営: send, close and read results, for the host's office alone."""

from datetime import UTC, date, datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.enrolment.office.access import hosted
from webapp.fiscal_year import in_japan
from webapp.not_yours import not_yours
from webapp.participation.surveys.asking import WINDOW, ask_by_mail, closing_moment, forget_marks
from webapp.participation.surveys.forms import SurveyKind, read_form
from webapp.participation.surveys.models import Survey
from webapp.participation.surveys.operations import (
    AlreadySent,
    NobodyToAsk,
    WrongWindow,
    close_survey,
    open_survey,
)
from webapp.participation.surveys.summary import summary_of
from webapp.programme.models import Offering

blueprint = Blueprint("office_surveys", __name__)

KINDS = (SurveyKind.BEFORE, SurveyKind.AFTER, SurveyKind.LATER)


@blueprint.get("/office/offerings/<int(max=2147483647):offering_id>/surveys")
@require(Role.COORDINATOR)
def surveys(offering_id: int) -> str:
    """アンケート: what was sent with its results, and what can be sent; reading free texts leaves a line in the audit."""
    offering = hosted(offering_id)
    page = _page(offering)
    with transaction() as writing:
        record(
            writing, datetime.now(UTC), signed_in_learner().id, "survey_results", f"offering/{offering.id}"
        )
    return page


@blueprint.post("/office/offerings/<int(max=2147483647):offering_id>/surveys")
@require(Role.COORDINATOR)
def send(offering_id: int) -> Response | tuple[str, int]:
    """Send one kind to everybody enrolled."""
    offering = hosted(offering_id)
    at = datetime.now(UTC)
    try:
        kind = SurveyKind(request.form.get("kind", ""))
        if kind not in KINDS:
            raise WrongWindow
        closes_at = closing_moment(date.fromisoformat(request.form.get("last_day", "")))
        with transaction() as writing:
            survey = open_survey(writing, offering, kind, closes_at, at)
            written = ask_by_mail(writing, survey, at)
            by = signed_in_learner().id
            record(writing, at, by, "survey_sent", f"survey/{survey.id}", asked=survey.asked)
    except AlreadySent:
        return _page(offering, _("このアンケートはすでに送っています。")), 409
    except NobodyToAsk:
        return _page(
            offering, _("受講者がまだいないため、送れません。受講を決定してから送ってください。")
        ), 409
    except (WrongWindow, ValueError, OverflowError):
        return _page(
            offering,
            _("送れませんでした。アンケートの種類と、今日から1年以内の締切日を選んでください。"),
        ), 422
    flash(_("%(asked)s人に依頼しました（うちメール%(written)s通）。", asked=survey.asked, written=written))
    return redirect(url_for(".surveys", offering_id=offering.id), 303)


@blueprint.post(
    "/office/offerings/<int(max=2147483647):offering_id>/surveys/<int(max=2147483647):survey_id>/close"
)
@require(Role.COORDINATOR)
def close(offering_id: int, survey_id: int) -> Response:
    """締め切る: no answer is taken from now on, and nobody can see any more who answered."""
    offering = hosted(offering_id)
    survey = session().get(Survey, survey_id)
    if survey is None or survey.offering_id != offering.id:
        not_yours(f"survey/{survey_id}")
    at = datetime.now(UTC)
    with transaction() as writing:
        close_survey(writing, survey, at)
        forget_marks(writing, at)
        record(writing, at, signed_in_learner().id, "survey_closed", f"survey/{survey.id}")
    flash(_("締め切りました。だれが回答したかの記録は消しました。"))
    return redirect(url_for(".surveys", offering_id=offering.id), 303)


def _page(offering: Offering, problem: str = "") -> str:
    at = datetime.now(UTC)
    sent = session().scalars(select(Survey).where(Survey.offering_id == offering.id).order_by(Survey.id))
    summaries = [summary_of(session(), survey) for survey in sent]
    there = {summary.survey.kind for summary in summaries}
    return render_template(
        "surveys/office.html",
        offering=offering,
        summaries=summaries,
        open_ids={each.survey.id for each in summaries if each.survey.is_open(at)},
        to_send=[(kind, read_form(kind, offering.course_slug)) for kind in KINDS if kind not in there],
        problem=problem,
        typed=request.form,
        last_day=in_japan(at + WINDOW).date() - timedelta(days=1),
    )

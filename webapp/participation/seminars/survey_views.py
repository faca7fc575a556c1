"""セミナーのアンケートの運営: the host's office begins it, shows its code, closes it and reads the results."""

from datetime import UTC, date, datetime, timedelta

import segno
from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.fiscal_year import in_japan
from webapp.participation.attendance.seminars import heads_of
from webapp.participation.seminars.access import hosted_seminar
from webapp.participation.seminars.survey import open_seminar_survey, seminar_survey
from webapp.participation.surveys.asking import WINDOW, closing_moment
from webapp.participation.surveys.forms import SurveyKind, read_form
from webapp.participation.surveys.operations import AlreadySent, NobodyToAsk, WrongWindow, close_survey
from webapp.participation.surveys.summary import summary_of
from webapp.programme.models import Seminar

blueprint = Blueprint(
    "seminar_surveys", __name__, url_prefix="/office/seminars/<int(max=2147483647):seminar_id>/survey"
)


@blueprint.get("")
@require(Role.COORDINATOR)
def show(seminar_id: int) -> str:
    """セミナーのアンケート: its code and its results; reading free texts leaves a line in the audit."""
    seminar = hosted_seminar(seminar_id)
    page = _office(seminar)
    with transaction() as writing:
        record(writing, datetime.now(UTC), signed_in_learner().id, "survey_results", f"seminar/{seminar.id}")
    return page


@blueprint.post("")
@require(Role.COORDINATOR)
def begin(seminar_id: int) -> Response | tuple[str, int]:
    """アンケートを始める."""
    seminar, at = hosted_seminar(seminar_id), datetime.now(UTC)
    try:
        closes_at = closing_moment(date.fromisoformat(request.form.get("last_day", "")))
        with transaction() as writing:
            survey = open_seminar_survey(writing, seminar, closes_at, at)
            by = signed_in_learner().id
            record(writing, at, by, "survey_sent", f"survey/{survey.id}", asked=survey.asked)
    except AlreadySent:
        pass  # pressed twice
    except NobodyToAsk:
        return _office(seminar, _("参加者数が入っていないため、始められません。")), 409
    except (WrongWindow, ValueError, OverflowError):
        return _office(seminar, _("始められませんでした。今日から1年以内の締切日を選んでください。")), 422
    return redirect(url_for(".show", seminar_id=seminar.id), 303)


@blueprint.post("/close")
@require(Role.COORDINATOR)
def close(seminar_id: int) -> Response:
    """締め切る."""
    seminar, at = hosted_seminar(seminar_id), datetime.now(UTC)
    survey = seminar_survey(session(), seminar)
    if survey is None:
        abort(404)
    with transaction() as writing:
        close_survey(writing, survey, at)
        record(writing, at, signed_in_learner().id, "survey_closed", f"survey/{survey.id}")
    flash(_("締め切りました。"))
    return redirect(url_for(".show", seminar_id=seminar.id), 303)


def _office(seminar: Seminar, problem: str = "") -> str:
    at, survey = datetime.now(UTC), seminar_survey(session(), seminar)
    address = g.settings.url + url_for("guest_surveys.answer", survey_token=survey.token) if survey else ""
    return render_template(
        "seminars/survey.html",
        seminar=seminar,
        heads=heads_of(session(), seminar),
        summary=summary_of(session(), survey) if survey else None,
        is_open=survey is not None and survey.is_open(at),
        address=address,
        picture=segno.make(address, error="m").svg_data_uri(scale=6, border=4, light="#fff", dark="#000")
        if survey
        else "",
        form=read_form(SurveyKind.SEMINAR),
        problem=problem,
        typed=request.form,
        last_day=in_japan(at + WINDOW).date() - timedelta(days=1),
    )

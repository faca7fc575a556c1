"""アンケートの自由記述から取り上げる: words of ten or more people become needs; nothing else of an answer is taken along."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import coordinated_partners, require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.fiscal_year import japanese_date
from webapp.paging import asked_page
from webapp.participation.surveys.models import Survey, SurveyText
from webapp.participation.surveys.queries import responses
from webapp.participation.surveys.summary import FEWEST
from webapp.programme.models import Offering
from webapp.programme.needs.gathering import key_of_words, taken_up
from webapp.programme.needs.models import NeedSource
from webapp.programme.needs.operations import Heard, Wanted, keep_need

blueprint = Blueprint("survey_needs", __name__, url_prefix="/office/needs/surveys")
MOST_TEXTS = 500


@dataclass(frozen=True)
class Said:
    """自由記述, with the key by which it is taken up once; of who wrote it nothing is known here."""

    key: str
    text: str
    survey: Survey
    offering: Offering
    day: date


@blueprint.get("")
@require(Role.COORDINATOR)
def texts() -> str:
    """自由記述, in an order that says nothing; reading them leaves a line in the audit."""
    said = list(_said())
    done = taken_up(session(), [one.key for one in said])
    left = [one for one in said if one.key not in done]
    paging = asked_page(len(left))
    shown = left[paging.offset : paging.last_row]
    with transaction() as writing:
        record(
            writing, datetime.now(UTC), signed_in_learner().id, "survey_texts_read", "needs", count=len(shown)
        )
    return render_template("needs/surveys.html", said=shown, paging=paging, done=len(done), fewest=FEWEST)


@blueprint.post("")
@require(Role.COORDINATOR)
def take_up() -> Response:
    """取り上げる: the ticked texts become needs without 業種 and 校種, as of the day on which the survey closed."""
    chosen, at, by = set(request.form.getlist("keys")), datetime.now(UTC), signed_in_learner().id
    wanted = [one for one in _said() if one.key in chosen]
    with transaction() as writing:
        for one in wanted:
            heard = Heard(one.offering.host, one.day, NeedSource.SURVEY, by, at)
            keep_need(writing, Wanted(one.text[:1000]), heard, key=one.key)
        record(writing, at, by, "survey_needs_taken", "needs", count=len(wanted))
    flash(_("%(count)s件の要望を取り上げました。", count=len(wanted)))
    return redirect(url_for(".texts"), 303)


def _said() -> Iterator[Said]:
    hosts = [partner.id for partner in coordinated_partners(signed_in_learner())]
    at = datetime.now(UTC)
    closed = (
        session()
        .scalars(
            select(Survey)
            .join(Offering, Survey.offering_id == Offering.id)
            # Of one that is still open, what is new since yesterday would be whoever answered today.
            .where(Offering.host_id.in_(hosts), Survey.closes_at <= at)
            .order_by(Survey.closes_at.desc(), Survey.id)
        )
        .all()
    )
    counted = responses(session(), [survey.id for survey in closed])
    enough = {survey.id: survey for survey in closed if counted[survey.id].valid >= FEWEST}
    rows = session().scalars(
        select(SurveyText).where(SurveyText.survey_id.in_(enough)).order_by(SurveyText.id).limit(MOST_TEXTS)
    )
    for row in rows:
        survey = enough[row.survey_id]
        if survey.offering is not None and row.text.strip():
            key = key_of_words(g.settings.key_for("needs"), "survey", row.id)
            yield Said(key, row.text.strip(), survey, survey.offering, japanese_date(survey.closes_at))

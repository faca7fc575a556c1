"""セミナーのアンケートに答えるページ: guests answer without an account, once per browser."""

from collections.abc import Mapping
from datetime import UTC, datetime
from secrets import token_urlsafe

from flask import Blueprint, abort, g, make_response, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.db import session, transaction
from webapp.participation.seminars.survey import Full, answer_seminar
from webapp.participation.surveys.answer_views import told
from webapp.participation.surveys.forms import LONGEST_TEXT, BadAnswers
from webapp.participation.surveys.models import Survey
from webapp.participation.surveys.operations import LONGEST_WINDOW, AlreadyAnswered, NotOpen
from webapp.security import limiter

blueprint = Blueprint("guest_surveys", __name__)

MOST_ANSWERS = "300 per minute"


@blueprint.get("/surveys/<survey_token>")
def answer(survey_token: str) -> str:
    """アンケート: the form, or the thanks in a browser that has answered."""
    survey = _open_to_all(survey_token)
    return _thanks(survey) if _cookie(survey) in request.cookies else _page(survey)


@blueprint.post("/surveys/<survey_token>")
@limiter.limit(MOST_ANSWERS)
def send(survey_token: str) -> Response | str | tuple[str, int]:
    """回答を送る: once per browser; what was typed stays on the page where it cannot be kept."""
    survey = _open_to_all(survey_token)
    if _cookie(survey) in request.cookies:
        return _thanks(survey)
    try:
        with transaction() as writing:
            visit = request.form.get("visit", "")[:43]
            answer_seminar(writing, survey, request.form, datetime.now(UTC), visit)
    except BadAnswers as bad:
        return _page(survey, {item: told(what) for item, what in bad.problems.items()}), 422
    except NotOpen:
        return _page(survey), 409
    except Full:
        return _page(survey, {"": _("参加者数と同じ数の回答が届いているため、受け付けられません。")}), 409
    except AlreadyAnswered:
        pass  # pressed twice: the first answer is here
    thanks = make_response(_thanks(survey))
    thanks.set_cookie(
        _cookie(survey), "answered", max_age=int(LONGEST_WINDOW.total_seconds()),
        path=g.settings.prefix, httponly=True, samesite="Lax", secure=g.settings.secure_cookies,
    )  # fmt: skip
    return thanks


def _open_to_all(survey_token: str) -> Survey:
    survey = session().scalar(select(Survey).where(Survey.token == survey_token))
    if survey is None:
        abort(404)
    return survey


def _cookie(survey: Survey) -> str:
    return f"tateyama-survey-{survey.id}"


def _draft_key(survey: Survey) -> str:
    return f"survey-{survey.id}"


def _thanks(survey: Survey) -> str:
    return render_template("surveys/thanks.html", survey=survey, draft_key=_draft_key(survey))


def _page(survey: Survey, problems: Mapping[str, str] | None = None) -> str:
    return render_template(
        "seminars/answer.html",
        survey=survey,
        is_open=survey.is_open(datetime.now(UTC)),
        problems=problems or {},
        typed=request.form,
        longest=LONGEST_TEXT,
        draft_key=_draft_key(survey),
        visit=request.form.get("visit") or token_urlsafe(24),
    )

"""アンケートに答えるページ: a minute on a phone; it says what is kept and who reads it."""

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.not_yours import not_yours
from webapp.participation.surveys.forms import LONGEST_TEXT, TOO_LONG, BadAnswers
from webapp.participation.surveys.mine import is_over_for, own_mark
from webapp.participation.surveys.models import Survey, SurveyAsked
from webapp.participation.surveys.operations import AlreadyAnswered, NotOpen, answer
from webapp.participation.surveys.queries import USED

blueprint = Blueprint("surveys", __name__)

NAMED = ("yes", "no")
# The item of three months later: whether what was learned has been used.
USED_ITEM = "used"


@blueprint.get("/my-page/surveys/<int(max=2147483647):survey_id>")
@require()
def show(survey_id: int) -> str:
    """The form, or what became of it."""
    survey, mark = _own(survey_id)
    if mark is not None and mark.answered:
        return _thanks(survey, mark)
    return _page(survey, mark)


@blueprint.post("/my-page/surveys/<int(max=2147483647):survey_id>")
@require()
def send(survey_id: int) -> str | tuple[str, int]:
    """Keep the answer; what was typed stays on the page where it cannot be kept."""
    survey, mark = _own(survey_id)
    if mark is None:
        return _page(survey, mark), 409
    named = request.form.get("named", "")
    if named not in NAMED:
        return _page(survey, mark, {"named": _("お名前を付けるかどうかを選んでください。")}), 422
    try:
        with transaction() as writing:
            at = datetime.now(UTC)
            answer(writing, survey, mark.enrolment_id, request.form, at, named=named == "yes")
    except BadAnswers as bad:
        return _page(survey, mark, {item: told(what) for item, what in bad.problems.items()}), 422
    except NotOpen:
        return _page(survey, mark), 409
    except AlreadyAnswered:
        pass  # a second press of the button: the first answer is here
    return _thanks(survey, mark)


def told(what: str) -> str:
    """What is wrong with an item, in the language of the page."""
    if what == TOO_LONG:
        return str(_("%(most)s文字までで書いてください。", most=LONGEST_TEXT))
    if what == "nothing":
        return str(_("まだ何も選ばれていません。一つ以上お答えください。"))
    return str(_("選択肢から選んでください。"))


def _own(survey_id: int) -> tuple[Survey, SurveyAsked | None]:
    """The survey and one's mark, which is gone once it is closed: mail that is opened late still says so."""
    learner_id = signed_in_learner().id
    mark = own_mark(session(), survey_id, learner_id)
    survey = session().get(Survey, survey_id)
    if survey is None or (mark is None and not is_over_for(session(), survey, learner_id, datetime.now(UTC))):
        not_yours(f"survey/{survey_id}")
    return survey, mark


def _thanks(survey: Survey, mark: SurveyAsked) -> str:
    """お礼; who says now that they have used nothing is not asked for a case of it. Nothing is kept of that."""
    used = request.form.get(USED_ITEM, str(USED)) == str(USED)
    return render_template(
        "surveys/thanks.html",
        survey=survey,
        draft_key=_draft_key(survey, mark),
        case_of=mark.enrolment_id if used else None,
    )


def _draft_key(survey: Survey, mark: SurveyAsked | None) -> str:
    """Under which the browser keeps what was not sent yet: an answer is nobody's, so no draft of it lies here."""
    return f"survey-{survey.id}-{mark.enrolment_id}" if mark is not None else ""


def _page(survey: Survey, mark: SurveyAsked | None, problems: Mapping[str, str] | None = None) -> str:
    return render_template(
        "surveys/answer.html",
        survey=survey,
        draft_key=_draft_key(survey, mark),
        is_open=survey.is_open(datetime.now(UTC)),
        problems=problems or {},
        typed=request.form,
        longest=LONGEST_TEXT,
    )

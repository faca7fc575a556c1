"""アンケートを送る・答える・締め切る: one answer per person and event, and no way back from an anonymous one."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment
from webapp.participation.surveys.forms import SurveyKind, parse_answers, read_form
from webapp.participation.surveys.models import (
    Survey,
    SurveyAnswer,
    SurveyAsked,
    SurveyChoice,
    SurveyText,
)
from webapp.programme.models import Offering

# Marks of who answered are kept as long as a survey is open.
LONGEST_WINDOW = timedelta(days=366)


class AlreadySent(ValueError):
    """This kind was sent for this event before."""


class NobodyToAsk(ValueError):
    """Nobody is enrolled, or the seminar's head-count is not known."""


class NotOpen(ValueError):
    """The window has not begun or is over."""


class NotAsked(ValueError):
    """This enrolment was not among those asked."""


class AlreadyAnswered(ValueError):
    """An answer of this enrolment is here already."""


class WrongWindow(ValueError):
    """The last moment for answers lies before the sending, or more than a year after it."""


def open_survey(
    session: Session, offering: Offering, kind: SurveyKind, closes_at: datetime, at: datetime
) -> Survey:
    """アンケートを送る: keep the form and who is asked, everybody enrolled and not withdrawn at this moment."""
    if not at < closes_at <= at + LONGEST_WINDOW:
        raise WrongWindow
    if session.scalar(select(Survey.id).where(Survey.offering_id == offering.id, Survey.kind == kind)):
        raise AlreadySent
    enrolled = session.scalars(
        select(Enrolment.id)
        .where(Enrolment.offering_id == offering.id, Enrolment.withdrawn_at.is_(None))
        .order_by(Enrolment.id)
    ).all()
    if not enrolled:
        raise NobodyToAsk
    form = read_form(kind, offering.course_slug)
    survey = Survey(
        offering_id=offering.id, kind=kind, form=form, opened_at=at, closes_at=closes_at, asked=len(enrolled),
        knowledge_items=sum(item["type"] == "knowledge" for item in form["items"]),
    )  # fmt: skip
    session.add(survey)
    session.flush()
    session.add_all(SurveyAsked(survey_id=survey.id, enrolment_id=each) for each in enrolled)
    session.flush()
    return survey


def close_survey(session: Session, survey: Survey, at: datetime) -> None:
    """締め切る: take no more answers from this moment on; a closed one stays as it is."""
    if survey.is_open(at):
        survey.closes_at = at
        session.flush()


def answer(
    session: Session,
    survey: Survey,
    enrolment_id: int,
    typed: Mapping[str, str],
    at: datetime,
    *,
    named: bool,
) -> None:
    """アンケートに答える: mark that this person answered and keep what was said, with the name only where wanted.

    Raises NotOpen, NotAsked, AlreadyAnswered or BadAnswers, and then keeps nothing.
    """
    # One at a time: each answer writes the marks of all, and two at once would wait for each other for ever.
    session.refresh(survey, with_for_update=True)
    if not survey.is_open(at):
        raise NotOpen
    mine = session.get(SurveyAsked, (survey.id, enrolment_id), populate_existing=True)
    if mine is None:
        raise NotAsked
    if mine.answered:
        raise AlreadyAnswered
    choices, texts = parse_answers(survey.form, typed)
    mine.answered = True
    session.flush()
    # PostgreSQL keeps with each row which transaction wrote it: after this, all marks of the survey say the same one.
    session.execute(
        update(SurveyAsked)
        .where(SurveyAsked.survey_id == survey.id)
        .values(answered=SurveyAsked.answered)
        .execution_options(synchronize_session=False)
    )
    keep_answer(session, survey, choices, texts, enrolment_id if named else None)


def keep_answer(
    session: Session,
    survey: Survey,
    choices: Mapping[str, int],
    texts: Mapping[str, str],
    enrolment_id: int | None,
    answer_id: str | None = None,
) -> None:
    """回答を残す: choices and texts apart; the id is random where none is given."""
    right = {item["id"]: item["correct"] for item in survey.form["items"] if item["type"] == "knowledge"}
    kept = SurveyAnswer(survey_id=survey.id, enrolment_id=enrolment_id)
    if answer_id is not None:
        kept.id = answer_id
    session.add(kept)
    session.flush()
    session.add_all(
        SurveyChoice(
            answer_id=kept.id, item=item, value=value, correct=value == right[item] if item in right else None
        )
        for item, value in choices.items()
    )
    session.add_all(
        SurveyText(survey_id=survey.id, item=item, text=text, enrolment_id=enrolment_id)
        for item, text in texts.items()
    )
    session.flush()

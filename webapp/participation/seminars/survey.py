"""セミナーのアンケート: a link opens it without an account; one answer per browser, and never more than heads were counted.

A cookie and the form's own number are all that tells one guest from another: who wants to can answer twice, on a second
phone or in a private window. That the answers stay under the head-count is the only bound that nobody gets around.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.participation.attendance.seminars import heads_of
from webapp.participation.surveys.forms import SurveyKind, parse_answers, read_form
from webapp.participation.surveys.models import Survey, SurveyAnswer
from webapp.participation.surveys.operations import (
    LONGEST_WINDOW,
    AlreadyAnswered,
    AlreadySent,
    NobodyToAsk,
    NotOpen,
    WrongWindow,
    keep_answer,
)
from webapp.participation.surveys.queries import responses
from webapp.programme.models import Seminar


class Full(ValueError):
    """As many answered as heads were counted at the seminar; the link was opened more often than that."""


def seminar_survey(session: Session, seminar: Seminar) -> Survey | None:
    """The survey of a seminar, which has one at most."""
    return session.scalar(select(Survey).where(Survey.seminar_id == seminar.id))


def open_seminar_survey(session: Session, seminar: Seminar, closes_at: datetime, at: datetime) -> Survey:
    """セミナーのアンケートを始める: asked is the head-count; a link opens it, without an account."""
    if not at < closes_at <= at + LONGEST_WINDOW:
        raise WrongWindow
    if seminar_survey(session, seminar) is not None:
        raise AlreadySent
    heads = heads_of(session, seminar)
    if not heads:
        raise NobodyToAsk
    survey = Survey(
        seminar_id=seminar.id, kind=SurveyKind.SEMINAR, form=read_form(SurveyKind.SEMINAR), opened_at=at,
        closes_at=closes_at, asked=heads, token=token_urlsafe(32),
    )  # fmt: skip
    session.add(survey)
    session.flush()
    return survey


def ask_as_many(session: Session, seminar: Seminar) -> None:
    """依頼数を合わせる: a head-count that was mended is the number that a response rate is of; never under the answers."""
    survey = seminar_survey(session, seminar)
    heads = heads_of(session, seminar)
    if survey is None or heads is None:
        return
    session.refresh(survey, with_for_update=True)
    survey.asked = max(heads, responses(session, [survey.id])[survey.id].valid)
    session.flush()


def answer_seminar(
    session: Session, survey: Survey, typed: Mapping[str, str], at: datetime, visit: str = ""
) -> None:
    """Keep an answer about a seminar; raises NotOpen, BadAnswers, Full, or AlreadyAnswered for the same form again."""
    # One at a time, so that the last seat is counted once.
    session.refresh(survey, with_for_update=True)
    if survey.seminar_id is None or not survey.is_open(at):
        raise NotOpen
    answer_id = sha256(f"{survey.id} {visit}".encode()).hexdigest()[:32] if visit else None
    if answer_id is not None and session.get(SurveyAnswer, answer_id) is not None:
        raise AlreadyAnswered
    if responses(session, [survey.id])[survey.id].valid >= survey.asked:
        raise Full
    keep_answer(session, survey, *parse_answers(survey.form, typed), None, answer_id)

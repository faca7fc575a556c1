"""アンケートのお願い: mail to who was asked and has not answered: once at sending, then at most twice."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment, Learner
from webapp.fiscal_year import JAPAN, in_japan
from webapp.mail.links import OURS
from webapp.mail.outbox import send
from webapp.participation.surveys.forms import SurveyKind
from webapp.participation.surveys.models import Survey, SurveyAsked
from webapp.participation.surveys.operations import open_survey
from webapp.programme.models import Offering, OfferingState
from webapp.programme.naming import offering_name

REMIND_AFTER = (timedelta(days=7), timedelta(days=14))
WINDOW = timedelta(days=21)
# An office that begins to use the platform does not write to everybody who ever took a course.
MOST_LATE = timedelta(days=30)
KINDS_EN = {
    SurveyKind.BEFORE: "survey before the course",
    SurveyKind.AFTER: "survey after the course",
    SurveyKind.LATER: "survey three months later",
}


def ask_by_mail(session: Session, survey: Survey, at: datetime) -> int:
    """アンケートを頼む: queue the invitation or the reminder that is due; how many messages that were not there before."""
    if survey.offering is None or not survey.is_open(at):
        return 0
    reminders = sum(at - survey.opened_at >= pause for pause in REMIND_AFTER)
    return sum(_write(session, survey, learner, reminders, at) for learner in _silent(session, survey))


def make_survey_round(session: Session, at: datetime) -> int:
    """毎日の巡回: send three-month surveys that are due, remind, and forget who answered what is closed."""
    forget_marks(session, at)
    for offering in _three_months_over(session, at):
        open_survey(session, offering, SurveyKind.LATER, at + WINDOW, at)
    still_open = select(Survey).where(Survey.opened_at <= at, Survey.closes_at > at).order_by(Survey.id)
    return sum(ask_by_mail(session, survey, at) for survey in session.scalars(still_open).all())


def forget_marks(session: Session, at: datetime) -> None:
    """Delete who was asked and answered once a survey is closed: where all but one gave their name, the one could be told."""
    closed = select(Survey.id).where(Survey.closes_at <= at)
    session.execute(delete(SurveyAsked).where(SurveyAsked.survey_id.in_(closed)))


def three_months_after(day: date) -> date:
    """The same day three months later, or that month's last."""
    months = day.month + 2
    first = date(day.year + months // 12, months % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def not_asked_any_more(day: date) -> date:
    """The last day on which an offering can have ended that nobody will ask about any more."""
    return day - timedelta(days=93) - MOST_LATE


def _three_months_over(session: Session, at: datetime) -> Sequence[Offering]:
    today = in_japan(at).date()
    sent = exists().where(Survey.offering_id == Offering.id, Survey.kind == SurveyKind.LATER)
    somebody = exists().where(Enrolment.offering_id == Offering.id, Enrolment.withdrawn_at.is_(None))
    ended = session.scalars(
        select(Offering)
        .where(
            Offering.state != OfferingState.CANCELLED,
            Offering.ends_on > not_asked_any_more(today),
            Offering.ends_on < today,
            somebody,
            ~sent,
        )
        .order_by(Offering.id)
    )
    return [offering for offering in ended if three_months_after(offering.ends_on) <= today]


def _silent(session: Session, survey: Survey) -> Sequence[Learner]:
    """Who has not answered and can be written to."""
    asked = (
        select(Enrolment.learner_id)
        .join(SurveyAsked, SurveyAsked.enrolment_id == Enrolment.id)
        .where(
            SurveyAsked.survey_id == survey.id,
            SurveyAsked.answered.is_(False),
            Enrolment.withdrawn_at.is_(None),
        )
    )
    return session.scalars(
        select(Learner).where(Learner.id.in_(asked), Learner.email != "").order_by(Learner.id)
    ).all()


def _write(session: Session, survey: Survey, learner: Learner, reminders: int, at: datetime) -> bool:
    assert survey.offering is not None  # noqa: S101 - seminars have nobody to write to
    values = {
        "name": learner.name,
        "offering": offering_name(survey.offering),
        "kind": {"ja": survey.kind.label_ja, "en": KINDS_EN[survey.kind]},
        "until": survey.closes_at,
        "link": f"{OURS}my-page/surveys/{survey.id}",
    }
    message = send(
        session, "survey_reminder" if reminders else "survey", learner.email or "", learner.language, values, at,
        key=f"survey/{survey.id}/{reminders}/{learner.id}", learner_id=learner.id, offering_id=survey.offering_id,
    )  # fmt: skip
    return message.queued_at == at


def closing_moment(day: date) -> datetime:
    """The last minute of a day in Japan, as pages and mail write it."""
    return datetime.combine(day, time(23, 59), JAPAN)

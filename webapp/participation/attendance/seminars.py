"""セミナーの受付: who came with an account; everybody else in the room is a head in the head-count."""

from datetime import datetime

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from webapp.db import Model
from webapp.enrolment.models import Learner
from webapp.fiscal_year import japanese_date
from webapp.programme.models import MeetingState, Seminar
from webapp.programme.operations import NotPossible
from webapp.wording import mark


class SeminarCheckIn(Model):
    """セミナーの受付: somebody with an account at a seminar; they are not in its head-count, which counts the others."""

    __tablename__ = "seminar_check_in"

    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"), primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), primary_key=True, index=True)
    recorded_at: Mapped[datetime]

    seminar: Mapped[Seminar] = relationship()
    learner: Mapped[Learner] = relationship()


def check_in_to_seminar(session: Session, seminar: Seminar, learner: Learner, at: datetime) -> bool:
    """セミナーを受け付ける: once per person, on the day itself; whether it is new."""
    if seminar.state is MeetingState.CANCELLED:
        raise NotPossible(mark("このセミナーは中止になりました"))
    if japanese_date(at) != seminar.held_on:
        raise NotPossible(mark("受付は、セミナーの当日だけできます"))
    if session.get(SeminarCheckIn, (seminar.id, learner.id)) is not None:
        return False
    session.add(SeminarCheckIn(seminar_id=seminar.id, learner_id=learner.id, recorded_at=at))
    session.flush()
    return True


def count_heads(session: Session, seminar: Seminar, heads: int | None, at: datetime) -> None:
    """参加者数を入れる: the heads of those without an account; with a number the seminar took place."""
    if seminar.state is MeetingState.CANCELLED:
        raise NotPossible(mark("このセミナーは中止になりました"))
    if seminar.held_on > japanese_date(at):
        raise NotPossible(mark("参加者数は、セミナーの日から入力できます"))
    seminar.headcount = heads
    if heads is not None:
        seminar.state = MeetingState.HELD
    session.flush()


def checked_in(session: Session, seminar: Seminar) -> int:
    """How many came with an account."""
    found = select(func.count()).select_from(SeminarCheckIn).where(SeminarCheckIn.seminar_id == seminar.id)
    return session.scalar(found) or 0

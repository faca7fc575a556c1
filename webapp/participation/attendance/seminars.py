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
    """セミナーを受け付ける: once per person, on the day itself; whether it is new.

    Where everybody in the room was counted already, the person is one of these: the number stays as it was counted.
    """
    session.refresh(seminar, with_for_update=True)
    refuse_other_days(seminar, at)
    if session.get(SeminarCheckIn, (seminar.id, learner.id)) is not None:
        return False
    session.add(SeminarCheckIn(seminar_id=seminar.id, learner_id=learner.id, recorded_at=at))
    if seminar.headcount:
        seminar.headcount -= 1
    session.flush()
    return True


def refuse_other_days(seminar: Seminar, at: datetime) -> None:
    """Raise NotPossible where nobody is received: on another day, or where it was called off."""
    if seminar.state is MeetingState.CANCELLED:
        raise NotPossible(mark("このセミナーは中止になりました"))
    if japanese_date(at) != seminar.held_on:
        raise NotPossible(mark("受付は、セミナーの当日だけできます"))


def count_heads(session: Session, seminar: Seminar, heads: int | None, at: datetime, by: int) -> None:
    """参加者数を入れる: everybody who was counted in the room, with or without an account; then it took place.

    Raises NotPossible before its day, where it was called off, or where more people were checked in than that.
    """
    session.refresh(seminar, with_for_update=True)
    if seminar.state is MeetingState.CANCELLED:
        raise NotPossible(mark("このセミナーは中止になりました"))
    if seminar.held_on > japanese_date(at):
        raise NotPossible(mark("参加者数は、セミナーの日から入力できます"))
    came = checked_in(session, seminar)
    if heads is not None and heads < came:
        raise NotPossible(
            mark("アカウントで受け付けた人より少ない数です。会場にいた人を全員数えて、入れ直してください")
        )
    seminar.headcount = None if heads is None else heads - came
    seminar.counted_by_id, seminar.counted_at = (None, None) if heads is None else (by, at)
    if heads is not None:
        seminar.state = MeetingState.HELD
    session.flush()


def heads_of(session: Session, seminar: Seminar) -> int | None:
    """参加者数: as it was counted in the room; None where nobody has typed it."""
    return None if seminar.headcount is None else seminar.headcount + checked_in(session, seminar)


def checked_in(session: Session, seminar: Seminar) -> int:
    """How many came with an account."""
    found = select(func.count()).select_from(SeminarCheckIn).where(SeminarCheckIn.seminar_id == seminar.id)
    return session.scalar(found) or 0

"""セミナーを登録する: a one-off event is planned, changed and called off, and lacks its head-count until somebody types it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.programme.models import MeetingState, Partner, Seminar
from webapp.programme.operations import NotPossible
from webapp.programme.planning import programme_of
from webapp.wording import mark

# A seminar is not moved as a class is: its day is changed.
STATES = (MeetingState.PLANNED, MeetingState.HELD, MeetingState.CANCELLED)
STATE_WORDS = {
    MeetingState.PLANNED: mark("予定"),
    MeetingState.HELD: mark("実施済"),
    MeetingState.CANCELLED: mark("中止"),
}


@dataclass(frozen=True)
class SeminarDraft:
    """セミナーの内容: what a coordinator types; `capacity` in people, None where there is no limit."""

    title_ja: str
    title_en: str
    held_on: date
    place: str
    capacity: int | None
    state: MeetingState


def plan_seminar(session: Session, host: Partner, draft: SeminarDraft, at: datetime) -> Seminar:
    """セミナーを登録する, in the programme of its day's year; raises NotPossible where that has none."""
    seminar = Seminar(host_id=host.id, headcount=None)
    _write(session, seminar, draft, at)
    session.add(seminar)
    session.flush()
    return seminar


def change_seminar(session: Session, seminar: Seminar, draft: SeminarDraft, came: int, at: datetime) -> None:
    """内容を直す; `came` people are recorded. Raises NotPossible where that would contradict what is recorded."""
    counted = came > 0 or seminar.headcount is not None
    if counted and draft.state is MeetingState.CANCELLED:
        raise NotPossible(mark("受け付けた人か参加者数の記録があるため、中止にできません"))
    if counted and draft.held_on != seminar.held_on:
        raise NotPossible(mark("受け付けた人か参加者数の記録があるため、日を変えられません"))
    if seminar.headcount is not None and draft.state is MeetingState.PLANNED:
        raise NotPossible(mark("参加者数が入っているセミナーは、予定に戻せません"))
    _write(session, seminar, draft, at)
    session.flush()


def uncounted(session: Session, hosts: Collection[int], at: datetime) -> Sequence[Seminar]:
    """参加者数のないセミナー: of this year and the one before, over and not called off, the oldest first."""
    today = japanese_date(at)
    return session.scalars(
        select(Seminar)
        .where(
            Seminar.host_id.in_(hosts),
            Seminar.fiscal_year >= FiscalYear.of(today).previous.year,
            Seminar.held_on < today,
            Seminar.state != MeetingState.CANCELLED,
            Seminar.headcount.is_(None),
        )
        .order_by(Seminar.held_on, Seminar.id)
    ).all()


def _write(session: Session, seminar: Seminar, draft: SeminarDraft, at: datetime) -> None:
    if draft.state is MeetingState.HELD and draft.held_on > japanese_date(at):
        raise NotPossible(mark("まだ来ていない日のセミナーは、実施済にできません"))
    year = FiscalYear.of(draft.held_on)
    seminar.programme_id = programme_of(session, year).id
    seminar.fiscal_year = year.year
    for name in ("title_ja", "title_en", "held_on", "place", "capacity", "state"):
        setattr(seminar, name, getattr(draft, name))

"""セミナーの一覧: each seminar of one's partners with the number that was counted, and the numbers that were received."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.enrolment.models import Learner
from webapp.fiscal_year import FiscalYear
from webapp.participation.attendance.seminars import SeminarCheckIn
from webapp.participation.seminars.models import SeminarGuest
from webapp.programme.models import MeetingState, Seminar
from webapp.programme.seminars import STATE_WORDS


@dataclass(frozen=True)
class ListedSeminar:
    """一覧の一件: `heads` is what was counted in the room (None: nobody typed it), the others are what was received."""

    seminar: Seminar
    accounts: int
    guests: int
    counted_by: str
    is_late: bool

    @property
    def year(self) -> FiscalYear:
        """The fiscal year to which it belongs."""
        return FiscalYear(self.seminar.fiscal_year)

    @property
    def heads(self) -> int | None:
        """参加者数, which is published."""
        return None if self.seminar.headcount is None else self.seminar.headcount + self.accounts

    @property
    def state_ja(self) -> str:
        """The Japanese name of its state, which is also the key of its translation."""
        return STATE_WORDS.get(self.seminar.state, self.seminar.state.label_ja)


def listed_seminars(session: Session, hosts: Collection[int], today: date) -> list[ListedSeminar]:
    """Every seminar of these hosts, the newest first."""
    seminars = session.scalars(
        select(Seminar).where(Seminar.host_id.in_(hosts)).order_by(Seminar.held_on.desc(), Seminar.id)
    ).all()
    accounts = _numbers(session, SeminarCheckIn.seminar_id)
    guests = _numbers(session, SeminarGuest.seminar_id)
    counted_by = {seminar.counted_by_id for seminar in seminars}
    names = dict(iter(session.execute(select(Learner.id, Learner.name).where(Learner.id.in_(counted_by)))))
    return [
        ListedSeminar(
            seminar,
            accounts.get(seminar.id, 0),
            guests.get(seminar.id, 0),
            names.get(seminar.counted_by_id or 0, ""),
            seminar.held_on < today
            and seminar.headcount is None
            and seminar.state is not MeetingState.CANCELLED,
        )
        for seminar in seminars
    ]


def _numbers(session: Session, of_seminar: InstrumentedAttribute[int]) -> dict[int, int]:
    return dict(iter(session.execute(select(of_seminar, func.count()).group_by(of_seminar))))

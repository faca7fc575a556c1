"""募集状況: applications against the target, day by day, by what people answered and by which contact they came.

The target is the capacity; where there is none, the minimum with which the offering takes place. The targets of a fiscal
year (公式の数値) say nothing of a single offering, so they are not used here.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Application, ApplicationState
from webapp.enrolment.outreach.listing import Counted, Wanted, contacts, yen_each
from webapp.fiscal_year import japanese_date
from webapp.programme.models import Offering, OfferingState
from webapp.programme.outreach.channels import CHANNELS
from webapp.programme.outreach.models import Interest
from webapp.wording import mark


class Aim(StrEnum):
    """目標: which number of the offering it is."""

    CAPACITY = "capacity"
    MINIMUM = "minimum"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return {Aim.CAPACITY: mark("定員"), Aim.MINIMUM: mark("最少催行人数")}[self]


@dataclass(frozen=True)
class Standing:
    """募集状況の要点: applications, the target with what it is, and days until applications close."""

    offering: Offering
    applications: int
    target: int | None
    aim: Aim | None
    days_left: int | None

    @property
    def percent(self) -> int | None:
        """目標に対する割合 in whole per cent, rounded down: 100 means that it is reached."""
        return None if not self.target else self.applications * 100 // self.target


@dataclass(frozen=True)
class Recruiting:
    """募集状況 of one offering."""

    standing: Standing
    by_day: Sequence[tuple[date, int]]
    by_answer: Mapping[str, int]
    answered: int
    contacts: Sequence[Counted]
    without_contact: int
    unused: Sequence[str]
    interested: int

    @property
    def cost(self) -> int | None:
        """費用 in yen of the offering's own contacts where it is known; None where none is."""
        costs = [row.contact.cost_yen for row in self.contacts if row.contact.offering_id is not None]
        known = [cost for cost in costs if cost is not None]
        return sum(known) if known else None

    @property
    def yen_each(self) -> int | None:
        """費用の合計 ÷ 申込, those without a contact included: what an application cost on the whole."""
        return yen_each(self.cost, self.standing.applications)


def standing_of(offering: Offering, applications: int, at: datetime) -> Standing:
    """The main points at this moment."""
    aim = Aim.CAPACITY if offering.capacity else Aim.MINIMUM if offering.minimum else None
    target = offering.capacity or offering.minimum or None
    closes = offering.apply_until
    days = (japanese_date(closes) - japanese_date(at)).days if closes is not None and closes > at else None
    return Standing(offering, applications, target, aim, days)


def standings(session: Session, hosts: Collection[int], at: datetime) -> list[Standing]:
    """募集中と準備中の講座: what closes first stands first."""
    mine = select(Offering).where(
        Offering.host_id.in_(hosts), Offering.state.in_((OfferingState.PLANNED, OfferingState.OPEN))
    )
    offerings = session.scalars(mine.order_by(Offering.starts_on, Offering.id)).all()
    counts = applications_by_offering(session, [offering.id for offering in offerings])
    found = [standing_of(offering, counts.get(offering.id, 0), at) for offering in offerings]
    return sorted(found, key=lambda one: (one.days_left is None, one.days_left or 0))


def applications_by_offering(session: Session, offerings: Collection[int]) -> dict[int, int]:
    """申込の数 without those that were taken back."""
    rows = (
        select(Application.offering_id, func.count())
        .where(Application.offering_id.in_(offerings), Application.state != ApplicationState.CANCELLED)
        .group_by(Application.offering_id)
    )
    return dict(iter(session.execute(rows)))


def recruiting_of(session: Session, offering: Offering, at: datetime) -> Recruiting:
    """All of it, for the host's office."""
    rows = session.execute(
        select(Application.applied_at, Application.profile, Application.outreach_id).where(
            Application.offering_id == offering.id, Application.state != ApplicationState.CANCELLED
        )
    ).all()
    answers = [row.profile.get("channels") or () for row in rows]
    by_answer = Counter(channel for answer in answers for channel in set(answer) if channel in CHANNELS)
    by_code = Counter(row.outreach_id for row in rows)
    told = _contacts(session, offering, by_code)
    return Recruiting(
        standing_of(offering, len(rows), at),
        _by_day([japanese_date(row.applied_at) for row in rows], offering, at),
        {channel: by_answer[channel] for channel in CHANNELS if by_answer[channel]},
        sum(1 for answer in answers if answer),
        told,
        len(rows) - sum(row.applications for row in told),
        _unused(told),
        _interested(session, offering),
    )


def _contacts(session: Session, offering: Offering, by_code: Mapping[int | None, int]) -> list[Counted]:
    """The offering's own contacts, and those of courses in general that brought somebody here."""
    every = contacts(session, Wanted([offering.host_id]))
    return [
        Counted(row.contact, row.openings, by_code.get(row.contact.id, 0))
        for row in every
        if row.contact.offering_id == offering.id
        or (by_code.get(row.contact.id) and row.contact.offering_id is None)
    ]


def _unused(told: Sequence[Counted]) -> list[str]:
    """まだ使っていない経路: what an office can do; that people tell each other is not its doing."""
    used = {row.contact.channel for row in told}
    return [channel for channel in CHANNELS if channel not in (*used, "acquaintance", "other")]


def _interested(session: Session, offering: Offering) -> int:
    confirmed = select(func.count(Interest.id)).where(
        Interest.course_slug == offering.course_slug, Interest.confirmed_at.is_not(None)
    )
    return session.scalar(confirmed) or 0


def _by_day(days: Sequence[date], offering: Offering, at: datetime) -> list[tuple[date, int]]:
    """申込の累計 on each day from the first of applications to today, or to their last day."""
    today = japanese_date(at)
    opens = japanese_date(offering.apply_from) if offering.apply_from else min(days, default=today)
    closes = japanese_date(offering.apply_until) if offering.apply_until else today
    first, last = min([opens, *days]), min(today, max([closes, *days]))
    of_day, total, line = Counter(days), 0, []
    for place in range((last - first).days + 1):
        day = first + timedelta(days=place)
        total += of_day[day]
        line.append((day, total))
    return line

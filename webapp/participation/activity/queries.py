"""活動を見る: who has not begun, who stopped and who goes on; nobody is ranked, and nobody is marked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload

from webapp.enrolment.models import Enrolment
from webapp.participation.activity.models import DailyActivity
from webapp.wording import mark

QUIET_AFTER = timedelta(days=14)
WEEKS = 8


class Engagement(StrEnum):
    """ようす: まだ始めていない, 2週間動きがない, 続けている."""

    NOT_BEGUN = "not_begun"
    QUIET = "quiet"
    GOING_ON = "going_on"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _LABELS[self]


_LABELS = {
    Engagement.NOT_BEGUN: mark("まだ始めていない人"),
    Engagement.QUIET: mark("2週間、動きがない人"),
    Engagement.GOING_ON: mark("この2週間に学習した人"),
}


@dataclass(frozen=True)
class Seen:
    """学習した日: on how many days somebody worked, on how many of the last fourteen, and when last."""

    enrolment: Enrolment
    days: int
    lately: int
    last: date | None

    @property
    def engagement(self) -> Engagement:
        """Which of the three."""
        if self.last is None:
            return Engagement.NOT_BEGUN
        return Engagement.GOING_ON if self.lately else Engagement.QUIET


@dataclass(frozen=True)
class Week:
    """週: its Monday, and how many people worked in it."""

    begins: date
    people: int


def engagement_in(session: Session, offering_id: int, today: date) -> dict[Engagement, list[Seen]]:
    """講座のようす: everybody in the course by what would help, each list in the order of the roster."""
    days = defaultdict(list)
    rows = session.execute(
        select(DailyActivity.enrolment_id, DailyActivity.day)
        .join(DailyActivity.enrolment)
        .where(Enrolment.offering_id == offering_id, _worked())
    )
    for enrolment_id, day in rows:
        days[enrolment_id].append(day)
    people = session.scalars(
        select(Enrolment)
        .where(Enrolment.offering_id == offering_id, Enrolment.withdrawn_at.is_(None))
        .options(joinedload(Enrolment.learner))
        .order_by(Enrolment.id)
    )
    found: dict[Engagement, list[Seen]] = {each: [] for each in Engagement}
    for enrolment in people:
        seen = _seen(enrolment, days[enrolment.id], today)
        found[seen.engagement].append(seen)
    return found


def weeks_of(session: Session, offering_id: int, first: date, today: date) -> list[Week]:
    """週ごとの人数: at most the last eight weeks since the course began, the newest last."""
    monday = today - timedelta(days=today.weekday())
    begins = max(monday - timedelta(weeks=WEEKS - 1), first - timedelta(days=first.weekday()))
    rows = session.execute(
        select(DailyActivity.day, DailyActivity.enrolment_id)
        .join(DailyActivity.enrolment)
        .where(
            Enrolment.offering_id == offering_id,
            Enrolment.withdrawn_at.is_(None),
            DailyActivity.day >= begins,
            _worked(),
        )
    )
    people: defaultdict[date, set[int]] = defaultdict(set)
    for day, enrolment_id in rows:
        people[day - timedelta(days=day.weekday())].add(enrolment_id)
    number = max(0, (monday - begins).days // 7 + 1)
    mondays = [begins + timedelta(weeks=week) for week in range(number)]
    return [Week(each, len(people[each])) for each in mondays]


def own_days(session: Session, learner_id: int) -> Sequence[DailyActivity]:
    """自分の活動: every row that is kept of a person, the newest first."""
    return session.scalars(
        select(DailyActivity)
        .join(DailyActivity.enrolment)
        .where(Enrolment.learner_id == learner_id)
        .options(joinedload(DailyActivity.enrolment).joinedload(Enrolment.offering))
        .order_by(DailyActivity.day.desc(), DailyActivity.enrolment_id)
    ).all()


def _worked() -> ColumnElement[bool]:
    return or_(DailyActivity.saves > 0, DailyActivity.runs > 0)


def _seen(enrolment: Enrolment, days: list[date], today: date) -> Seen:
    lately = sum(today - QUIET_AFTER < day <= today for day in days)
    return Seen(enrolment, len(days), lately, max(days, default=None))

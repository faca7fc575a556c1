"""架空のセミナー: events of one meeting, counted by heads because nobody needs an account for them."""

import random
from dataclasses import dataclass
from datetime import date

from webapp.fiscal_year import FiscalYear
from webapp.programme.models import MeetingState

_EVERY_YEAR = (
    ("企業経営者等向けセミナー", "Seminar for executives", "prefecture", 60, 5, 28),
    ("データ活用公開セミナー", "Open seminar on using data", "university", 80, 11, 5),
    ("データで見るまちづくり（公開講演）", "Open lecture: data for the town", "city", None, 2, 12),
)


@dataclass(frozen=True)
class PlannedSeminar:
    """A seminar and, once it took place, how many heads were counted."""

    title_ja: str
    title_en: str
    host: str
    capacity: int | None
    held_on: date
    headcount: int | None
    state: MeetingState


def plan_seminars(year: FiscalYear, at: date, dice: random.Random) -> list[PlannedSeminar]:
    """The seminars of a fiscal year as they stand when the day `at` begins."""
    planned = []
    for title_ja, title_en, host, capacity, month, day in _EVERY_YEAR:
        held_on = date(year.year if month >= 4 else year.year + 1, month, day)
        heads = dice.randint(28, 57)
        held = held_on < at
        state = MeetingState.HELD if held else MeetingState.PLANNED
        planned.append(
            PlannedSeminar(title_ja, title_en, host, capacity, held_on, heads if held else None, state)
        )
    return planned

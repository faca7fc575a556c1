"""架空の活動の日計: on which days people of running courses worked in JupyterLab; some have yet to begin, some stopped."""

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from webapp.demo.surveys import Attendee
from webapp.fiscal_year import JAPAN, FiscalYear
from webapp.participation.activity.models import DailyActivity
from webapp.programme.models import Offering, OfferingState

# How likely somebody has not begun, and has stopped some weeks ago; who goes on works on one day in four.
NOT_BEGUN, STOPPED, WORKS = 0.15, 0.2, 0.25
BREAK = timedelta(days=20)


def write_activity(
    session: Session, year: FiscalYear, at: date, courses: Iterable[tuple[Offering, Sequence[Attendee]]]
) -> None:
    """Days of work until the day before `at`: with dice of their own, so that the rest of the demo stays as it is."""
    dice = random.Random(f"tateyama activity {year.year}")  # noqa: S311 - a demo, not a secret
    rows = [
        row
        for offering, people in courses
        if offering.state is OfferingState.RUNNING
        for each in people
        if each.withdrawn_at is None
        for row in _days(offering, each.enrolment_id, at, dice)
    ]
    if rows:
        session.execute(insert(DailyActivity), rows)


def _days(offering: Offering, enrolment_id: int, at: date, dice: random.Random) -> Iterator[dict[str, Any]]:
    fate = dice.random()
    if fate < NOT_BEGUN:
        return
    last = at - BREAK if fate < NOT_BEGUN + STOPPED else at - timedelta(days=1)
    for number in range((last - offering.starts_on).days + 1):
        if dice.random() < WORKS:
            day = offering.starts_on + timedelta(days=number)
            yield {
                "enrolment_id": enrolment_id,
                "day": day,
                "starts": 1,
                "saves": dice.randint(2, 20),
                "runs": dice.randint(5, 80),
                "started_at": datetime.combine(day, time(20, dice.randint(0, 59)), JAPAN),
                "report_key": None,
            }

"""活動を数える: reports of learners' servers and starts that the hub knows become sums of a day."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment, Learner
from webapp.fiscal_year import japanese_date
from webapp.participation.activity.models import DailyActivity
from webapp.programme.models import Offering, OfferingState

# More than a person does in a day; whoever forges a report gets no further.
MOST_A_DAY = 2_000
MOST_COURSES = 20
LARGEST_REPORT = 4096  # bytes
AT_WORK = (OfferingState.OPEN, OfferingState.RUNNING, OfferingState.CLOSED)


@dataclass(frozen=True)
class Done:
    """一度の知らせ: how often notebooks of one course were saved, and their cells run, since the last report."""

    saves: int
    runs: int


class BadReport(ValueError):
    """The report is no list of courses with two numbers each."""


def read_report(body: bytes) -> dict[str, Done]:
    """What a learner's server tells, by course; raises BadReport."""
    try:
        courses = json.loads(body)["courses"]
        told = {
            str(slug): Done(_number(done["saves"]), _number(done["runs"])) for slug, done in courses.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise BadReport from problem
    if len(told) > MOST_COURSES:
        raise BadReport
    return told


def count_done(session: Session, learner: Learner, told: Mapping[str, Done], key: str, at: datetime) -> int:
    """保存と実行を数える, on the day on which the report comes, once per key; how many courses it counted for.

    What belongs to no course that this person takes is left out.
    """
    counted = 0
    for enrolment in _taken(session, learner.hub_user):
        done = told.get(enrolment.offering.course_slug)
        if done is None or _is_known(session, enrolment, key):
            continue
        row = _row_of(session, enrolment, at)
        row.saves = min(MOST_A_DAY, row.saves + done.saves)
        row.runs = min(MOST_A_DAY, row.runs + done.runs)
        row.report_key = key
        counted += 1
    session.flush()
    return counted


def count_starts(session: Session, started: Mapping[str, datetime]) -> int:
    """起動を数える: servers that run now, by hub user and moment of starting; each start counts once."""
    counted = 0
    for hub_user, moment in started.items():
        for enrolment in _taken(session, hub_user):
            row = _row_of(session, enrolment, moment)
            if row.started_at is None or row.started_at < moment:
                row.starts, row.started_at = min(MOST_A_DAY, row.starts + 1), moment
                counted += 1
    session.flush()
    return counted


def _taken(session: Session, hub_user: str) -> list[Enrolment]:
    """What a person takes; locked, since two reports at once would both find no row of the day."""
    return list(
        session.scalars(
            select(Enrolment)
            .join(Enrolment.learner)
            .join(Enrolment.offering)
            .where(
                Learner.hub_user == hub_user,
                Enrolment.withdrawn_at.is_(None),
                Offering.state.in_(AT_WORK),
            )
            .order_by(Enrolment.id)
            .with_for_update(of=Enrolment)
        )
    )


def _row_of(session: Session, enrolment: Enrolment, at: datetime) -> DailyActivity:
    key = (enrolment.id, japanese_date(at))
    there = session.get(DailyActivity, key, populate_existing=True)
    if there is None:
        there = DailyActivity(enrolment_id=key[0], day=key[1], starts=0, saves=0, runs=0)
        session.add(there)
        session.flush()
    return there


def _is_known(session: Session, enrolment: Enrolment, key: str) -> bool:
    seen = select(DailyActivity.day).where(
        DailyActivity.enrolment_id == enrolment.id, DailyActivity.report_key == key
    )
    return session.scalar(seen.limit(1)) is not None


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MOST_A_DAY:
        raise BadReport
    return value

"""What a learner's server tells and what the hub knows become sums of a day, once, bounded, and for one's own courses."""

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.webapp.participation import classroom as room
from webapp.enrolment.models import Enrolment, Learner
from webapp.fiscal_year import japanese_date
from webapp.participation.activity.counting import (
    MOST_A_DAY,
    BadReport,
    Done,
    count_done,
    count_starts,
    read_report,
)
from webapp.participation.activity.models import DailyActivity
from webapp.programme.models import OfferingState

AT = room.NOW


@pytest.fixture
def aoi(classroom, session):
    return session.scalars(select(Learner).where(Learner.hub_user == classroom.aoi.hub_user)).one()


def sums(session):
    return [(row.starts, row.saves, row.runs) for row in session.scalars(select(DailyActivity))]


def test_reports_of_a_day_add_up(session, aoi):
    for _ in range(2):
        assert count_done(session, aoi, {"beginner": Done(2, 5)}, str(uuid4()), AT) == 1
    assert sums(session) == [(0, 4, 10)]


@room.on_both_databases
def test_the_same_report_again_adds_nothing_also_after_midnight(session, aoi):
    key = str(uuid4())
    count_done(session, aoi, {"beginner": Done(2, 5)}, key, AT)
    assert count_done(session, aoi, {"beginner": Done(2, 5)}, key, AT + timedelta(days=1)) == 0
    assert sums(session) == [(0, 2, 5)]


def test_the_day_is_japans(session, aoi):
    midnight = AT.replace(hour=15, minute=0, second=0, microsecond=0)  # UTC
    for moment in (midnight - timedelta(seconds=1), midnight):
        count_done(session, aoi, {"beginner": Done(1, 0)}, str(uuid4()), moment)
    days = session.scalars(select(DailyActivity.day).order_by(DailyActivity.day)).all()
    assert days == [japanese_date(midnight) - timedelta(days=1), japanese_date(midnight)]


def test_what_is_forged_gets_no_further_than_the_bound(session, aoi):
    for _ in range(3):
        count_done(session, aoi, {"beginner": Done(MOST_A_DAY, MOST_A_DAY)}, str(uuid4()), AT)
    assert sums(session) == [(0, MOST_A_DAY, MOST_A_DAY)]


def test_a_course_that_nobody_takes_is_left_out(session, aoi):
    assert count_done(session, aoi, {"intermediate": Done(1, 1), "../..": Done(1, 1)}, str(uuid4()), AT) == 0
    assert sums(session) == []


def test_who_has_withdrawn_is_not_counted(session, aoi):
    for enrolment in session.scalars(select(Enrolment).filter_by(learner_id=aoi.id)):
        enrolment.withdrawn_at = AT
    assert count_done(session, aoi, {"beginner": Done(1, 1)}, str(uuid4()), AT) == 0


@room.on_both_databases
def test_a_start_counts_once_however_often_the_hub_is_asked(session, aoi):
    for _ in range(3):
        count_starts(session, {aoi.hub_user: AT, "nobody": AT})
    assert sums(session) == [(1, 0, 0)]
    count_starts(session, {aoi.hub_user: AT + timedelta(hours=1)})
    assert sums(session) == [(2, 0, 0)]


def test_a_start_before_the_course_opens_is_not_counted(session, aoi):
    for enrolment in session.scalars(select(Enrolment).filter_by(learner_id=aoi.id)):
        enrolment.offering.state = OfferingState.PLANNED
    assert count_starts(session, {aoi.hub_user: AT}) == 0


@given(st.binary(max_size=200) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
).map(lambda value: repr(value).encode()))  # fmt: skip
def test_whatever_else_comes_is_refused(body):
    with pytest.raises(BadReport):
        read_report(body)


@pytest.mark.parametrize(
    "done",
    ['{"saves": 1}', '{"saves": -1, "runs": 0}', '{"saves": true, "runs": 0}', '{"saves": 1e3, "runs": 0}',
     '{"saves": 2001, "runs": 0}', "[1, 2]", "null"],
)  # fmt: skip
def test_numbers_that_no_day_has_are_refused(done):
    with pytest.raises(BadReport):
        read_report(f'{{"courses": {{"beginner": {done}}}}}'.encode())


def test_a_report_is_read():
    assert read_report(b'{"courses": {"beginner": {"saves": 3, "runs": 10}}}') == {"beginner": Done(3, 10)}

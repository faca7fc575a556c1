"""Who has not begun, who stopped, who goes on: in the order of the roster, never of how much."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from webapp.enrolment.models import Enrolment
from webapp.participation.activity.models import DailyActivity
from webapp.participation.activity.queries import Engagement, engagement_in, own_days, weeks_of

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.fixture
def people(classroom, session):
    return session.scalars(
        select(Enrolment).where(Enrolment.offering_id == classroom.offering.id).order_by(Enrolment.id)
    ).all()


@pytest.fixture
def worked(session):
    def worked(enrolment, days_ago, starts=0, saves=0, runs=1):
        day = TODAY - timedelta(days=days_ago)
        session.add(DailyActivity(enrolment_id=enrolment.id, day=day, starts=starts, saves=saves, runs=runs))
        session.flush()

    return worked


def names(found):
    return {engagement: [seen.enrolment.id for seen in each] for engagement, each in found.items()}


def test_two_weeks_without_work_are_quiet(session, classroom, people, worked):
    first, second = people[:2]
    worked(first, 14)
    worked(second, 13)
    found = names(engagement_in(session, classroom.offering.id, TODAY))
    assert (first.id in found[Engagement.QUIET], second.id in found[Engagement.GOING_ON]) == (True, True)


def test_who_only_opened_it_has_not_begun(session, classroom, people, worked):
    worked(people[0], 1, starts=3, runs=0)
    assert people[0].id in names(engagement_in(session, classroom.offering.id, TODAY))[Engagement.NOT_BEGUN]


def test_nobody_is_ranked(session, classroom, people, worked):
    worked(people[0], 1, runs=1)
    for days_ago in range(5):
        worked(people[1], days_ago, runs=500)
    going_on = names(engagement_in(session, classroom.offering.id, TODAY))[Engagement.GOING_ON]
    assert going_on == [people[0].id, people[1].id]


def test_a_withdrawn_learner_is_not_on_the_list(session, classroom, people, worked):
    worked(people[0], 1)
    people[0].withdrawn_at = people[0].enrolled_at + timedelta(days=1)
    session.flush()
    found = names(engagement_in(session, classroom.offering.id, TODAY))
    assert not any(people[0].id in each for each in found.values())
    assert [week.people for week in weeks_of(session, classroom.offering.id, TODAY, TODAY)] == [0]


def test_weeks_count_people_and_not_days(session, classroom, people, worked):
    for days_ago in (0, 1, 2, 3):
        worked(people[0], days_ago)  # Sunday, three days ago, is of the week before
    worked(people[1], 2)
    weeks = weeks_of(session, classroom.offering.id, TODAY - timedelta(days=10), TODAY)
    assert [(week.begins, week.people) for week in weeks] == [
        (date(2026, 11, 9), 0), (date(2026, 11, 16), 1), (date(2026, 11, 23), 2),
    ]  # fmt: skip


def test_a_course_that_has_yet_to_begin_has_no_weeks(session, classroom):
    assert weeks_of(session, classroom.offering.id, TODAY + timedelta(days=20), TODAY) == []


def test_ones_own_days_are_ones_own(session, people, worked):
    worked(people[0], 1)
    worked(people[1], 1)
    assert [row.enrolment_id for row in own_days(session, people[0].learner_id)] == [people[0].id]

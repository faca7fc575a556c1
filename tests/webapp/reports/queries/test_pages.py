"""The queries hand over the host's own facts and nobody else's, on either database."""

import secrets
from datetime import date, datetime
from types import SimpleNamespace

import pytest

from webapp.enrolment.models import Enrolment, Learner
from webapp.fiscal_year import JAPAN, FiscalYear
from webapp.participation.models import Score, Submission, SubmissionState
from webapp.programme.audience import Audience
from webapp.programme.models import (
    Meeting,
    MeetingMode,
    MeetingState,
    Offering,
    OfferingState,
    Partner,
    Programme,
    Seminar,
)
from webapp.reports.counting import count
from webapp.reports.facts import WorkFact
from webapp.reports.period import Period
from webapp.reports.queries import pages as queries

PERIOD = Period(FiscalYear(2026), datetime(2026, 11, 23, 12, tzinfo=JAPAN))


def at(day, hour=18):
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=JAPAN)


def meeting(number, day, state=MeetingState.HELD, mode=MeetingMode.IN_PERSON):
    return Meeting(number=number, starts_at=at(day), ends_at=at(day, 20), state=state, mode=mode)


@pytest.fixture
def session(empty_session):
    return empty_session


@pytest.fixture
def world(session):
    """Two hosts; the first gives a course and an on-demand one, the second a course of its own."""
    mine, theirs = (Partner(slug=slug, name_ja=slug, name_en=slug) for slug in ("mine", "theirs"))
    programme = Programme(fiscal_year=2026, name_ja="事業", name_en="Programme", budget_yen=1)
    session.add_all([mine, theirs, programme])

    def offer(number, host, *meetings, rule=None):
        offering = Offering(
            programme=programme,
            fiscal_year=2026,
            course_slug="beginner",
            number=number,
            title_ja="初級",
            title_en="Beginner",
            audience=Audience.PRIVATE,
            host=host,
            capacity=10,
            state=OfferingState.RUNNING,
            starts_on=date(2026, 10, number),
            ends_on=date(2027, 1, 19),
            completion_rule=rule or {"version": 1, "kind": "all_basic", "lessons": ["b1"]},
            meetings=list(meetings),
        )
        session.add(offering)
        return offering

    course = offer(
        1,
        mine,
        meeting(1, "2026-10-06", MeetingState.CANCELLED),
        meeting(2, "2026-10-13"),
        meeting(3, "2026-10-20"),
    )
    on_demand = offer(2, mine, meeting(1, "2026-10-01", MeetingState.PLANNED, MeetingMode.ON_DEMAND))
    other = offer(3, theirs, meeting(1, "2026-10-08"))
    people = [
        Learner(
            hub_user=f"u{number:012x}",
            login_id=f"p{number}",
            name=f"架空 {number}",
            name_kana=kana,
            created_at=at("2026-09-01"),
        )
        for number, kana in enumerate(("かくう い", "かくう あ", "かくう う"))
    ]
    enrolments = [
        Enrolment(learner=person, offering=offering, audience=Audience.TEACHER, enrolled_at=at("2026-09-20"))
        for person, offering in (
            (people[0], course),
            (people[1], course),
            (people[0], on_demand),
            (people[2], other),
        )
    ]
    session.add_all(enrolments)
    session.flush()
    return SimpleNamespace(
        mine=mine, theirs=theirs, course=course, on_demand=on_demand, other=other, enrolments=enrolments
    )


def hand_in(session, enrolment, day, points, sheet=None):
    submission = Submission(
        learner_id=enrolment.learner_id,
        enrolment_id=enrolment.id,
        course_slug="beginner",
        lesson_slug="b1",
        release_digest="1" * 64,
        sha256="0" * 64,
        size=1,
        idempotency_key=secrets.token_hex(8),
        received_at=at(day),
        state=SubmissionState.QUEUED if points is None else SubmissionState.GRADED,
    )
    session.add(submission)
    session.flush()
    if points is not None:
        session.add(
            Score(
                submission_id=submission.id,
                state="GRADED",
                points=points,
                max_points=12.0,
                sheet=sheet or {"exercises": []},
                recorded_at=at(day),
            )
        )
        session.flush()


def test_only_the_hosts_own_offerings_come(session, world):
    facts = queries.year_facts(session, [world.mine.id], PERIOD)
    assert {offering.id for offering in facts.offerings} == {world.course.id, world.on_demand.id}
    assert {enrolment.offering_id for enrolment in facts.enrolments} == {world.course.id, world.on_demand.id}


def test_who_hosts_nothing_gets_nothing(session, world):
    facts = queries.year_facts(session, [], PERIOD)
    assert (facts.offerings, facts.enrolments, facts.work, facts.seminars) == ((), (), (), ())


def test_another_year_is_another_page(session, world):
    assert queries.year_facts(session, [world.mine.id], PERIOD.previous).offerings == ()


def test_the_first_class_is_the_first_that_was_held_or_opened(session, world):
    facts = queries.year_facts(session, [world.mine.id], PERIOD)
    first = {offering.id: offering.first_held_at for offering in facts.offerings}
    assert first == {world.course.id: at("2026-10-13"), world.on_demand.id: at("2026-10-01")}


def test_one_person_in_two_offerings_from_the_database_on(session, world):
    counted = count(queries.year_facts(session, [world.mine.id], PERIOD), PERIOD)
    assert (counted.nobe_enrolments, counted.jitsu_learners) == (3, 2)


def test_work_counts_every_hand_in_and_the_best_score(session, world):
    enrolment = world.enrolments[0]
    for day, points in (("2026-10-14", 3.0), ("2026-10-15", 9.0), ("2026-10-16", 6.0), ("2026-10-17", None)):
        hand_in(session, enrolment, day, points)
    facts = queries.year_facts(session, [world.mine.id], PERIOD)
    assert facts.work == (WorkFact(enrolment.id, "b1", 4, 9.0, 12.0),)


def test_what_came_after_the_period_is_not_in_it(session, world):
    enrolment = world.enrolments[0]
    hand_in(session, enrolment, "2026-10-14", 3.0)
    hand_in(session, enrolment, "2026-11-24", 12.0)
    facts = queries.offering_facts(session, world.course.id, PERIOD)
    assert facts.work == (WorkFact(enrolment.id, "b1", 1, 3.0, 12.0),)
    assert len(queries.attempts_at(session, world.course.id, PERIOD.until)) == 1


def test_what_waits_for_its_score_has_none(session, world):
    hand_in(session, world.enrolments[0], "2026-10-14", None)
    (work,) = queries.year_facts(session, [world.mine.id], PERIOD).work
    assert (work.submissions, work.points) == (1, None)


def test_people_come_in_the_order_of_their_kana(session, world):
    names = [person.name_kana for person in queries.people_of(session, world.course.id)]
    assert names == ["かくう あ", "かくう い"]


def test_an_offering_knows_its_year(session, world):
    assert queries.year_of(session, world.other.id) == 2026


def test_seminars_and_years_are_the_hosts_own(session, world):
    session.add_all(
        Seminar(
            programme_id=world.course.programme_id,
            fiscal_year=year,
            title_ja="講演",
            title_en="Lecture",
            host=host,
            held_on=date(year, 5, 1),
            headcount=40,
            state=MeetingState.HELD,
        )
        for host, year in ((world.mine, 2026), (world.mine, 2024), (world.theirs, 2023))
    )
    session.flush()
    assert queries.years_of(session, [world.mine.id]) == [2026, 2024]
    assert len(queries.year_facts(session, [world.mine.id], PERIOD).seminars) == 1

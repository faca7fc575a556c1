"""前日のお知らせ: from 18:00 on the day before, once for each who is enrolled and can be written to."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from webapp.db import Database
from webapp.enrolment.models import Enrolment
from webapp.enrolment.reminders import remind_of_meetings
from webapp.fiscal_year import JAPAN
from webapp.mail.models import Message
from webapp.participation import rounds
from webapp.programme.audience import Audience
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering, OfferingState

EVENING = datetime(2026, 12, 7, 18, 0, tzinfo=JAPAN)
MEETING = datetime(2026, 12, 8, 19, 0, tzinfo=JAPAN)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def settings(settings, request):
    if request.param == "sqlite":
        return settings
    return replace(settings, database_url=request.getfixturevalue("postgresql"))


@pytest.fixture
def offering(make_offering):
    return make_offering()


@pytest.fixture
def enrol(database, offering, make_learner):
    def enrol(email="aoi@example.jp", withdrawn=False, **given):
        learner = make_learner(email=email, **given)
        with database.transaction() as session:
            session.add(
                Enrolment(
                    learner_id=learner.id,
                    offering_id=offering.id,
                    audience=Audience.PRIVATE,
                    enrolled_at=EVENING - timedelta(days=30),
                    withdrawn_at=EVENING - timedelta(days=1) if withdrawn else None,
                )
            )
        return learner

    return enrol


@pytest.fixture
def meet(database, offering):
    def meet(starts_at=MEETING, **given):
        known = {
            "number": 3, "mode": MeetingMode.IN_PERSON, "state": MeetingState.PLANNED, "place": "見本会館 3階",
            "join_url": "", "offering_id": offering.id, "ends_at": starts_at + timedelta(hours=2),
        }  # fmt: skip
        with database.transaction() as session:
            meeting = Meeting(starts_at=starts_at, **{**known, **given})
            session.add(meeting)
        return meeting

    return meet


@pytest.fixture
def remind(database):
    def remind(at=EVENING):
        with database.transaction() as session:
            remind_of_meetings(session, at)
        with database.sessions() as session:
            return session.scalars(select(Message).order_by(Message.id)).all()

    return remind


def test_each_enrolled_person_is_told_once_however_often_it_is_looked(enrol, meet, remind, offering):
    aoi, yui = enrol(name="架空 葵"), enrol("yui@example.jp", language="en", name="架空 結衣")
    meet()
    for _ in range(3):
        told = remind()
    assert [(each.learner_id, each.address, each.language) for each in told] == [
        (aoi.id, "aoi@example.jp", "ja"),
        (yui.id, "yui@example.jp", "en"),
    ]
    assert {each.offering_id for each in told} == {offering.id}
    assert "第3回: 2026年12月8日(火) 19:00\n場所: 見本会館 3階\n" in told[0].body
    assert "Class 3: Tue 8 December 2026 19:00" in told[1].body


@pytest.mark.parametrize(
    ("at", "told"),
    [(EVENING - timedelta(seconds=1), 0), (EVENING, 1), (EVENING + timedelta(hours=6), 1), (MEETING - timedelta(minutes=1), 1), (MEETING, 0)],
)  # fmt: skip
def test_reminders_begin_at_six_in_the_evening_in_japan_and_end_with_the_beginning(
    enrol, meet, remind, at, told
):
    enrol()
    meet()
    assert len(remind(at)) == told


@pytest.mark.parametrize(
    "starts_at", [datetime(2026, 12, 8, 0, 0, tzinfo=JAPAN), datetime(2026, 12, 8, 23, 59, tzinfo=JAPAN)]
)
def test_tomorrow_is_a_day_in_japan(enrol, meet, remind, starts_at):
    enrol()
    meet(starts_at)
    assert len(remind(EVENING - timedelta(seconds=1))) == 0
    assert len(remind(EVENING)) == 1


def test_the_day_after_tomorrow_waits(enrol, meet, remind):
    enrol()
    meet(MEETING + timedelta(days=1))
    assert remind() == []


@pytest.mark.parametrize("email", [None, ""])
def test_who_has_no_address_and_who_has_withdrawn_is_not_written_to(enrol, meet, remind, email):
    enrol(email)
    enrol("gone@example.jp", withdrawn=True)
    meet()
    assert remind() == []


@pytest.mark.parametrize(
    "given", [{"state": MeetingState.CANCELLED}, {"state": MeetingState.MOVED}, {"state": MeetingState.HELD}, {"mode": MeetingMode.ON_DEMAND}],
    ids=str,
)  # fmt: skip
def test_a_meeting_that_does_not_take_place_is_not_announced(enrol, meet, remind, given):
    enrol()
    meet(**given)
    assert remind() == []


@pytest.mark.parametrize("state", [OfferingState.CANCELLED, OfferingState.CLOSED])
def test_nor_is_one_of_an_offering_that_is_not_given(enrol, meet, remind, database, offering, state):
    enrol()
    meet()
    with database.transaction() as session:
        session.get(Offering, offering.id).state = state
    assert remind() == []


def test_who_enrols_later_that_evening_is_told_as_well_and_the_others_not_again(enrol, meet, remind):
    enrol()
    meet()
    remind()
    enrol("late@example.jp")
    assert [each.address for each in remind(EVENING + timedelta(hours=3))] == [
        "aoi@example.jp",
        "late@example.jp",
    ]


def test_a_class_that_was_moved_is_announced_at_its_new_hour(enrol, meet, remind, database):
    enrol()
    meeting = meet()
    remind()
    with database.transaction() as session:
        session.get(Meeting, meeting.id).starts_at = MEETING + timedelta(days=7)
    told = remind(EVENING + timedelta(days=7))
    assert [each.body.count("12月15日") for each in told] == [0, 1]


def test_online_names_the_page_and_no_place(enrol, meet, remind):
    enrol()
    meet(mode=MeetingMode.ONLINE, join_url="https://meet.example/1")
    (told,) = remind()
    assert "https://meet.example/1" in told.body
    assert "場所" not in told.body


def test_two_who_look_at_the_same_moment_tell_nobody_twice(enrol, meet, settings, database, remind):
    for number in range(20):
        enrol(f"p{number}@example.jp")
    meet()

    def look():
        own = Database(settings.database_url)
        with own.transaction() as session:
            remind_of_meetings(session, EVENING)
        own.close()

    with ThreadPoolExecutor(3) as lookers:
        for each in [lookers.submit(look) for _ in range(3)]:
            each.result(30)
    assert sorted(each.address for each in remind()) == sorted(
        f"p{number}@example.jp" for number in range(20)
    )


def test_the_workers_rounds_remind(enrol, meet, database, remind, caplog):
    enrol()
    meet()
    with caplog.at_level("INFO"):
        rounds.remind(database, EVENING)
        rounds.remind(database, EVENING)
    assert caplog.text.count("queued 1 reminders") == 1
    assert len(remind()) == 1


def test_a_class_held_instead_of_another_is_announced_by_the_number_that_people_know(enrol, meet, remind):
    enrol()
    moved = meet(number=2, state=MeetingState.MOVED, starts_at=MEETING - timedelta(days=7))
    meet(number=9, replaces_id=moved.id)
    assert "第2回: 2026年12月8日" in remind()[0].body

"""休講, 振替 and オンライン切替: what is allowed, what becomes of the class, and that doing it twice does it once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.webapp.enrolment.conftest import SNOW
from webapp.fiscal_year import JAPAN
from webapp.programme import meetings as operations
from webapp.programme.conditions import MeetingChange
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering, OfferingState
from webapp.programme.operations import NotPossible

on_both_databases = pytest.mark.parametrize(
    "engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
JOIN = "https://example.invalid/j/1"


@pytest.fixture
def change(database, snowed):
    """Do one operation to one of the classes, and keep what came of it."""

    def change(name, which, *arguments, reason="大雪のため", at=SNOW):
        with database.transaction() as session:
            meeting = session.get(Meeting, snowed.meetings[which] if which < 3 else which)
            if name == "mark_held":
                return operations.mark_held(session, meeting, at, snowed.coordinator.id)
            return getattr(operations, name)(session, meeting, *arguments, reason, at, snowed.coordinator.id)

    return change


@pytest.fixture
def found(database, snowed):
    def found(which):
        with database.sessions() as session:
            return session.get(Meeting, snowed.meetings[which])

    return found


def a_week_later(weeks=1, hours=6):
    begins = SNOW + timedelta(days=7 * weeks + 1, hours=hours)
    return begins, begins + timedelta(hours=2)


def test_a_cancelled_class_is_told_with_its_reason(change, found, session):
    made = change("cancel_meeting", 0)
    assert found(0).state is MeetingState.CANCELLED
    kept = session.get(MeetingChange, made.id)
    assert (kept.kind, kept.reason, kept.before["state"], kept.after["state"]) == (
        "cancelled", "大雪のため", "planned", "cancelled",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("cancel_meeting", ()), ("move_meeting", a_week_later()), ("hold_online", (JOIN,))],
)
def test_doing_it_twice_does_it_once(change, session, name, arguments):
    assert change(name, 0, *arguments).id == change(name, 0, *arguments).id
    assert len(session.scalars(select(MeetingChange)).all()) == 1


def test_a_moved_class_keeps_the_number_that_people_know(change, found, session, snowed):
    change("move_meeting", 0, *a_week_later())
    assert found(0).state is MeetingState.MOVED
    instead = session.scalars(select(Meeting).filter_by(replaces_id=snowed.meetings[0])).one()
    assert (instead.number, instead.shown_number, instead.place) == (4, 1, "第1講義室")
    assert (instead.state, instead.starts_at) == (MeetingState.PLANNED, a_week_later()[0])
    change("move_meeting", instead.id, *a_week_later(2))
    session.rollback()  # to look anew
    again = session.scalars(select(Meeting).filter_by(replaces_id=instead.id)).one()
    assert (again.number, again.shown_number) == (5, 1)


def test_a_class_called_off_may_get_its_new_day_later(change, found, session, snowed):
    change("cancel_meeting", 0)
    change("move_meeting", 0, *a_week_later(), at=SNOW + timedelta(days=2))
    assert found(0).state is MeetingState.MOVED
    assert session.scalar(select(Meeting.id).filter_by(replaces_id=snowed.meetings[0]))


def test_a_day_after_the_last_extends_the_offering_but_never_over_the_year(change, session, snowed):
    last = (date(2027, 3, 31) - SNOW.date()).days
    begins = SNOW + timedelta(days=last)
    change("move_meeting", 0, begins, begins + timedelta(hours=2))
    assert session.get(Offering, snowed.offering.id).ends_on == date(2027, 3, 31)
    with pytest.raises(NotPossible, match="年度"):
        change("move_meeting", 1, begins + timedelta(days=1), begins + timedelta(days=1, hours=1))
    with pytest.raises(NotPossible, match="年度"):
        change("move_meeting", 1, begins + timedelta(hours=10), begins + timedelta(hours=13))


@pytest.mark.parametrize(
    ("begins", "ends", "why"),
    [
        (SNOW + timedelta(days=1), SNOW + timedelta(hours=23), "終わりの時刻"),
        (SNOW + timedelta(days=1), SNOW + timedelta(days=3), "終わりの時刻"),
        (SNOW - timedelta(hours=1), SNOW + timedelta(hours=1), "これから"),
        (SNOW + timedelta(days=7, hours=7), SNOW + timedelta(days=7, hours=9), "別の回"),
        (SNOW + timedelta(hours=6), SNOW + timedelta(hours=8), "同じ日時"),
    ],
)
def test_a_time_that_cannot_be_is_refused(change, found, begins, ends, why):
    with pytest.raises(NotPossible, match=why):
        change("move_meeting", 0, begins, ends)
    assert found(0).state is MeetingState.PLANNED


def test_going_online_keeps_the_place_for_the_day_it_comes_back(change, found):
    change("hold_online", 0, f" {JOIN} ")
    assert (found(0).mode, found(0).join_url, found(0).place) == (MeetingMode.ONLINE, JOIN, "第1講義室")
    change("hold_online", 0, JOIN + "2")
    assert found(0).join_url == JOIN + "2"
    change("back_in_person", 0)
    assert (found(0).mode, found(0).join_url, found(0).place) == (MeetingMode.IN_PERSON, "", "第1講義室")


@pytest.mark.parametrize(
    "address",
    ["", "example.invalid", "javascript:alert(1)", "ftp://a.b/c", "https://", "https://a.b/\nBcc: x", "https://[1",
     "https://a.b/" + "x" * 500, "https://a.b/\u200b"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(change, found, address):
    with pytest.raises(NotPossible, match="URL"):
        change("hold_online", 0, address)
    assert found(0).mode is MeetingMode.IN_PERSON


@pytest.mark.parametrize("reason", ["", " \n", "あ" * 501])
def test_a_change_needs_a_reason_that_can_be_read(change, found, reason):
    with pytest.raises(NotPossible, match="理由"):
        change("cancel_meeting", 0, reason=reason)
    assert found(0).state is MeetingState.PLANNED


def test_a_class_that_took_place_stays_as_it_was(change, found):
    after = SNOW + timedelta(hours=9)
    with pytest.raises(NotPossible, match="まだ始まって"):
        change("mark_held", 0)
    change("mark_held", 0, at=after)
    assert change("mark_held", 0, at=after) is None
    for name, arguments in (
        ("cancel_meeting", ()),
        ("move_meeting", a_week_later()),
        ("hold_online", (JOIN,)),
    ):
        with pytest.raises(NotPossible):
            change(name, 0, *arguments, at=after)
    assert found(0).state is MeetingState.HELD


def test_of_a_class_that_is_over_it_can_only_be_recorded_that_it_was_called_off(change, found):
    after = SNOW + timedelta(hours=9)
    for name, arguments in (("move_meeting", a_week_later()), ("hold_online", (JOIN,))):
        with pytest.raises(NotPossible, match="終わった回"):
            change(name, 0, *arguments, at=after)
    change("cancel_meeting", 0, at=after)
    assert found(0).state is MeetingState.CANCELLED


@pytest.mark.parametrize("state", [OfferingState.CLOSED, OfferingState.CANCELLED])
def test_what_is_over_is_not_changed(change, database, snowed, state):
    with database.transaction() as session:
        session.get(Offering, snowed.offering.id).state = state
    with pytest.raises(NotPossible, match="終了した講座"):
        change("cancel_meeting", 0)


@on_both_databases
def test_two_who_press_at_once_make_one_change(change, snowed, database):
    def move():
        return change("move_meeting", 0, *a_week_later())

    with ThreadPoolExecutor(4) as pool:
        made = [pressed.result(timeout=60) for pressed in [pool.submit(move) for _ in range(4)]]
    assert len({change.id for change in made}) == 1
    with database.sessions() as session:
        assert session.scalars(select(Meeting.number).order_by(Meeting.number)).all() == [1, 2, 3, 4]


@on_both_databases
def test_two_classes_moved_at_once_get_numbers_of_their_own(change, database):
    with ThreadPoolExecutor(2) as pool:
        moves = [
            pool.submit(change, "move_meeting", which, *a_week_later(which + 3, hours=1)) for which in (0, 1)
        ]
        for move in moves:
            move.result(timeout=60)
    with database.sessions() as session:
        assert session.scalars(select(Meeting.number).order_by(Meeting.number)).all() == [1, 2, 3, 4, 5]


def test_japan_is_where_days_end(change, session, snowed):
    """Half past eight in the morning of 1 April in Japan is still March in UTC."""
    begins = SNOW.replace(year=2027, month=4, day=1, hour=8, minute=30, tzinfo=JAPAN)
    with pytest.raises(NotPossible, match="年度"):
        change("move_meeting", 0, begins, begins + timedelta(hours=1))

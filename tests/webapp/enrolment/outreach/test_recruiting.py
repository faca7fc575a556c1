"""募集状況: counts stand, for the host alone, and the drawing stays inside its frame."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.enrolment.applying.operations import apply, take_back
from webapp.enrolment.applying.profile import Profile
from webapp.enrolment.models import Application, Learner
from webapp.enrolment.office.todo import Task, what_waits
from webapp.enrolment.outreach.line import HEIGHT, WIDTH, drawing
from webapp.enrolment.outreach.listing import yen_each
from webapp.enrolment.outreach.recruiting import Aim, recruiting_of, standing_of, standings
from webapp.programme.audience import Audience
from webapp.programme.models import Offering
from webapp.programme.outreach.models import Interest


@pytest.fixture
def comes(office, make_learner):
    """Somebody applies, by a contact's link and with these answers; the number of the application."""

    def comes(contact=None, channels=("web",), days_ago=0):
        learner = make_learner()
        at = datetime.now(UTC) - timedelta(days=days_ago)
        with office.database.transaction() as session:
            profile = Profile(Audience.PRIVATE, organisation="架空", industry="E", channels=channels)
            offering = session.get(Offering, office.offering.id)
            application = apply(session, session.get(Learner, learner.id), offering, profile, at)
            application.outreach_id = contact.id if contact else None
            return application.id

    return comes


def told(office):
    with office.database.sessions() as session:
        return recruiting_of(session, session.get(Offering, office.offering.id), datetime.now(UTC))


def test_applications_are_counted_by_answer_and_by_contact_without_what_was_taken_back(office, comes):
    flyer, general = (
        office.contact(cost_yen=1000),
        office.contact(general=True, channel="media", cost_yen=99999),
    )
    comes(flyer, ("flyer", "web"))
    comes(flyer, ("web",))
    comes(general, ())
    comes()
    gone = comes(flyer, ("web",))
    with office.database.transaction() as session:
        take_back(session, session.get(Application, gone), datetime.now(UTC))
    found = told(office)
    assert found.standing.applications == 4
    assert (found.by_answer, found.answered) == ({"flyer": 1, "web": 3}, 3)
    assert {row.contact.id: row.applications for row in found.contacts} == {flyer.id: 2, general.id: 1}
    assert found.without_contact == 1
    # The general contact's bill is for all courses: nobody can say which part of it is this one's.
    assert (found.cost, found.yen_each) == (1000, 250)
    assert found.by_day[-1][1] == 4
    assert "flyer" not in found.unused
    assert "mail" in found.unused
    assert "acquaintance" not in found.unused


def test_a_general_contact_that_brought_nobody_here_is_not_listed(office, comes):
    office.contact(general=True)
    comes()
    assert told(office).contacts == []


def test_an_unknown_cost_is_not_nought(office, comes):
    comes(office.contact(cost_yen=None))
    found = told(office)
    assert (found.cost, found.yen_each, found.contacts[0].yen_each) == (None, None, None)


def test_yen_per_application_is_rounded_as_offices_do():
    assert yen_each(5, 2) == 3
    assert yen_each(1, 3) == 0
    assert yen_each(0, 3) == 0
    assert yen_each(100, 0) is None
    assert yen_each(None, 3) is None


def test_the_target_is_the_capacity_or_else_the_minimum_or_none():
    at = datetime(2026, 11, 23, 3, tzinfo=UTC)
    until = at + timedelta(days=3)
    for capacity, minimum, wanted in (
        (30, 8, (30, Aim.CAPACITY)),
        (None, 8, (8, Aim.MINIMUM)),
        (None, None, (None, None)),
    ):
        standing = standing_of(Offering(capacity=capacity, minimum=minimum, apply_until=until), 15, at)
        assert (standing.target, standing.aim) == wanted
        assert standing.days_left == 3
    assert standing_of(Offering(capacity=0, minimum=0, apply_until=at), 1, at).percent is None
    assert standing_of(Offering(capacity=3, apply_until=at), 2, at).days_left is None


def test_another_partner_sees_nothing_of_it(office, elsewhere, comes):
    comes()
    assert office.get(f"/office/offerings/{office.offering.id}/recruiting", elsewhere).status_code == 404
    assert "初級（夜間）" not in office.get("/office/recruiting", elsewhere).text
    assert "初級（夜間）" in office.get("/office/recruiting").text
    with office.database.sessions() as session:
        assert standings(session, [office.offering.host_id], datetime.now(UTC))[0].applications == 1


def test_who_waits_for_the_course_is_counted_once_confirmed(office):
    now = datetime.now(UTC)
    with office.database.transaction() as session:
        for number, confirmed in enumerate((now, None)):
            session.add(
                Interest(course_slug="beginner", email=f"{number}@example.jp", notice_version=1,
                         token_hash=f"{number}", asked_at=now, confirmed_at=confirmed)
            )  # fmt: skip
    assert told(office).interested == 1


def test_an_office_is_told_to_spread_the_word_while_there_is_time(office, comes):
    def waits():
        with office.database.sessions() as session:
            found = what_waits(session, [office.offering.host_id], datetime.now(UTC))
            return [todo.number for todo in found if todo.task is Task.SPREAD]

    assert waits() == []  # twenty days are left
    office.change(apply_until=datetime.now(UTC) + timedelta(days=5))
    assert waits() == [0]
    comes()
    assert waits() == [1]
    assert f"/office/offerings/{office.offering.id}/recruiting" in office.get("/office").text
    comes()
    assert waits() == []  # half of four places


@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=60),
    st.one_of(st.none(), st.integers(1, 3000)),
    st.one_of(st.none(), st.integers(1, 3000)),
    st.one_of(st.none(), st.integers(-5, 90)),
)
def test_the_drawing_stays_in_its_frame_and_never_falls(each_day, target, least, until):
    first = date(2026, 3, 20)
    total, by_day = 0, []
    for place, number in enumerate(each_day):
        total += number
        by_day.append((first + timedelta(days=place), total))
    made = drawing(by_day, None if until is None else first + timedelta(days=until), target, least)
    points = [tuple(map(float, point.split(","))) for point in made.line.split()]
    heights = [y for _, y in points]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    assert heights == sorted(heights, reverse=True)
    for line in (made.target, made.least):
        assert line is None or 0 <= line <= HEIGHT
    assert made.numbers[-1].value >= max(total, target or 0, least or 0)


def test_nothing_is_drawn_before_there_is_a_day():
    assert drawing([], None, 3, None) is None

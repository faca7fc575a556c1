"""Enrolments and persons: who counts, where they come from, whether they were here before, on either database."""

from decimal import Decimal

import pytest

from tests.webapp.reports.indicators.worlds import TOWN, VILLAGE, at, scope
from webapp.enrolment.models import Municipality
from webapp.participation.attendance.seminars import SeminarCheckIn
from webapp.participation.models import Presence
from webapp.programme.audience import Audience
from webapp.programme.models import OfferingState
from webapp.reports.indicators.breakdowns import Breakdown, NotAllowed
from webapp.reports.indicators.values import WHOLE, Count, NeverAdded, added
from webapp.reports.numerals import Sign


def test_one_person_in_two_courses_and_two_quarters_is_two_enrolments_and_one_person(world):
    """The likeliest embarrassment: 延べ called 実, or 実 added up."""
    spring, autumn = world.offering("2026-05-12", "2026-05-19"), world.offering("2026-10-06", "2026-10-13")
    for offering in (spring, autumn):
        enrolment = world.enrol("ann", offering)
        world.came(enrolment, 1)
        world.came(enrolment, 2)
    world.seminar("2026-06-01", 30)
    assert (world.whole("I06"), world.whole("I07"), world.whole("I08a"), world.whole("I08b")) == (2, 1, 4, 30)
    assert [world.whole("I07", scope(quarter=quarter)) for quarter in (1, 3)] == [1, 1]
    assert {key: value.value for key, value in world.ask("I07", Breakdown.QUARTER).items()} == {
        ("1",): 1,
        ("3",): 1,
    }
    quarters = world.ask("I07", Breakdown.QUARTER)
    with pytest.raises(NeverAdded):
        added(quarters.values())
    assert world.whole("I10") == (4, 4)
    with pytest.raises(NotAllowed):
        world.ask("I07", Breakdown.COURSE)


def test_by_quarter_who_began_in_it_is_one_thing_and_who_was_present_another(world):
    offering = world.offering("2026-06-23", "2026-07-07")
    ann, ben, cho = (world.enrol(name, offering) for name in ("ann", "ben", "cho"))
    world.came(ann, 1)
    world.came(ann, 2)
    world.came(ben, 2)
    world.came(cho, 2, Presence.ABSENT)
    began, present = (
        {key[0]: value.value for key, value in world.ask("I07", by).items()}
        for by in (Breakdown.QUARTER, Breakdown.QUARTER_PRESENT)
    )
    assert (began, present) == ({"1": 3}, {"1": 1, "2": 2})


def test_at_a_seminar_an_account_is_one_head_and_the_others_are_counted(world):
    seminar = world.seminar("2026-06-01", 28)
    for name in ("ann", "ben"):
        world.session.add(
            SeminarCheckIn(seminar=seminar, learner=world.person(name), recorded_at=at("2026-06-01", 14))
        )
    world.seminar("2026-09-01", None)
    assert world.whole("I08b") == 30
    assert {key[0]: value for key, value in world.ask("I08b", Breakdown.QUARTER).items()} == {
        "1": Count(30, 30),
        "2": Sign.UNKNOWN,
    }
    assert world.whole("I07") == 0


def test_whoever_was_here_in_an_earlier_year_is_no_first_timer(world):
    last_year = world.offering("2025-06-01", year=2025)
    this_year = world.offering("2026-06-01")
    assert world.whole("I20") is Sign.NIL
    world.enrol("ann", last_year, enrolled="2025-05-01")
    world.enrol("ann", this_year)
    world.enrol("ben", last_year, enrolled="2025-05-01", withdrawn="2025-05-20")
    world.enrol("ben", this_year)
    assert world.whole("I20") == (1, 2)
    assert world.whole("I27b") == (1, 2)


def test_residents_are_counted_where_they_live_and_never_where_they_work(world):
    offering = world.offering("2026-05-12")
    world.enrol("ann", offering, residence_code5=VILLAGE, workplace_code5=TOWN)
    per_town = world.ask("I19", Breakdown.MUNICIPALITY)
    assert per_town[(VILLAGE,)].cell == Decimal("4.2")  # one in 2,400
    assert per_town[(TOWN,)].numerator.value == 0
    assert world.whole("I21") == (1, 4)


def test_whoever_lives_in_a_town_that_the_pack_does_not_have_is_no_resident_of_the_prefecture(world):
    world.session.add(
        Municipality(code5="17201", code6="172014", name_ja="隣県の市", name_en="Next door", area="県外")
    )
    offering = world.offering("2026-05-12")
    world.enrol("ann", offering, residence_code5=VILLAGE)
    world.enrol("ben", offering, residence_code5="17201")
    assert world.ask("I19")[WHOLE].numerator.value == 1


def test_nobody_said_where_they_live_and_nothing_is_invented(world):
    world.enrol("ann", world.offering("2026-05-12"), residence_code5=None)
    assert world.ask("I19", Breakdown.MUNICIPALITY)[(TOWN,)] is Sign.UNKNOWN


def test_unknown_is_a_line_and_not_asked_is_none(world):
    offering = world.offering("2026-05-12")
    world.enrol(
        "ann", offering, audience=Audience.TEACHER, school_type=None, school="甲小学校", workplace_code5=None
    )
    world.enrol("ben", offering, audience=Audience.TEACHER, school_type="小学校", school="甲小学校")
    world.enrol("cho", offering)
    kinds = {key[0]: value.value for key, value in world.ask("I07", Breakdown.SCHOOL_TYPE).items()}
    assert kinds == {"unknown": 1, "小学校": 1}
    assert {key[0] for key in world.ask("I07", Breakdown.AREA)} == {"unknown", "東部"}
    assert world.whole("I29") == 1


def test_two_people_of_one_organisation_are_one_and_protected_as_two(world):
    offering = world.offering("2026-05-12")
    world.enrol("ann", offering, organisation="架空製作所")
    world.enrol("ben", offering, organisation="架空製作所")
    world.enrol("cho", offering, organisation="甲小学校", audience=Audience.TEACHER)
    assert world.ask("I28")[WHOLE] == Count(1, 2)


def test_who_completed_beginner_and_entered_intermediate_within_a_year_went_on(world):
    old, higher = (
        world.offering("2025-05-12", year=2025),
        world.offering("2026-03-01", course="intermediate", year=2025),
    )
    for name in ("ann", "ben"):
        world.enrol(name, old, enrolled="2025-04-20", completed="2025-06-01")
    world.enrol("ann", higher, enrolled="2026-02-01")
    new = world.offering("2026-05-12")
    world.enrol("cho", new, completed="2027-03-01")
    assert world.whole("I27a") == (1, 2)


def test_who_completed_beginner_is_asked_about_once_and_in_the_year_after(world):
    first, again = world.offering("2024-05-12", year=2024), world.offering("2025-05-12", year=2025)
    world.enrol("ann", first, enrolled="2024-04-20", completed="2024-06-01")
    world.enrol("ann", again, enrolled="2025-04-20", completed="2025-06-01")
    world.enrol("ben", again, enrolled="2025-04-20", completed="2025-06-01")
    assert world.whole("I27a") == (0, 1)
    assert world.whole("I27a", scope(year=2025, until="2026-04-01")) == (0, 1)
    assert world.whole("I27a", scope(until="2026-05-31")) == (0, 0)


def test_nobody_went_on_to_a_course_that_was_called_off_or_left_before_its_first_class(world):
    old = world.offering("2025-05-12", year=2025)
    off = world.offering("2026-02-20", course="intermediate", year=2025, state=OfferingState.CANCELLED)
    held = world.offering("2026-03-01", course="intermediate", year=2025)
    for name in ("ann", "ben"):
        world.enrol(name, old, enrolled="2025-04-20", completed="2025-06-01")
    world.enrol("ann", off, enrolled="2026-02-01")
    world.enrol("ben", held, enrolled="2026-02-01", withdrawn="2026-02-20")
    assert world.whole("I27a") == (0, 2)

"""What people said, of how many who were asked, on either database."""

from dataclasses import replace
from decimal import Decimal

import pytest
from scipy.stats import t

from tests.webapp.reports.indicators.worlds import scope
from webapp.participation.surveys.forms import SurveyKind
from webapp.programme.models import OfferingState, Partner
from webapp.reports.indicators.breakdowns import Breakdown, NotAllowed
from webapp.reports.indicators.surveys import student_t
from webapp.reports.indicators.values import WHOLE
from webapp.reports.numerals import Sign


def say(world, survey, item, words):
    for word in words:
        world.answer(survey, **{item: int(word)})


def test_the_response_rate_is_valid_answers_of_those_who_were_asked(world):
    course = world.survey(world.offering("2026-05-12"), "2026-05-20", asked=6)
    say(world, course, "satisfaction", "5432")
    heads = world.survey(world.seminar("2026-06-01", 30), "2026-06-02", 30, SurveyKind.SEMINAR)
    say(world, heads, "satisfaction", "55")
    assert world.whole("I14") == (6, 36)
    by_row = world.ask("I14", Breakdown.PROGRAMME_ROW)
    assert {key[0]: value.numerator.value for key, value in by_row.items()} == {"beginner": 4, "seminars": 2}
    assert {key[0]: value.cell for key, value in world.ask("I14", Breakdown.COURSE).items()} == {
        "beginner": Decimal("66.7")
    }


def test_answers_are_pooled_and_rates_are_not_averaged_and_the_response_rate_is_beside(world):
    small = world.survey(world.offering("2026-05-12"), "2026-05-20", asked=2)
    say(world, small, "satisfaction", "55")
    large = world.survey(world.offering("2026-06-12"), "2026-06-20", asked=14)
    say(world, large, "satisfaction", "5432123212")
    value = world.ask("I15")[WHOLE]
    assert (value.numerator.value, value.denominator.value) == (4, 12)
    assert value.cell == Decimal("33.3")
    assert value.response.cell == Decimal("75.0")


def test_under_ten_answers_there_is_no_result_and_with_none_there_is_nothing(world):
    survey = world.survey(world.offering("2026-05-12"), "2026-05-20", asked=10)
    assert world.ask("I15")[WHOLE].cell is Sign.NIL
    say(world, survey, "satisfaction", "555555555")
    assert world.whole("I15") is Sign.HIDDEN
    assert world.whole("I14") == (9, 10)
    say(world, survey, "satisfaction", "1")
    assert world.whole("I15") == (9, 10)


@pytest.mark.parametrize(("indicator", "item"), [("I16a", "understanding"), ("I16b", "usefulness")])
def test_each_item_has_its_own_n(world, indicator, item):
    survey = world.survey(world.offering("2026-05-12"), "2026-05-20", asked=20)
    say(world, survey, item, "4433355521")
    say(world, survey, "satisfaction", "5" * 9)
    assert world.whole(indicator) == (5, 10)
    assert world.whole("I14") == (19, 20)


def test_by_item_each_word_has_its_share(world):
    survey = world.survey(world.offering("2026-05-12"), "2026-05-20", asked=10)
    say(world, survey, "satisfaction", "5554443321")
    shares = world.ask("I15", Breakdown.ITEM)
    assert [shares[(word,)].numerator.value for word in "12345"] == [1, 1, 2, 3, 3]


def test_a_survey_that_still_takes_answers_is_pending_and_in_neither_count(world):
    open_one = world.survey(world.offering("2026-05-12"), "2026-05-20", asked=10, closes="2027-07-01")
    say(world, open_one, "satisfaction", "5" * 10)
    assert world.whole("I14") is Sign.PENDING
    assert world.whole("I15") is Sign.PENDING
    closed = world.survey(world.offering("2026-06-12"), "2026-06-20", asked=10)
    say(world, closed, "satisfaction", "1" * 10)
    assert world.whole("I15") == (0, 10)
    assert world.whole("I14", scope(recorded="2027-08-01")) == (20, 20)


def test_what_was_sent_after_the_day_is_not_known_on_it(world):
    survey = world.survey(
        world.offering("2026-05-12", "2026-11-12"), "2026-11-20", asked=10, closes="2026-12-10"
    )
    say(world, survey, "satisfaction", "5" * 10)
    assert world.ask("I14", where=scope(until="2026-10-01")) == {}
    assert world.whole("I14") == (10, 10)


def test_one_host_is_told_of_its_own_surveys_only(world):
    survey = world.survey(world.offering("2026-05-12"), "2026-05-20", asked=10)
    say(world, survey, "satisfaction", "5" * 10)
    other = Partner(slug="other", name_ja="共催", name_en="Other")
    world.session.add(other)
    world.session.flush()
    mine, theirs = (replace(scope(), hosts=frozenset({host.id})) for host in (world.host, other))
    assert world.whole("I15", mine) == (10, 10)
    assert world.ask("I15", where=theirs) == {}
    assert world.ask("I25", where=theirs) == {}


def test_no_answer_is_joined_with_an_attribute_of_anybody(world):
    for indicator in ("I14", "I15", "I16a", "I16b", "I24b", "I25"):
        with pytest.raises(NotAllowed):
            world.ask(indicator, Breakdown.AREA)


def test_the_gain_is_the_mean_of_paired_differences_with_its_interval(world):
    offering = world.offering("2026-05-12")
    before = world.survey(offering, "2026-05-01", 20, SurveyKind.BEFORE)
    after = world.survey(offering, "2026-05-20", 20)
    for number in range(10):
        enrolment = world.enrol(f"person{number}", offering)
        world.answer(before, enrolment, right=2)
        world.answer(after, enrolment, right=3 if number < 5 else 5)
    once = world.enrol("once", offering)
    world.answer(before, once, right=0)
    world.answer(after, right=5)
    value = world.ask("I24b")[WHOLE]
    assert (value.mean, value.n) == (40, 10)
    # Differences of 20 and 60 points: s = 21.08, and 40 ± 2.262 × 21.08 ÷ √10.
    assert (value.low, value.high) == (Decimal("24.9"), Decimal("55.1"))
    assert value.response.cell == Decimal("55.0")


def test_a_gain_of_nine_people_is_not_told(world):
    offering = world.offering("2026-05-12")
    before = world.survey(offering, "2026-05-01", 20, SurveyKind.BEFORE)
    after = world.survey(offering, "2026-05-20", 20)
    for number in range(9):
        enrolment = world.enrol(f"person{number}", offering)
        world.answer(before, enrolment, right=2)
        world.answer(after, enrolment, right=3)
    assert world.whole("I24b") is Sign.HIDDEN


def test_students_t_is_the_one_of_the_tables():
    for freedom in (9, 10, 15, 30, 100, 1000):
        assert student_t(freedom) == pytest.approx(t.ppf(0.975, freedom), abs=1e-4)


def test_use_goes_by_the_year_of_the_offering_and_waits_until_every_window_is_shut(world):
    early, late = world.offering("2026-05-12"), world.offering("2027-03-12")
    survey = world.survey(early, "2026-08-12", 12, SurveyKind.LATER, closes="2026-09-02")
    say(world, survey, "used", "1111112344")
    # Three months after 12 March nobody has been asked yet.
    assert world.whole("I25") is Sign.PENDING
    later = world.survey(late, "2027-06-12", 12, SurveyKind.LATER, closes="2027-07-03")
    say(world, later, "used", "11")
    assert world.whole("I25", scope(recorded="2027-06-20")) is Sign.PENDING
    value = world.ask("I25", where=scope(recorded="2027-07-31"))[WHOLE]
    assert (value.numerator.value, value.denominator.value) == (8, 12)
    assert value.response.cell == Decimal("50.0")


def test_use_does_not_wait_for_ever_for_what_was_never_sent(world):
    world.offering("2026-05-12")
    survey = world.survey(
        world.offering("2026-06-12"), "2026-09-12", 12, SurveyKind.LATER, closes="2026-10-02"
    )
    say(world, survey, "used", "1111112344")
    assert world.whole("I25") == (6, 10)


def test_nothing_is_asked_about_what_was_called_off(world):
    world.survey(world.offering("2026-05-12", state=OfferingState.CANCELLED), "2026-05-20", asked=5)
    assert world.ask("I14") == {}

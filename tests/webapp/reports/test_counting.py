"""The council's definitions, each on a frame of six rows typed by hand."""

from fractions import Fraction

import pytest

from webapp.fiscal_year import FiscalYear
from webapp.programme.models import OfferingState
from webapp.reports.counting import count
from webapp.reports.facts import WorkFact, YearFacts
from webapp.reports.period import Period

ANN, BEN, CHO, DAN, EVE = 1, 2, 3, 4, 5


@pytest.fixture
def frame(an_offering, an_enrolment):
    """Two closed courses; Ann takes both, Ben leaves before the first class, Cho after it."""
    return YearFacts(
        offerings=(an_offering(1, capacity=5), an_offering(2, capacity=3)),
        enrolments=(
            an_enrolment(1, 1, ANN, completed="2026-07-04T17:00"),
            an_enrolment(2, 1, BEN, withdrawn="2026-05-12T17:59"),
            an_enrolment(3, 1, CHO, withdrawn="2026-05-12T18:00"),
            an_enrolment(4, 1, DAN),
            an_enrolment(5, 2, ANN, completed="2026-07-04T17:00"),
            an_enrolment(6, 2, EVE, completed="2026-07-04T17:00"),
        ),
    )


def test_one_person_in_two_offerings_is_two_nobe_and_one_jitsu(frame, whole_year):
    counted = count(frame, whole_year)
    assert counted.nobe_enrolments == 5
    assert counted.jitsu_learners == 4


def test_jitsu_of_the_parts_is_not_added_up(frame, whole_year):
    counted = count(frame, whole_year)
    parts = [counted.of(offering).jitsu_learners for offering in counted.offerings]
    assert parts == [3, 2]
    assert sum(parts) != counted.jitsu_learners


def test_who_left_before_the_first_class_began_is_not_counted_and_a_minute_later_is(frame, whole_year):
    learners = {enrolment.learner_id for enrolment in count(frame, whole_year).enrolments}
    assert BEN not in learners
    assert CHO in learners


def test_leaving_after_a_cancelled_first_class_but_before_the_first_held_one_does_not_count(
    an_offering, an_enrolment, whole_year
):
    # The first planned class, on 12 May, was called off (休講); the first that took place was on 19 May.
    facts = YearFacts(
        (an_offering(1, held="2026-05-19T18:00"),), (an_enrolment(1, 1, ANN, withdrawn="2026-05-15"),)
    )
    assert count(facts, whole_year).nobe_enrolments == 0


def test_the_rates_are_of_the_rows_that_count(frame, whole_year):
    counted = count(frame, whole_year)
    assert counted.fill == (5, 8)
    assert counted.completion == (3, 5)
    assert (counted.nobe_completions, counted.jitsu_completers) == (3, 2)


def test_an_offering_without_a_capacity_is_in_no_part_of_the_fill_rate(an_offering, an_enrolment, whole_year):
    facts = YearFacts(
        (an_offering(1, capacity=4), an_offering(2, capacity=None)),
        (an_enrolment(1, 1, ANN), an_enrolment(2, 2, BEN), an_enrolment(3, 2, CHO)),
    )
    assert count(facts, whole_year).fill == (1, 4)


def test_without_any_capacity_there_is_no_capacity_and_no_rate(an_offering, an_enrolment, whole_year):
    facts = YearFacts((an_offering(1, capacity=None),), (an_enrolment(1, 1, ANN),))
    counted = count(facts, whole_year)
    assert counted.capacity is None
    assert counted.fill is None


def test_a_cancelled_offering_is_apart_with_its_people_and_its_places(an_offering, an_enrolment, whole_year):
    facts = YearFacts(
        (an_offering(1), an_offering(2, state=OfferingState.CANCELLED)),
        (an_enrolment(1, 1, ANN), an_enrolment(2, 2, BEN)),
    )
    counted = count(facts, whole_year)
    assert [offering.id for offering in counted.offerings] == [1]
    assert (counted.nobe_enrolments, counted.capacity) == (1, 10)


def test_an_offering_that_has_not_begun_counts_nobody(an_offering, an_enrolment, november):
    facts = YearFacts(
        (
            an_offering(1, state=OfferingState.OPEN, held=None),
            an_offering(2, state=OfferingState.RUNNING, held="2026-11-24T18:00"),
        ),
        (an_enrolment(1, 1, ANN), an_enrolment(2, 2, BEN)),
    )
    assert count(facts, november).nobe_enrolments == 0


def test_a_running_offering_is_pending_and_in_no_part_of_the_completion_rate(
    an_offering, an_enrolment, november
):
    facts = YearFacts(
        (
            an_offering(1),
            an_offering(2, state=OfferingState.RUNNING, held="2026-11-03T18:00", ends="2027-01-19"),
        ),
        (
            an_enrolment(1, 1, ANN, completed="2026-07-04T17:00"),
            an_enrolment(2, 1, BEN),
            an_enrolment(3, 2, CHO),
            # 基本 all passed in the third week; the course still runs.
            an_enrolment(4, 2, DAN, completed="2026-11-20"),
        ),
    )
    counted = count(facts, november)
    assert counted.completion == (1, 2)
    assert counted.pending == 1
    assert counted.of(counted.offerings[1]).nobe_completions is None


def test_while_everything_runs_completion_is_pending_and_not_zero(an_offering, an_enrolment, november):
    running = an_offering(1, state=OfferingState.RUNNING, held="2026-11-03T18:00", ends="2027-01-19")
    counted = count(YearFacts((running,), (an_enrolment(1, 1, ANN),)), november)
    assert counted.completion is None
    assert counted.nobe_completions is None


def test_a_closed_offering_that_nobody_completed_is_zero_and_not_pending(
    an_offering, an_enrolment, whole_year
):
    counted = count(YearFacts((an_offering(1),), (an_enrolment(1, 1, ANN),)), whole_year)
    assert counted.completion == (0, 1)
    assert counted.nobe_completions == 0


def test_looking_back_results_that_were_decided_later_were_still_pending(an_offering, an_enrolment, at):
    # Over on 20 November, decided on the 27th: on the 23rd nobody had failed.
    facts = YearFacts(
        (an_offering(1, ends="2026-11-20"),), (an_enrolment(1, 1, ANN, completed="2026-11-27"),)
    )
    counted = count(facts, Period(FiscalYear(2026), at("2026-11-23")))
    assert counted.completion is None
    assert counted.pending == 1


@pytest.mark.parametrize(("decided", "completed"), [("2027-03-31T23:59", 1), ("2027-04-01T00:00", None)])
def test_a_completion_counts_up_to_midnight_after_31_march(
    an_offering, an_enrolment, whole_year, decided, completed
):
    facts = YearFacts((an_offering(1, ends="2027-03-28"),), (an_enrolment(1, 1, ANN, completed=decided),))
    assert count(facts, whole_year).nobe_completions == completed


@pytest.mark.parametrize(("held", "people"), [("2027-03-31T23:00", 1), ("2027-04-01T00:00", 0)])
def test_a_first_class_counts_up_to_midnight_after_31_march(
    an_offering, an_enrolment, whole_year, held, people
):
    facts = YearFacts((an_offering(1, held=held, ends="2027-03-31"),), (an_enrolment(1, 1, ANN),))
    assert count(facts, whole_year).nobe_enrolments == people


def test_submissions_are_all_hand_ins_and_the_score_is_of_the_counted_ones(
    an_offering, an_enrolment, whole_year
):
    facts = YearFacts(
        (an_offering(1),),
        (
            an_enrolment(1, 1, ANN),
            an_enrolment(2, 1, BEN),
            an_enrolment(3, 1, CHO, withdrawn="2026-05-10"),
        ),
        (
            WorkFact(1, "b1", 3, 12.0, 12.0),
            WorkFact(2, "b1", 1, 3.0, 12.0),
            WorkFact(2, "b2", 1, None, None),  # waits for its score
            WorkFact(3, "b1", 9, 12.0, 12.0),  # never began
        ),
    )
    counted = count(facts, whole_year)
    assert counted.submissions == 5
    assert counted.score == Fraction(15, 24)


def test_without_anything_scored_there_is_no_score(an_offering, an_enrolment, whole_year):
    assert count(YearFacts((an_offering(1),), (an_enrolment(1, 1, ANN),)), whole_year).score is None


def test_of_nothing_nothing_is_counted(whole_year):
    counted = count(YearFacts(), whole_year)
    assert (counted.nobe_enrolments, counted.jitsu_learners, counted.pending) == (0, 0, 0)
    assert counted.completion is None

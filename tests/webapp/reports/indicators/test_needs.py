"""I23 on six needs typed by hand: two of last year, three of this one, one that repeats another."""

from datetime import date

import pytest

from tests.webapp.reports.indicators.worlds import at, scope
from webapp.programme.models import Partner
from webapp.programme.needs.models import Need, NeedMove, NeedSource, NeedState
from webapp.reports.indicators.breakdowns import Breakdown, NotAllowed
from webapp.reports.indicators.values import WHOLE, Rate
from webapp.reports.numerals import Sign

MET, PLANNED, DIFFICULT = NeedState.MET, NeedState.PLANNED, NeedState.DIFFICULT


@pytest.fixture
def heard(world):
    """Keep a need: the day, its group, and its steps as (day, state)."""
    world.session.flush()

    def heard(day, *steps, industry="E", school_type=None, into=None, host=None, recorded=None):
        made = Need(
            host=host or world.host, heard_on=date.fromisoformat(day), source=NeedSource.VISIT, industry=industry,
            school_type=school_type, wanted="架空の要望", merged_into_id=into and into.id, recorded_at=at(recorded or day),
        )  # fmt: skip
        made.moves = [
            NeedMove(state=state, moved_on=date.fromisoformat(when), moved_at=at(when))
            for when, state in steps
        ]
        world.session.add(made)
        world.session.flush()
        return made

    return heard


@pytest.fixture
def six(heard):
    heard("2025-10-01", ("2025-12-01", MET))  # met before the year: that year's, not this one's
    heard("2025-11-01", ("2025-12-01", DIFFICULT), ("2026-06-01", MET), industry="M")
    first = heard("2026-04-01", ("2026-05-01", PLANNED), ("2026-12-01", MET))
    heard("2026-08-01", into=first)  # the same once more
    heard("2026-09-01", ("2026-09-02", DIFFICULT))
    heard("2026-10-01", industry=None, school_type="高等学校")


def counted(value):
    return value.numerator.value, value.denominator.value


@pytest.mark.usefixtures("six")
def test_what_was_open_in_april_and_heard_since_is_counted_once_and_what_is_difficult_stays(world):
    assert world.whole("I23") == (2, 4)


@pytest.mark.usefixtures("six")
def test_a_day_in_the_middle_sees_the_states_of_that_day(world):
    # Until 30 September: the need of the inn is met, the first one of this year only planned, the school not heard.
    assert world.whole("I23", scope("2026-10-01")) == (1, 3)


@pytest.mark.usefixtures("six")
def test_the_year_before_has_its_own(world):
    assert world.whole("I23", scope("2026-04-01", recorded="2026-04-02", year=2025)) == (1, 2)


@pytest.mark.usefixtures("six")
def test_by_industry_and_by_kind_of_school_every_need_is_in_one_of_them(world):
    by_industry = {key[0]: counted(value) for key, value in world.ask("I23", Breakdown.INDUSTRY).items()}
    by_school = {key[0]: counted(value) for key, value in world.ask("I23", Breakdown.SCHOOL_TYPE).items()}
    assert by_industry == {"M": (1, 1), "E": (1, 2)}
    assert by_school == {"高等学校": (0, 1)}


def test_a_need_of_neither_is_unknown_in_both(world, heard):
    heard("2026-05-01", industry=None)
    for by in (Breakdown.INDUSTRY, Breakdown.SCHOOL_TYPE):
        assert list(world.ask("I23", by)) == [("unknown",)]


def test_what_was_recorded_after_the_deadline_does_not_count(world, heard):
    heard("2026-05-01", recorded="2027-07-01")
    heard("2026-06-01")
    assert world.whole("I23") == (0, 1)


def test_only_ones_own_where_one_asks_for_hosts(world, heard):
    other = Partner(slug="other", name_ja="他", name_en="Other")
    world.session.add(other)
    heard("2026-05-01", host=other)
    heard("2026-05-01", ("2026-05-02", MET))
    world.session.flush()
    own = scope().__class__(scope().period, scope().recorded_before, None, frozenset({world.host.id}))
    assert world.whole("I23", own) == (1, 1)


def test_where_nothing_was_asked_for_there_is_no_rate(world):
    assert world.ask("I23")[WHOLE] is Sign.NIL


def test_needs_are_things_and_hide_nobody(world, heard):
    heard("2026-05-01", ("2026-05-02", MET))
    rate = world.ask("I23")[WHOLE]
    assert isinstance(rate, Rate)
    assert (rate.numerator.contributors, rate.denominator.contributors) == (None, None)


def test_they_are_broken_down_by_nothing_else(world):
    with pytest.raises(NotAllowed):
        world.ask("I23", Breakdown.MUNICIPALITY)

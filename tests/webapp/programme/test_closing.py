"""The places that were offered when applications closed stay what they were."""

from datetime import datetime, timedelta

import pytest

from webapp.fiscal_year import JAPAN
from webapp.programme.closing import closes_at
from webapp.programme.drafts import Draft
from webapp.programme.models import Offering
from webapp.programme.official import ClosingCapacity
from webapp.programme.planning import PLAIN, change_offering

CLOSES = datetime(2026, 6, 1, 17, 0, tzinfo=JAPAN)
BEFORE, AFTER = CLOSES - timedelta(days=1), CLOSES + timedelta(days=1)


@pytest.fixture
def change(database, make_offering):
    """Write a draft into an offering of 20 places whose applications closed; what is kept of it."""
    made = make_offering(capacity=20, apply_until=CLOSES)

    def change(at, **wanted):
        with database.transaction() as session:
            offering = session.get(Offering, made.id)
            as_it_is = {name: getattr(offering, name) for name in PLAIN}
            rule = {"kind": "all_basic", "lessons": ["b1"]}
            change_offering(session, offering, Draft(**as_it_is | wanted, rule=rule), at)
        with database.sessions() as session:
            kept = session.get(ClosingCapacity, made.id)
            return kept and kept.capacity

    return change


def test_nothing_is_kept_while_applications_are_open(change):
    assert change(BEFORE, capacity=30) is None


def test_the_first_change_after_closing_keeps_what_was_offered_and_a_second_keeps_the_same(change):
    assert change(AFTER, capacity=30) == 20
    assert change(AFTER + timedelta(days=30), capacity=5) == 20


def test_another_change_keeps_nothing(change):
    assert change(AFTER, title_ja="別の名前") is None


def test_where_applications_open_once_more_they_close_once_more(change):
    assert change(AFTER, capacity=30) == 20
    assert change(AFTER + timedelta(days=1), apply_until=AFTER + timedelta(days=9)) is None
    assert change(AFTER + timedelta(days=10), capacity=40) == 30


def test_without_a_day_applications_close_when_the_first_day_begins(make_offering):
    offering = make_offering(apply_until=None)
    assert closes_at(offering) == datetime.combine(offering.starts_on, datetime.min.time(), JAPAN)

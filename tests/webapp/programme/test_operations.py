"""An offering opens inside one fiscal year, as the next of its course."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from webapp.fiscal_year import JAPAN
from webapp.programme.audience import Audience
from webapp.programme.models import MeetingState, OfferingState, Programme
from webapp.programme.operations import MeetingPlan, NotPossible, OfferingPlan, open_offering

EVENING = datetime(2026, 11, 10, 18, tzinfo=JAPAN)

PLAN = OfferingPlan(
    course_slug="beginner",
    title_ja="初級（夜間）",
    title_en="Beginner (evening)",
    audience=Audience.PRIVATE,
    starts_on=date(2026, 11, 3),
    ends_on=date(2027, 1, 19),
    completion_rule={"version": 1, "kind": "all_basic", "lessons": ["b1"]},
    meetings=(MeetingPlan(EVENING, EVENING.replace(hour=20)),),
)


@pytest.fixture
def open_it(database, programme, make_partner):
    host = make_partner()

    def open_with(**changes):
        with database.transaction() as session:
            year = session.merge(programme)
            return open_offering(session, year, session.merge(host), replace(PLAN, **changes))

    return open_with


def test_an_offering_opens_with_its_dates_and_classes(open_it):
    offering = open_it()
    assert (offering.fiscal_year, offering.number) == (2026, 1)
    assert offering.state is OfferingState.PLANNED
    assert [(meeting.number, meeting.state) for meeting in offering.meetings] == [(1, MeetingState.PLANNED)]


def test_it_is_open_once_there_is_a_day_to_apply_from(open_it):
    assert open_it(apply_from=datetime(2026, 10, 1, tzinfo=UTC)).state is OfferingState.OPEN


def test_the_next_offering_of_a_course_is_the_next_term(open_it):
    assert [open_it().number, open_it().number, open_it(course_slug="intermediate").number] == [1, 2, 1]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "reason"),
    [
        (date(2027, 3, 31), date(2027, 4, 1), "3月31日をまたげません"),
        (date(2026, 11, 3), date(2027, 4, 1), "3月31日をまたげません"),
        (date(2027, 4, 1), date(2027, 4, 30), "事業の年度に入っていません"),
        (date(2026, 3, 1), date(2026, 3, 31), "事業の年度に入っていません"),
        (date(2026, 11, 3), date(2026, 11, 2), "前になっています"),
    ],
)
def test_an_offering_stays_inside_the_programmes_year(open_it, starts_on, ends_on, reason):
    with pytest.raises(NotPossible, match=reason):
        open_it(starts_on=starts_on, ends_on=ends_on, meetings=())


def test_an_offering_may_end_on_31_march_and_begin_on_1_april(open_it):
    assert open_it(starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31)).number == 1


def test_a_class_outside_the_period_is_refused(open_it):
    late = datetime(2027, 1, 19, 15, 30, tzinfo=UTC)  # already the 20th in Japan
    with pytest.raises(NotPossible, match="期間"):
        open_it(meetings=(MeetingPlan(late, late),))


def test_a_year_has_one_programme(database, programme):
    with pytest.raises(Exception, match="UNIQUE"), database.transaction() as session:
        session.add(Programme(fiscal_year=2026, name_ja="二つ目", name_en="Second", budget_yen=1))


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"version": 1, "kind": "by_moonlight"},
        {"version": 1, "kind": "all_basic", "lessons": []},
        {"version": 1, "kind": "both", "min": "2/3", "lessons": []},
    ],
    ids=str,
)
def test_a_rule_of_completion_that_nobody_knows_is_refused(open_it, rule):
    with pytest.raises(NotPossible, match="修了の条件"):
        open_it(completion_rule=rule)

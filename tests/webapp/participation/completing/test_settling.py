"""Completion by attendance: in whole numbers, with the change that made it true, the same for every reader."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.webapp.participation.completing.conftest import FIRST, LATER
from webapp.enrolment.models import Enrolment
from webapp.fiscal_year import FiscalYear
from webapp.participation.completing.attending import needed_of
from webapp.participation.completing.deciding import decide
from webapp.participation.completing.standing import standing_of
from webapp.participation.models import Presence
from webapp.programme.changes import tell_rooms
from webapp.programme.meetings import cancel_meeting
from webapp.programme.models import Offering, OfferingState
from webapp.programme.operations import NotPossible
from webapp.region import load_region
from webapp.reports.counting import count
from webapp.reports.period import Period
from webapp.reports.queries.enrolled import enrolled, total
from webapp.reports.queries.pages import year_facts
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope


def standing(database, enrolment, tmp_path):
    with database.sessions() as session:
        return standing_of(session, session.get(Enrolment, enrolment.id), tmp_path)


@pytest.mark.parametrize(
    ("share", "classes", "needed"),
    [("2/3", 8, 6), ("2/3", 9, 6), ("2/3", 10, 7), ("1", 8, 8), ("0.7", 10, 7)],
)
def test_a_share_of_classes_is_a_whole_number(share, classes, needed):
    assert needed_of(share, classes) == needed


@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 60))
def test_what_is_needed_is_the_least_that_reaches_the_share(part, whole, classes):
    share = Fraction(min(part, whole), whole)
    needed = needed_of(str(share), classes)
    assert Fraction(needed, classes) >= share > Fraction(needed - 1, classes)


def test_the_sixth_of_eight_classes_completes_at_its_own_time(database, enrol, attend, tmp_path):
    aoi = enrol()
    attend(aoi, 1, 2, 3, 4, 5)
    before = standing(database, aoi, tmp_path)
    assert (before.holds, before.attended.came, before.attended.needed, before.attended.left) == (
        False,
        5,
        6,
        1,
    )
    attend(aoi, 7)
    after = standing(database, aoi, tmp_path)
    assert after.holds
    with database.sessions() as session:
        meetings = session.get(Offering, aoi.offering_id).meetings
        assert after.enrolment.completed_at == meetings[6].starts_at


def test_an_absence_typed_later_takes_it_back_and_a_cancelled_class_may_give_it(
    database, enrol, attend, tmp_path
):
    aoi = enrol()
    attend(aoi, 1, 2, 3, 4, 5, 6)
    attend(aoi, 6, presence=Presence.ABSENT)
    assert not standing(database, aoi, tmp_path).holds
    with database.transaction() as session:
        offering = session.get(Offering, aoi.offering_id)
        last = next(m for m in offering.meetings if m.number == 8)
        cancel_meeting(session, last, "大雪", FIRST, None)
    seven = standing(database, aoi, tmp_path)  # 2/3 of seven is five
    assert seven.holds
    assert (seven.attended.came, seven.attended.classes, seven.attended.needed) == (5, 7, 5)


def test_somebody_who_is_late_came_and_who_is_excused_did_not(database, enrol, attend, tmp_path):
    aoi, yui = enrol(), enrol()
    attend(aoi, 1, 2, 3, 4, 5, 6, presence=Presence.LATE)
    attend(yui, 1, 2, 3, 4, 5, 6, presence=Presence.EXCUSED)
    assert standing(database, aoi, tmp_path).holds
    assert not standing(database, yui, tmp_path).holds


def test_a_decision_goes_before_the_rule_until_the_next_one(database, enrol, attend, make_learner, tmp_path):
    aoi, staff = enrol(), make_learner()
    attend(aoi, 1, 2, 3, 4, 5)
    with database.transaction() as session:
        row = session.get(Enrolment, aoi.id)
        decide(
            session, row, tmp_path, granted=True, reason="補講のレポートを確認したため", at=LATER, by=staff.id
        )
    shown = standing(database, aoi, tmp_path)
    assert shown.holds
    assert not shown.rule_met
    assert shown.decision.reason == "補講のレポートを確認したため"
    attend(aoi, 5, presence=Presence.ABSENT)
    assert standing(database, aoi, tmp_path).holds
    with database.transaction() as session:
        row = session.get(Enrolment, aoi.id)
        decide(
            session, row, tmp_path, granted=False, reason="別の人のレポートだったため", at=LATER, by=staff.id
        )
    attend(aoi, 5, 6)
    assert not standing(database, aoi, tmp_path).holds  # six classes, but a person decided


@pytest.mark.parametrize(
    ("granted", "reason"), [(True, "  "), (True, "あ" * 501), (False, "まだ修了していない")]
)
def test_what_changes_nothing_or_says_no_reason_is_refused(
    database, enrol, make_learner, tmp_path, granted, reason
):
    aoi, staff = enrol(), make_learner()
    with pytest.raises(NotPossible), database.transaction() as session:
        decide(
            session, session.get(Enrolment, aoi.id), tmp_path,
            granted=granted, reason=reason, at=LATER, by=staff.id,
        )  # fmt: skip


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("attend"), st.integers(1, 8), st.sampled_from([Presence.PRESENT, Presence.LATE, Presence.ABSENT, None])),
        st.tuples(st.just("decide"), st.booleans(), st.just(None)),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_the_page_and_the_reports_always_say_the_same(database, enrol, attend, make_learner, tmp_path, steps):
    """Whatever is recorded, taken back and decided: the rule read now, the decision and the reports' column agree."""
    aoi, staff = enrol(), make_learner()
    for what, first, second in steps:
        if what == "attend":
            attend(aoi, first, presence=second)
            continue
        try:
            with database.transaction() as session:
                row = session.get(Enrolment, aoi.id)
                decide(session, row, tmp_path, granted=first, reason="試しに決める", at=LATER, by=staff.id)
        except NotPossible:
            pass
    shown = standing(database, aoi, tmp_path)
    assert shown.holds == (shown.decision.granted if shown.decision else shown.rule_met)


def test_a_decision_counts_in_the_reports_as_on_the_page(
    database, enrol, attend, make_learner, offering, tmp_path
):
    """I11, both readers: the page's figures and those of the drafted report."""
    by_rule, by_hand, neither, staff = enrol(), enrol(), enrol(), make_learner()
    attend(by_rule, 1, 2, 3, 4, 5, 6)
    attend(neither, 1)

    def counted():
        with database.sessions() as session:
            period = Period.of(FiscalYear(2026), FiscalYear(2026).ends_before)
            scope = Scope.of(period, period.until)
            facts = year_facts(session, [offering.host_id], period)
            who = enrolled(Reader(session, load_region()), scope)
            by_sql = session.execute(select(total(who.c.is_completed), func.count()).select_from(who)).one()
            by_page = count(facts, period)
            return tuple(by_sql), (by_page.nobe_completions, by_page.nobe_enrolments)

    with database.transaction() as session:
        session.get(Offering, offering.id).state = OfferingState.CLOSED
    assert counted() == ((1, 3), (1, 3))
    for granted, expected in ((True, 2), (False, 1)):
        with database.transaction() as session:
            row = session.get(Enrolment, by_hand.id)
            decide(session, row, tmp_path, granted=granted, reason="試しに決める", at=LATER, by=staff.id)
        assert counted() == ((expected, 3), (expected, 3))


def test_a_rule_that_asks_for_less_completes_who_meets_it_now(database, enrol, attend, tmp_path, offering):
    """Whoever applied under the earlier rule keeps that; who came without an application goes by the newest."""
    aoi = enrol()
    attend(aoi, 1, 2, 3, 4)
    with database.transaction() as session:
        row = session.get(Offering, offering.id)
        row.completion_rule = {**row.completion_rule, "min": "1/2"}
        session.flush()
        tell_rooms(session, row.id)
    assert standing(database, aoi, tmp_path).holds

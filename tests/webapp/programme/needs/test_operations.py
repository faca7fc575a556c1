"""A need moves with a reason and a day, is merged with its twin, and is answered by an offering."""

from datetime import UTC, date, datetime, timedelta

import pytest

from webapp.programme.models import OfferingState
from webapp.programme.needs.models import NeedSource, NeedState
from webapp.programme.needs.operations import (
    Heard,
    Wanted,
    answer_with,
    keep_need,
    link,
    may_be_met,
    merge,
    move,
    split,
    unlink,
)
from webapp.programme.operations import NotPossible

NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def host(make_partner):
    return make_partner()


@pytest.fixture
def offering(host, make_offering):
    return make_offering(host_id=host.id)


@pytest.fixture
def city(make_partner):
    return make_partner("city")


@pytest.fixture
def keep(session, host, offering, city):  # rows of other sessions come first: SQLite has one writer
    host = session.merge(host)

    def keep(text="在庫の数字を分析したい", day=date(2026, 11, 1), **given):
        return keep_need(session, Wanted(text, "E"), Heard(host, day, NeedSource.VISIT, None, NOON), **given)

    return keep


def test_a_need_begins_as_considered_and_is_kept_once_by_its_key(keep):
    assert keep().state is NeedState.CONSIDERED
    assert keep(key="k").id == keep("ほかの文", key="k").id


def test_every_step_stays(session, keep):
    need = keep()
    move(session, need, NeedState.PLANNED, "初級で扱う", date(2026, 11, 5), None, NOON)
    move(session, need, NeedState.MET, "", TODAY, None, NOON)
    assert [(step.state, step.moved_on) for step in need.moves] == [
        (NeedState.PLANNED, date(2026, 11, 5)),
        (NeedState.MET, TODAY),
    ]
    assert need.state is NeedState.MET


@pytest.mark.parametrize(
    ("state", "reason", "day", "said"),
    [
        (NeedState.DIFFICULT, "", TODAY, "理由"),
        (NeedState.MET, "", TODAY + timedelta(days=1), "先の日付"),
        (NeedState.MET, "", date(2026, 10, 31), "前の日付"),
    ],
)
def test_a_step_that_cannot_be_is_refused(session, keep, state, reason, day, said):
    need = keep()
    with pytest.raises(NotPossible, match=said):
        move(session, need, state, reason, day, None, NOON)
    assert need.moves == []


def test_a_step_never_goes_back_behind_the_one_before(session, keep):
    need = keep()
    move(session, need, NeedState.PLANNED, "", TODAY, None, NOON)
    with pytest.raises(NotPossible):
        move(session, need, NeedState.MET, "", TODAY - timedelta(days=1), None, NOON)


def test_merged_needs_follow_to_the_one_that_counts(session, keep):
    first, second, third = keep(), keep(), keep()
    merge(session, third, second)
    merge(session, second, first)
    assert (second.merged_into_id, third.merged_into_id) == (first.id, first.id)
    with pytest.raises(NotPossible):
        move(session, second, NeedState.MET, "", TODAY, None, NOON)
    split(session, second)
    assert second.merged_into_id is None


def test_nothing_is_merged_into_itself_or_round_in_a_ring(session, keep):
    first, second = keep(), keep()
    with pytest.raises(NotPossible):
        merge(session, first, first)
    merge(session, second, first)
    with pytest.raises(NotPossible):
        merge(session, first, second)


def test_another_partners_need_is_no_twin(session, keep, city):
    other = session.merge(city)
    need = keep()
    theirs = keep_need(session, Wanted("別"), Heard(other, TODAY, NeedSource.FORM, None, NOON))
    with pytest.raises(NotPossible):
        merge(session, need, theirs)


def test_an_offering_makes_what_was_considered_planned_and_leaves_what_is_met(session, keep, offering):
    offering = session.merge(offering)
    need, met = keep(), keep()
    move(session, met, NeedState.MET, "", TODAY, None, NOON)
    answer_with(session, [need, met], offering, None, NOON)
    answer_with(session, [need], offering, None, NOON)
    assert (need.state, met.state) == (NeedState.PLANNED, NeedState.MET)
    assert [answer.offering_id for answer in need.answers] == [offering.id]
    assert len(need.moves) == 1
    assert "初級（夜間）" in need.moves[0].reason


def test_that_it_is_met_is_proposed_once_the_offering_is_over(session, keep, offering):
    offering = session.merge(offering)
    need = keep()
    answer_with(session, [need], offering, None, NOON)
    assert not may_be_met(need)
    offering.state = OfferingState.CLOSED
    assert may_be_met(need)
    assert need.state is NeedState.PLANNED  # a person says so, nobody else


def test_a_link_of_which_somebody_was_told_stays(session, keep):
    need = keep()
    answer = link(session, need, "beginner", NOON, lesson_slug="b3")
    assert link(session, need, "beginner", NOON, lesson_slug="b3") is answer
    answer.told_at = NOON
    with pytest.raises(NotPossible):
        unlink(session, answer, need)
    answer.told_at = None
    unlink(session, answer, need)
    assert need.answers == []

"""Who came to a seminar with an account is there once, on its day."""

from datetime import date, datetime

import pytest

from webapp.fiscal_year import JAPAN
from webapp.participation.attendance.seminars import check_in_to_seminar, checked_in
from webapp.programme.models import MeetingState, Seminar
from webapp.programme.operations import NotPossible

ON_THE_DAY = datetime(2026, 6, 1, 13, 30, tzinfo=JAPAN)


@pytest.fixture
def people(make_learner):
    return make_learner(), make_learner()


@pytest.fixture
def seminar(people, programme, make_partner, session):
    made = Seminar(
        programme_id=programme.id, fiscal_year=2026, title_ja="セミナー", title_en="Seminar", host_id=make_partner().id,
        held_on=date(2026, 6, 1), capacity=None, headcount=None, state=MeetingState.PLANNED,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def test_twice_is_once(session, people, seminar):
    ann, ben = people
    assert check_in_to_seminar(session, seminar, ann, ON_THE_DAY)
    assert not check_in_to_seminar(session, seminar, ann, ON_THE_DAY)
    assert check_in_to_seminar(session, seminar, ben, ON_THE_DAY)
    assert checked_in(session, seminar) == 2


def test_nobody_is_checked_in_on_another_day_or_to_what_was_called_off(session, people, seminar):
    with pytest.raises(NotPossible, match="当日"):
        check_in_to_seminar(session, seminar, people[0], ON_THE_DAY.replace(day=2))
    seminar.state = MeetingState.CANCELLED
    session.flush()
    with pytest.raises(NotPossible, match="中止"):
        check_in_to_seminar(session, seminar, people[0], ON_THE_DAY)

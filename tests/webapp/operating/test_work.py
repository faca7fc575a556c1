"""Work that waits is fine, work that waits too long is not, and work that is stuck comes with its commands."""

from datetime import UTC, datetime, timedelta

import pytest

from webapp.operating import work
from webapp.operating.findings import State

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "state"), [(0, State.OK), (4, State.OK), (5, State.WARN), (30, State.ALARM)]
)
def test_hand_ins_may_wait_for_five_minutes(minutes, state):
    found = work.waiting(3, NOW - timedelta(minutes=minutes), NOW)
    assert (found.state, found.values["number"]) == (state, 3)
    assert bool(found.todo) == (state is not State.OK)


def test_nothing_that_waits_is_well():
    assert work.waiting(0, None, NOW).state is State.OK
    assert work.unsent_yet(0, None, NOW, "tail").state is State.OK
    assert work.parked(0).state is work.unsent(0).state is State.OK


def test_parked_hand_ins_are_an_alarm_with_the_two_commands_that_mend_it():
    found = work.parked(2)
    assert found.state is State.ALARM
    assert found.commands == ("flask --app webapp parked", "flask --app webapp grade-again")


def test_mail_that_could_not_be_sent_is_told():
    assert work.unsent(4).state is State.WARN


@pytest.mark.parametrize(("minutes", "state"), [(59, State.OK), (60, State.WARN)])
def test_mail_may_wait_for_an_hour(minutes, state):
    assert work.unsent_yet(1, NOW - timedelta(minutes=minutes), NOW, "tail").state is state

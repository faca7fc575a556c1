"""The clock of receipts follows the machine's forward and by little, and does not follow it far back."""

from datetime import UTC, datetime, timedelta

import pytest

from webapp.participation.clock import ReceiptClock

NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Machine:
    """A machine whose clock can be set."""

    def __init__(self):
        self.passed, self.offset = 0.0, timedelta()

    def wall(self):
        return NOON + timedelta(seconds=self.passed) + self.offset

    def seconds(self):
        return self.passed


@pytest.fixture
def machine():
    return Machine()


@pytest.fixture
def clock(machine):
    return ReceiptClock(machine.wall, machine.seconds)


def test_it_shows_what_the_machine_shows(machine, clock):
    machine.passed = 90
    assert clock.now() == NOON + 90 * SECOND


@pytest.mark.parametrize("offset", [3600 * SECOND, -SECOND])
def test_a_clock_put_right_forward_or_by_little_is_followed(machine, clock, offset):
    machine.offset = offset
    assert clock.now() == NOON + offset


def test_set_back_by_an_hour_time_goes_on_and_it_is_told_once(machine, clock, caplog):
    machine.passed, machine.offset = 10, -3600 * SECOND
    assert [clock.now(), clock.now()] == [NOON + 10 * SECOND] * 2
    machine.passed = 20
    assert clock.now() == NOON + 20 * SECOND
    assert [record.levelname for record in caplog.records] == ["CRITICAL"]


def test_put_right_again_it_follows_again(machine, clock):
    machine.offset = -3600 * SECOND
    clock.now()
    machine.passed, machine.offset = 30, timedelta()
    assert clock.now() == NOON + 30 * SECOND

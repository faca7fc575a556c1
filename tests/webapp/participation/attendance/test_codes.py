"""出席のコード: fresh ones open, old, forged and other classes' do not."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.participation.attendance.codes import (
    LATEST_SENDING,
    NoCode,
    OldCode,
    arrival_mark,
    open_arrival_mark,
    open_screen_code,
    own_code,
    screen_code,
    whose_code,
)

NOW = datetime(2026, 12, 7, 3, 0, 10, tzinfo=UTC)
SECRET = "a secret"


@given(seconds=st.integers(0, 600), shift=st.integers(0, 29))
def test_a_screens_code_opens_in_its_half_minute_and_the_next(seconds, shift):
    shown = NOW.replace(second=0) + timedelta(seconds=shift)
    code = screen_code(SECRET, 3, shown)
    opened = shown + timedelta(seconds=seconds)
    if (seconds + shift) // 30 <= 1:
        assert open_screen_code(SECRET, 3, code, opened) == NOW.replace(second=0)
    else:
        with pytest.raises(OldCode):
            open_screen_code(SECRET, 3, code, opened)


@pytest.mark.parametrize(
    "forged", ["", "nobodys", screen_code("another", 3, NOW), arrival_mark(SECRET, 3, NOW)]
)
def test_what_nobody_signed_as_a_screens_code_is_none(forged):
    with pytest.raises(NoCode):
        open_screen_code(SECRET, 3, forged, NOW)


def test_another_class_s_code_is_none():
    with pytest.raises(NoCode):
        open_screen_code(SECRET, 4, screen_code(SECRET, 3, NOW), NOW)


def test_an_arrival_may_be_sent_a_day_later_and_no_more():
    mark = arrival_mark(SECRET, 3, NOW)
    seen = NOW.replace(microsecond=0)
    assert open_arrival_mark(SECRET, 3, mark, seen + LATEST_SENDING) == seen
    with pytest.raises(OldCode):
        open_arrival_mark(SECRET, 3, mark, seen + LATEST_SENDING + timedelta(seconds=1))


def test_a_persons_code_is_theirs_for_five_to_ten_minutes():
    code = own_code(SECRET, 7, NOW)
    assert whose_code(SECRET, [6, 7, 8], code, NOW + timedelta(minutes=5)) == 7
    for people, typed, at in (
        ([6, 8], code, NOW),
        ([7], code, NOW + timedelta(minutes=10)),
        ([7], "", NOW),
        ([7], "１２３", NOW),
    ):
        with pytest.raises(NoCode):
            whose_code(SECRET, people, typed, at)

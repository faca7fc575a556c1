"""A code opens what it is for, once, within its time, to whoever has it; guessing it is stopped."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.webapp.conftest import NOON
from webapp.enrolment.accounts.codes import (
    ALPHABET,
    TooOften,
    hash_code,
    issue,
    look_up_token,
    new_card_code,
    redeem_code,
    redeem_token,
)
from webapp.enrolment.accounts.models import OneTimeCode, Purpose
from webapp.enrolment.models import Learner

KEY = b"k" * 32
ADDRESS = "aoi@example.jp"


def redeem(session, code, at=NOON, address=ADDRESS, purpose=Purpose.APPLY):
    return redeem_code(session, purpose, address, code, at, key=KEY)


def send(session, at=NOON, address=ADDRESS, purpose=Purpose.APPLY, **more):
    return issue(session, purpose, at, key=KEY, address=address, **more)


def other_than(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_right_code_hands_back_what_waited_for_it_and_opens_nothing_again(session):
    issued = send(session, waiting={"offering": 3, "name": "架空 葵"})
    assert redeem(session, issued.code).waiting == {"offering": 3, "name": "架空 葵"}
    assert redeem(session, issued.code) is None


def test_nothing_that_opens_something_is_kept(session):
    issued = send(session)
    kept = session.scalars(select(OneTimeCode)).one()
    assert issued.code not in (kept.code_hash, kept.token_hash)
    assert issued.token not in (kept.code_hash, kept.token_hash)
    assert kept.code_hash != hash_code(issued.code, b"another installation's key......")


@pytest.mark.parametrize("minutes", [30, 31, 10_000])
def test_it_ends_with_its_time(session, minutes):
    issued = send(session)
    assert redeem(session, issued.code, NOON + timedelta(minutes=minutes)) is None
    assert redeem(session, issued.code, NOON + timedelta(minutes=29, seconds=59)) is not None


def test_after_five_wrong_tries_the_right_one_opens_nothing(session):
    issued = send(session)
    assert [redeem(session, other_than(issued.code)) for _ in range(5)] == [None] * 5
    assert redeem(session, issued.code) is None
    assert redeem_token(session, Purpose.APPLY, issued.token, NOON) is None


def test_four_wrong_tries_are_forgiven(session):
    issued = send(session)
    for _ in range(4):
        redeem(session, other_than(issued.code))
    assert redeem(session, issued.code) is not None


def test_a_new_code_ends_the_earlier_one_and_its_link(session):
    first, second = send(session), send(session, NOON + timedelta(seconds=1))
    at = NOON + timedelta(seconds=2)
    assert first.code == second.code or redeem(session, first.code, at) is None
    assert look_up_token(session, Purpose.APPLY, first.token, at) is None
    assert redeem(session, second.code, at) is not None


def test_no_mailbox_is_filled(session):
    for minute in range(5):
        send(session, NOON + timedelta(minutes=minute))
    with pytest.raises(TooOften):
        send(session, NOON + timedelta(minutes=5))
    send(session, NOON + timedelta(minutes=5), address="another@example.jp")
    send(session, NOON + timedelta(minutes=5), purpose=Purpose.CONFIRM_EMAIL)
    send(session, NOON + timedelta(minutes=61))


def test_a_code_is_good_for_its_own_purpose_and_address_only(session):
    issued = send(session)
    assert redeem(session, issued.code, purpose=Purpose.RESET_PASSWORD) is None
    assert redeem(session, issued.code, address="another@example.jp") is None
    assert redeem(session, issued.code) is not None


@pytest.mark.parametrize("typed", ["AOI@EXAMPLE.JP", " aoi@example.jp ", "ａｏｉ＠example.jp"])
def test_an_address_is_the_same_however_it_is_typed(session, typed):
    assert redeem(session, send(session).code, address=typed) is not None


def test_a_code_is_taken_in_full_width_and_with_spaces(session):
    code = send(session).code
    wide = code.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert redeem(session, f" {wide[:3]}　{wide[3:]} ") is not None


@given(st.text(max_size=200))
def test_whatever_is_typed_has_a_hash(typed):
    assert len(hash_code(typed, KEY)) == 64


@pytest.mark.parametrize("typed", ["", "\ud800", "x" * 100_000, "\0"])
def test_what_is_no_code_is_wrong(session, typed):
    send(session)
    assert redeem(session, typed) is None
    assert redeem_token(session, Purpose.APPLY, typed, NOON) is None


def test_opening_the_link_changes_nothing_and_pressing_the_button_does_once(session):
    token = send(session).token
    assert all(look_up_token(session, Purpose.APPLY, token, NOON) for _ in range(10))
    assert redeem_token(session, Purpose.APPLY, token, NOON) is not None
    assert redeem_token(session, Purpose.APPLY, token, NOON) is None
    assert look_up_token(session, Purpose.APPLY, token, NOON) is None


def test_the_link_and_the_code_are_one(session):
    issued = send(session)
    redeem(session, issued.code)
    assert redeem_token(session, Purpose.APPLY, issued.token, NOON) is None


def test_what_was_never_confirmed_is_forgotten_after_a_day(session):
    send(session, waiting={"name": "架空 葵"})
    send(session, NOON + timedelta(days=1, minutes=31), address="another@example.jp")
    assert [row.address for row in session.scalars(select(OneTimeCode))] == ["another@example.jp"]


def test_a_card_survives_many_wrong_tries_and_lasts_thirty_days(session, make_learner):
    learner = session.merge(make_learner())
    minutes = 30 * 24 * 60
    issued = issue(session, Purpose.CARD, NOON, key=KEY, learner=learner, minutes=minutes)
    for _ in range(50):
        assert redeem_code(session, Purpose.CARD, "", "WRONG", NOON, key=KEY, learner=learner) is None
    at = NOON + timedelta(days=29)
    spaced = f"{issued.code[:5]}-{issued.code[5:]}".lower()
    assert redeem_code(session, Purpose.CARD, "", spaced, at, key=KEY, learner=learner) is not None


def test_a_card_code_has_ten_letters_of_which_none_looks_like_another():
    assert set("".join(new_card_code() for _ in range(200))) <= set(ALPHABET)
    assert not set(ALPHABET) & set("O0I1LZ2S5B8UV")
    assert len(new_card_code()) == 10


def test_two_at_once_use_a_code_once(either):
    with either.transaction() as session:
        issued = send(session)
    together = threading.Barrier(8)

    def use(_):
        together.wait(timeout=30)
        with either.transaction() as session:
            return redeem(session, issued.code) is not None

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(use, range(8))) == [False] * 7 + [True]


def test_guessing_in_parallel_has_five_tries_all_the_same(either):
    with either.transaction() as session:
        issued = send(session)
    together = threading.Barrier(8)

    def guess(_):
        together.wait(timeout=30)
        with either.transaction() as session:
            return redeem(session, other_than(issued.code))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(guess, range(8))) == [None] * 8
    with either.transaction() as session:
        assert session.scalars(select(OneTimeCode.tries)).one() == 5
        assert redeem(session, issued.code) is None


def test_asking_in_parallel_sends_five(either):
    together = threading.Barrier(8)

    def ask(_):
        together.wait(timeout=30)
        try:
            with either.transaction() as session:
                return bool(send(session))
        except TooOften:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(8))) == 5


def test_two_people_at_one_shared_address_have_codes_of_their_own(session, make_learner):
    made = [make_learner(), make_learner()]
    aoi, yui = (session.merge(learner) for learner in made)
    assert isinstance(aoi, Learner)
    first = send(session, learner=aoi, purpose=Purpose.RESET_PASSWORD)
    send(session, learner=yui, purpose=Purpose.RESET_PASSWORD)
    at = (Purpose.RESET_PASSWORD, ADDRESS, first.code, NOON)
    assert redeem_code(session, *at, key=KEY, learner=aoi) is not None

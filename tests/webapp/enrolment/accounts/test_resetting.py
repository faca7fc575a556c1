"""A forgotten password is set anew by two proofs, never by a mailbox alone; nobody learns who has an account."""

import re

import pytest
from sqlalchemy import event, func, select

from tests.webapp.conftest import NOON
from webapp.enrolment.accounts import codes, second_factor
from webapp.enrolment.accounts.models import OneTimeCode
from webapp.enrolment.accounts.password_rules import UnfitPassword
from webapp.enrolment.accounts.recovery import new_recovery_codes
from webapp.enrolment.accounts.resetting import ask_for_reset, reset_password
from webapp.enrolment.models import Learner
from webapp.passwords import is_right

KEY, FACTOR_KEY = b"k" * 32, b"f" * 32
NEW = "雪の大谷を歩きたい春"
FIRST, SECOND = "aoi@example.jp", "aoi@private.example"


@pytest.fixture
def ask(database, mail):
    """Ask for a reset; the codes that went out by it, as {address: code}."""

    def ask(login_id="taki-4827", address=FIRST, at=NOON):
        before = len(mail())
        with database.transaction() as session:
            ask_for_reset(session, login_id, address, at, key=KEY, link="http://x/code")
        return {to: re.search(r"\b\d{6}\b", body)[0] for _, to, body in mail()[before:]}

    return ask


@pytest.fixture
def reset(database):
    def reset(code, proof, login_id="taki-4827", address=FIRST, password=NEW, at=NOON):
        with database.transaction() as session:
            done = reset_password(
                session, login_id, address, code, proof, password, at, key=KEY, factor_key=FACTOR_KEY
            )
        return done is not None

    return reset


def password_of(database, learner):
    with database.sessions() as session:
        return session.get(Learner, learner.id).password_hash


def test_the_codes_of_both_addresses_together_set_a_new_password(database, ask, reset, aoi, mail):
    sent = ask()
    assert set(sent) == {FIRST, SECOND}
    assert reset(sent[FIRST], sent[SECOND])
    assert is_right(password_of(database, aoi), NEW)
    told = [to for template, to, _ in mail() if template == "password_changed"]
    assert set(told) == {FIRST, SECOND}


def test_either_address_may_be_the_one_that_is_typed(ask, reset, aoi):
    sent = ask(address=SECOND)
    assert reset(sent[SECOND], sent[FIRST], address=SECOND)


def test_one_mailbox_alone_never_sets_a_password(database, ask, reset, aoi):
    sent = ask()
    for proof in ("", sent[FIRST], "000000"):
        if proof != sent[SECOND]:
            assert not reset(sent[FIRST], proof)
    assert password_of(database, aoi) == aoi.password_hash


def test_a_person_with_one_address_needs_a_recovery_code_with_it(database, ask, reset, make_learner):
    make_learner(login_id="kumo-2222", email=FIRST, email_confirmed_at=NOON)
    with database.transaction() as session:
        kumo = session.scalars(select(Learner).filter_by(login_id="kumo-2222")).one()
        papers = new_recovery_codes(session, kumo, NOON, key=KEY)
    sent = ask("kumo-2222")
    assert set(sent) == {FIRST}
    assert not reset(sent[FIRST], sent[FIRST], "kumo-2222")
    assert reset(sent[FIRST], papers[3], "kumo-2222")
    again = ask("kumo-2222")
    assert not reset(again[FIRST], papers[3], "kumo-2222")
    assert reset(again[FIRST], papers[4].lower(), "kumo-2222")


def test_an_app_is_a_proof_as_well_and_each_of_its_codes_once(database, ask, reset, aoi):
    import pyotp

    with database.transaction() as session:
        factor = second_factor.begin(session, session.get(Learner, aoi.id), key=FACTOR_KEY)
        totp = pyotp.TOTP(second_factor.secret_of(factor, key=FACTOR_KEY))
        factor.confirmed_at = NOON
    sent = ask()
    assert reset(sent[FIRST], totp.at(NOON))
    sent = ask()
    assert not reset(sent[FIRST], totp.at(NOON), password=NEW + "2")


@pytest.mark.parametrize("said_so", [True, False])
def test_two_mailboxes_that_others_read_too_prove_nothing(database, ask, reset, aoi, make_learner, said_so):
    make_learner(email=SECOND)
    if said_so:
        with database.transaction() as session:
            session.get(Learner, aoi.id).email_is_shared = True
    else:
        make_learner(second_email=FIRST)
    sent = ask()
    assert not reset(sent[FIRST], sent[SECOND])
    assert password_of(database, aoi) == aoi.password_hash


def test_a_shared_mailbox_and_a_private_one_are_enough(database, ask, reset, aoi, make_learner):
    make_learner(email=FIRST)
    sent = ask()
    assert reset(sent[FIRST], sent[SECOND])


def test_an_address_that_was_never_confirmed_gets_no_code(ask, make_learner):
    make_learner(login_id="kumo-2222", email=FIRST)
    assert ask("kumo-2222") == {}


def test_a_password_that_may_not_be_one_uses_nothing_up(ask, reset, aoi):
    sent = ask()
    with pytest.raises(UnfitPassword):
        reset(sent[FIRST], sent[SECOND], password="short")
    assert reset(sent[FIRST], sent[SECOND])
    assert not reset(sent[FIRST], sent[SECOND])


def test_the_second_proof_is_not_guessed_behind_a_right_code(ask, reset, aoi):
    sent = ask()
    for guess in range(5):
        assert not reset(sent[FIRST], f"wrong {guess}")
    assert not reset(sent[FIRST], sent[SECOND])


def test_one_persons_codes_open_no_other_account(ask, reset, aoi, make_learner):
    make_learner(login_id="kumo-2222", email=FIRST, email_confirmed_at=NOON)
    sent = ask()
    assert not reset(sent[FIRST], sent[SECOND], "kumo-2222")


def test_no_more_than_five_go_to_a_mailbox_in_an_hour(ask, aoi):
    assert [len(ask()) for _ in range(7)] == [2] * 5 + [0] * 2


class Work:
    """Counts what takes time: statements sent to the database, keyed hashes, steps of the app."""

    def __init__(self, database, monkeypatch):
        self.statements, self.hashes, self.steps = [], 0, 0
        event.listen(database.engine, "before_cursor_execute", self.see)
        hash_code, matching = codes.hash_code, second_factor._matching_step

        def count_hash(*arguments):
            self.hashes += 1
            return hash_code(*arguments)

        def count_steps(*arguments):
            self.steps += 1
            return matching(*arguments)

        monkeypatch.setattr(codes, "hash_code", count_hash)
        monkeypatch.setattr("webapp.enrolment.accounts.recovery.hash_code", count_hash)
        monkeypatch.setattr(second_factor, "_matching_step", count_steps)

    def see(self, _connection, _cursor, statement, *_):
        self.statements.append(statement.split()[0])

    def of(self, action):
        self.statements, self.hashes, self.steps = [], 0, 0
        action()
        return sorted(self.statements), self.hashes, self.steps


@pytest.fixture
def work(database, monkeypatch):
    return Work(database, monkeypatch)


UNKNOWN = [("nobody-2222", FIRST), ("taki-4827", "another@example.jp"), ("nobody-2222", "another@example.jp")]


@pytest.mark.parametrize(("login_id", "address"), UNKNOWN)
def test_asking_costs_the_same_for_whom_nobody_knows(work, ask, database, aoi, login_id, address):
    def writes(done):
        return {kind: done[0].count(kind) for kind in ("INSERT", "UPDATE", "DELETE", "SAVEPOINT")}

    unknown = work.of(lambda: ask(login_id, address))
    known = work.of(ask)
    assert writes(unknown) == writes(known)
    assert unknown[1:] == known[1:]
    with database.sessions() as session:  # of what was written for nobody nothing stays
        assert session.scalar(select(func.count()).select_from(OneTimeCode)) == 2


@pytest.mark.parametrize(("login_id", "address"), UNKNOWN)
def test_a_wrong_answer_costs_the_same_for_whom_nobody_knows(work, ask, reset, aoi, login_id, address):
    ask()
    known = work.of(lambda: reset("wrong", "wrong"))
    unknown = work.of(lambda: reset("wrong", "wrong", login_id, address))
    assert known[1:] == unknown[1:] == (3, 1)
    assert known[0].count("SELECT") == unknown[0].count("SELECT")

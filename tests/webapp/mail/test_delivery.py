"""配達: a real conversation with a server that takes, defers, refuses, keeps silent or hangs up; on both databases."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.webapp.mail.conftest import NOW
from webapp.mail import delivery
from webapp.mail.carriers import Deferred, Post
from webapp.mail.delivery import PAUSES, NotPossible, send_again
from webapp.mail.models import Message, MessageState, Problem
from webapp.mail.postman import Postman, delivering
from webapp.mail.stopping import stop
from webapp.mail_server import MailServer, Tls

both = pytest.mark.parametrize(
    "engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)


@both
def test_a_message_that_is_taken_arrives_whole_and_once(queue_mail, make_round, beside, look):
    sent = queue_mail()
    assert make_round()
    assert make_round()
    (taken,) = beside.taken
    assert (taken.sender, taken.recipients) == ("kouza@example.ac.jp", ["aoi@example.jp"])
    assert taken.message["Subject"] == "受講が決まりました（初級（夜間） 第2期）"
    assert taken.text == look(sent).body
    assert (look(sent).state, look(sent).sent_at, look(sent).problem) == (MessageState.SENT, NOW, None)


def test_many_go_over_one_connection(queue_mail, make_round, beside):
    for _ in range(20):
        queue_mail()
    make_round()
    assert (len(beside.taken), beside.connections) == (20, 1)


def test_a_line_with_a_single_dot_does_not_end_the_message(queue_mail, make_round, beside):
    queue_mail("announcement", values={"text": "一\n.\n二"})
    make_round()
    assert "一\n.\n二" in beside.taken[0].text


@both
def test_what_is_deferred_is_tried_after_growing_pauses_for_a_day_and_then_fails(
    queue_mail, make_round, beside, look, clock
):
    beside.does.recipient = "451 4.7.1 try later"
    sent = queue_mail()
    at = NOW
    for number, pause in enumerate(PAUSES, start=1):
        make_round()
        at += pause
        assert (look(sent).state, look(sent).next_try_at) == (MessageState.QUEUED, at)
        assert (look(sent).problem, look(sent).answer) == (Problem.NOT_TAKEN, "451 4.7.1 try later")
        clock.now = at - timedelta(seconds=1)
        make_round()
        assert look(sent).tries == number
        clock.now = at
    make_round()
    assert (look(sent).state, look(sent).tries) == (MessageState.FAILED, len(PAUSES) + 1)
    assert timedelta(hours=20) < at - NOW < timedelta(hours=28)
    assert list(PAUSES) == sorted(PAUSES)


@both
@pytest.mark.parametrize("step", ["recipient", "data"])
def test_what_is_refused_for_ever_fails_at_once_with_the_servers_words(
    queue_mail, make_round, beside, look, step, caplog
):
    setattr(beside.does, step, "550 5.1.1 aoi@example.jp unknown")
    sent = queue_mail()
    make_round()
    assert (look(sent).state, look(sent).tries, look(sent).problem) == (
        MessageState.FAILED,
        1,
        Problem.REFUSED,
    )
    assert look(sent).answer == "550 5.1.1 aoi@example.jp unknown"
    assert "example.jp" not in caplog.text


def test_a_refused_address_keeps_nobody_elses_message(queue_mail, make_round, beside, look):
    beside.does.refused = frozenset({"gone@example.jp"})
    queue_mail(address="gone@example.jp")
    other = queue_mail()
    make_round()
    assert look(other).state is MessageState.SENT
    assert len(beside.taken) == 1


def test_an_address_that_is_none_fails_without_a_word_to_the_server(queue_mail, make_round, beside, look):
    sent = queue_mail(address="a@example.jp, b@example.jp")
    make_round()
    assert (look(sent).state, look(sent).problem) == (MessageState.FAILED, Problem.NO_ADDRESS)
    assert beside.connections == 0


@pytest.mark.parametrize(
    ("step", "answer"),
    [("greeting", "554 not today"), ("greeting", "hang"), ("greeting", "drop"), ("sender", "550 not from you"),
     ("sender", "421 closing"), ("recipient", "hang"), ("recipient", "421 closing"), ("data", "hang"), ("data", "drop")],
)  # fmt: skip
def test_a_server_that_cannot_be_used_ends_the_round_and_fails_nobodys_message(
    queue_mail, make_round, beside, look, clock, step, answer
):
    setattr(beside.does, step, answer)
    first, second = queue_mail(), queue_mail()
    assert not make_round(timeout=0.3)
    assert (look(first).state, look(first).problem) == (MessageState.QUEUED, Problem.NO_SERVER)
    assert (look(second).tries, look(second).problem) == (0, None)
    setattr(beside.does, step, "220 ready" if step == "greeting" else "250 ok")
    clock.now += PAUSES[0]
    assert make_round()
    assert {look(first).state, look(second).state} == {MessageState.SENT}
    assert len({taken.message["Message-ID"] for taken in beside.taken}) == 2


def test_where_nobody_listens_the_message_waits(queue_mail, settings, database, clock, look):
    sent = queue_mail()
    nobody = replace(settings, smtp=MailServer("127.0.0.1", "kouza@example.ac.jp", 1, Tls.OFF))
    assert not Postman(nobody, database, clock=clock).round(threading.Event())
    assert (look(sent).state, look(sent).problem, look(sent).answer) == (
        MessageState.QUEUED,
        Problem.NO_SERVER,
        "ConnectionRefusedError",
    )


def test_a_server_without_encryption_gets_neither_password_nor_message(
    queue_mail, settings, database, clock, beside, look
):
    sent = queue_mail()
    server = MailServer("127.0.0.1", "kouza@example.ac.jp", beside.port, Tls.STARTTLS, "kouza", "hunter2")
    assert not Postman(replace(settings, smtp=server), database, clock=clock).round(threading.Event())
    assert (beside.signed_in, beside.taken) == ([], [])
    assert look(sent).state is MessageState.QUEUED


def test_the_post_signs_in_and_a_wrong_password_fails_no_message(
    queue_mail, settings, database, clock, beside, look
):
    sent = queue_mail()
    beside.does.sign_in = "535 no"
    # As behind a tunnel of one's own; settings refuse a password without encryption.
    server = MailServer("127.0.0.1", "kouza@example.ac.jp", beside.port, Tls.OFF, "kouza", "hunter2")
    postman = Postman(replace(settings, smtp=server), database, clock=clock)
    assert not postman.round(threading.Event())
    assert (look(sent).state, look(sent).answer) == (MessageState.QUEUED, "535 no")
    beside.does.sign_in = "235 welcome"
    clock.now += PAUSES[0]
    assert postman.round(threading.Event())
    assert beside.signed_in[-1] == ["kouza", "hunter2"]


@both
def test_what_a_dead_process_had_claimed_is_sent_after_the_lease_under_the_same_name(
    queue_mail, make_round, database, beside, look, clock
):
    sent = queue_mail()
    with database.transaction() as session:
        assert delivery.claim(session, NOW).id == sent
    make_round()
    assert beside.taken == []
    clock.now = NOW + delivery.LEASE
    make_round()
    assert (len(beside.taken), look(sent).tries) == (1, 2)


@both
def test_who_comes_back_after_the_lease_changes_nothing_any_more(queue_mail, database, look):
    sent = queue_mail()
    with database.transaction() as session:
        late = delivery.claim(session, NOW)
    with database.transaction() as session:
        delivery.claim(session, NOW + delivery.LEASE)
    with database.transaction() as session:
        failure = Deferred(Problem.NOT_TAKEN)
        delivery.keep_outcome(session, late, MessageState.SENT, failure, NOW + delivery.LEASE)
    assert (look(sent).problem, look(sent).next_try_at) == (None, NOW + 2 * delivery.LEASE)


def test_a_message_whose_sender_dies_each_time_fails_in_the_end(queue_mail, database, look):
    sent, at = queue_mail(), NOW
    for _ in range(len(PAUSES) + 2):
        with database.transaction() as session:
            delivery.claim(session, at)
        at += delivery.LEASE
    assert look(sent).state is MessageState.FAILED


@both
def test_several_postmen_send_each_message_once(
    queue_mail, settings, database, server, beside, all_messages, clock
):
    for number in range(40):
        queue_mail(address=f"person{number}@example.jp")
    settings = replace(settings, smtp=server)
    with ThreadPoolExecutor(4) as postmen:
        rounds = [
            postmen.submit(Postman(settings, database, Post(server), clock).round, threading.Event())
            for _ in range(4)
        ]
        assert all(each.result(60) for each in rounds)
    assert sorted(taken.recipients[0] for taken in beside.taken) == sorted(
        f"person{n}@example.jp" for n in range(40)
    )
    assert {(message.state, message.tries) for message in all_messages()} == {(MessageState.SENT, 1)}


@both
def test_codes_overtake_everything_else(queue_mail, make_round, beside):
    queue_mail("announcement", address="later@example.jp")
    queue_mail("reset_password", address="first@example.jp")
    make_round()
    assert [taken.recipients[0] for taken in beside.taken] == ["first@example.jp", "later@example.jp"]


def test_a_code_is_not_sent_when_it_is_dead(queue_mail, make_round, beside, look, clock, database):
    sent = queue_mail("confirm_email")
    clock.now = NOW + timedelta(minutes=30)
    make_round()
    assert beside.taken == []
    assert (look(sent).state, look(sent).problem) == (MessageState.FAILED, Problem.TOO_LATE)
    assert "123456" not in look(sent).body
    with database.transaction() as session, pytest.raises(NotPossible):
        send_again(session, session.get(Message, sent), clock.now)


@both
def test_who_switched_announcements_off_gets_none_but_all_that_is_essential(
    queue_mail, make_round, beside, look, database
):
    with database.transaction() as session:
        stop(session, "Aoi@Example.jp", NOW)
    dropped, essential = queue_mail("announcement", address="AOI@example.jp"), queue_mail("meeting_cancelled")
    make_round()
    assert look(dropped).state is MessageState.DROPPED
    assert look(essential).state is MessageState.SENT
    assert len(beside.taken) == 1


@both
def test_what_failed_is_sent_again_when_somebody_says_so(
    queue_mail, make_round, beside, look, database, clock
):
    beside.does.refused = frozenset({"aoi@example.jp"})
    sent = queue_mail()
    make_round()
    beside.does.refused = frozenset()
    with database.transaction() as session:
        send_again(session, session.get(Message, sent), clock.now)
    with database.transaction() as session, pytest.raises(NotPossible):
        send_again(session, session.get(Message, sent), clock.now)
    make_round()
    assert (look(sent).state, look(sent).problem, look(sent).answer) == (MessageState.SENT, None, "")


@pytest.mark.parametrize("template", ["reset_password", "approval_asked"])
def test_once_sent_a_code_or_a_personal_link_is_gone_from_the_database(
    queue_mail, make_round, beside, look, template
):
    sent = queue_mail(template)
    secret = "123456" if template == "reset_password" else "approval/sample"
    assert secret in look(sent).body
    make_round()
    assert secret in beside.taken[0].text
    assert secret not in look(sent).body
    assert secret not in look(sent).covered


def test_a_refused_link_that_still_holds_can_be_sent_again(
    queue_mail, make_round, beside, look, database, clock
):
    beside.does.data = "554 no"
    sent = queue_mail("approval_asked")
    make_round()
    beside.does.data = "250 ok"
    with database.transaction() as session:
        send_again(session, session.get(Message, sent), clock.now)
    make_round()
    assert "approval/sample" in beside.taken[0].text


def test_the_thread_delivers_and_a_silent_server_does_not_hold_up_the_end(
    queue_mail, settings, database, server, beside, look
):
    settings = replace(settings, smtp=server)
    sent = queue_mail()
    with delivering(settings, database):
        until(lambda: look(sent).state is MessageState.SENT)
        beside.does.data = "hang"
        silent = queue_mail()
        until(lambda: look(silent).tries == 1)
        begun = time.monotonic()
    assert time.monotonic() - begun < 10


def test_a_round_that_fails_is_not_the_last(
    queue_mail, settings, database, server, look, monkeypatch, caplog
):
    monkeypatch.setattr("webapp.mail.postman.LOOK_EVERY", 0.01)
    calls = []

    def fail_once(session, at):
        calls.append(at)
        if len(calls) == 1:
            raise KeyError("once")
        return claim(session, at)

    claim = delivery.claim
    monkeypatch.setattr("webapp.mail.postman.claim", fail_once)
    sent = queue_mail()
    with delivering(replace(settings, smtp=server), database):
        until(lambda: look(sent).state is MessageState.SENT)
    assert "KeyError" in caplog.text


def until(holds, within=20):
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if holds():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come about")


@both
def test_nothing_is_kept_of_a_message_that_is_to_be_forgotten(queue_mail, make_round, beside, look):
    sent = queue_mail("check_mail")
    make_round()
    assert beside.taken[0].recipients == ["aoi@example.jp"]
    assert look(sent) is None


def test_nor_where_it_was_refused_or_came_too_late(queue_mail, make_round, beside, look):
    beside.does.recipient = "550 5.1.1 nobody"
    refused = queue_mail("check_mail")
    late = queue_mail("check_mail", at=NOW - timedelta(hours=1))
    make_round()
    assert [look(refused), look(late)] == [None, None]


def test_while_it_is_tried_again_it_is_still_there(queue_mail, make_round, beside, look):
    beside.does.recipient = "451 4.7.1 try later"
    sent = queue_mail("check_mail")
    make_round()
    assert look(sent).state is MessageState.QUEUED

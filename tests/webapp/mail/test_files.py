"""Without a mail server: whole files that only the operator reads, and the truth about what became of the message."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from tests.webapp.mail.conftest import NOW
from webapp.mail.models import MessageState, Problem


@pytest.fixture
def demo(settings):
    return replace(settings, demo=True)


def test_a_message_becomes_a_file_for_its_owner_alone(queue_mail, make_round, settings, look):
    sent = queue_mail("announcement")
    assert make_round(smtp=False)
    (file,) = settings.mail.iterdir()
    assert file.name == f"{sent:08d}.eml"
    assert file.stat().st_mode & 0o777 == 0o600
    assert settings.mail.stat().st_mode & 0o777 == 0o700
    read = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (read["To"], read["Auto-Submitted"]) == ("aoi@example.jp", "auto-generated")
    assert read.get_content() == look(sent).body or "stop/sample" in read.get_content()
    assert (look(sent).state, look(sent).sent_at) == (MessageState.WRITTEN, NOW)


def test_the_stop_address_in_a_file_leads_to_this_platform(queue_mail, make_round, settings):
    queue_mail("announcement")
    make_round(smtp=False, settings=replace(settings, url="https://tateyama.example"))
    (file,) = settings.mail.iterdir()
    read = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert read["List-Unsubscribe"].startswith("<https://tateyama.example/services/tateyama/mail/stop/")


def test_a_second_try_replaces_the_same_file(queue_mail, make_round, settings, database, clock):
    sent = queue_mail()
    settings.mail.mkdir(mode=0o700)
    (settings.mail / f"{sent:08d}.tmp").write_text("half of one, from a process that died")
    make_round(smtp=False)
    assert [file.suffix for file in settings.mail.iterdir()] == [".eml"]


def test_a_folder_that_cannot_be_written_fails_nothing(queue_mail, make_round, settings, look):
    sent = queue_mail()
    settings.mail.write_text("a file where the folder should be")
    assert not make_round(smtp=False)
    assert (look(sent).state, look(sent).problem) == (MessageState.QUEUED, Problem.NO_SERVER)


def test_the_demo_keeps_the_code_for_the_page_that_is_its_only_mailbox(queue_mail, make_round, demo, look):
    sent = queue_mail("reset_password")
    make_round(smtp=False, settings=demo)
    assert "123456" in look(sent).body


def test_outside_the_demo_the_code_is_in_the_operators_file_alone(queue_mail, make_round, settings, look):
    sent = queue_mail("reset_password")
    make_round(smtp=False)
    assert "123456" not in look(sent).body
    assert "123456" in (settings.mail / f"{sent:08d}.eml").read_text()

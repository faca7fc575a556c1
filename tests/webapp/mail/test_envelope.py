"""封筒: headers as mail wants them, and nothing that somebody typed becomes one."""

from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webapp.mail.conftest import NOW
from webapp.mail.envelope import NOBODY, NoAddress, envelope
from webapp.mail.models import Message
from webapp.mail.outbox import write
from webapp.mail.templates import TEMPLATES

SENDER = "講座事務局 <kouza@example.ac.jp>"
STOP = f"https://tateyama.example/mail/stop/{'aB_-.' * 60}"
HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"]
OF_THE_TEXT = ["Content-Type", "Content-Transfer-Encoding", "MIME-Version"]


def message(**given):
    known = {
        "id": 17, "address": "aoi@example.jp", "subject": "受講が決まりました", "body": "本文です。\n", "language": "ja",
        "essential": True, "queued_at": NOW,
    }  # fmt: skip
    return Message(**{**known, **given})


def as_read(made):
    return message_from_bytes(made.as_bytes(), policy=policy.default)


def test_a_message_has_the_headers_of_one_that_a_machine_wrote():
    made = envelope(message(), SENDER, STOP)
    read = as_read(made)
    assert read.keys() == HEADERS + OF_THE_TEXT
    assert read["From"] == SENDER
    assert read["To"] == "aoi@example.jp"
    assert read["Subject"] == "受講が決まりました"
    assert read["Date"] == "Tue, 24 Nov 2026 12:00:00 +0900"
    assert read["Message-ID"] == "<17.1795489200@example.ac.jp>"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read.get_content() == "本文です。\r\n"
    assert made.as_bytes().isascii()


def test_what_is_not_essential_can_be_switched_off_by_the_mail_program():
    made = envelope(message(essential=False), SENDER, STOP)
    # As it stands in the bytes: a folded or encoded address is one that mail programs do not follow.
    assert f"\r\nList-Unsubscribe: <{STOP}>\r\n".encode() in made.as_bytes()
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in made.as_bytes()


def test_a_file_can_be_read_as_it_is():
    assert "本文です。".encode() in envelope(message(), NOBODY, STOP, readable=True).as_bytes()


@pytest.mark.parametrize(
    "address",
    ["", "aoi", "a@b, c@d", "a@b\r\nBcc: x@y", "a@b\nBcc: x@y", "葵@example.jp", "aoi@例え.jp", "a b@example.jp", "<a@b>",
     "a@b@c", "a@b (x)", "a@b>", "a@-b", "a@b-", f"{'a' * 65}@b", "a@b\x00", " a@b"],
)  # fmt: skip
def test_what_is_not_one_plain_address_goes_nowhere(address):
    with pytest.raises(NoAddress):
        envelope(message(address=address), SENDER, STOP)


@given(st.text(), st.text())
def test_nothing_typed_becomes_a_header_or_ends_the_text(name, reason):
    values = {**TEMPLATES["not_selected"].sample, "name": name, "offering": name, "reason": reason}
    written = write("not_selected", "ja", values)
    made = envelope(message(subject=written.subject[:300], body=written.body), SENDER, STOP)
    read = as_read(made)
    assert read.keys() == HEADERS + OF_THE_TEXT
    assert read["To"] == "aoi@example.jp"
    assert read.get_content().splitlines() == written.body.splitlines()
    assert all(len(line) <= 998 for line in made.as_bytes().splitlines())


@given(st.text(alphabet="\r\n:aB あ\x0b\x0c\x1c\x85\u2028", min_size=1))
def test_line_breaks_of_every_kind_stay_out_of_the_subject(name):
    written = write("withdrawn", "ja", {"name": "葵", "offering": f"x{name}Bcc: all@example.jp"})
    assert len(written.subject.splitlines()) == 1
    assert (
        as_read(envelope(message(subject=written.subject[:300]), SENDER, STOP)).keys()
        == HEADERS + OF_THE_TEXT
    )

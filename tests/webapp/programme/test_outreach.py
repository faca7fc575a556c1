"""Contacts have codes that nobody misreads, and openings are counted by the day in Japan."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.webapp.participation.classroom import on_both_databases
from webapp.programme.outreach.codes import LENGTH, LETTERS, new_code, read_code
from webapp.programme.outreach.models import Outreach, OutreachOpening
from webapp.programme.outreach.opening import count_opening, is_machine
from webapp.programme.outreach.recording import record_outreach

LATE = datetime(2026, 3, 31, 14, 59, tzinfo=UTC)  # 23:59 in Japan
NEXT = datetime(2026, 3, 31, 15, 0, tzinfo=UTC)


@pytest.fixture
def contact(database, make_partner):
    host = make_partner()
    with database.transaction() as session:
        return record_outreach(
            session,
            host=session.merge(host),
            made_on=date(2027, 3, 31),
            channel="web",
            what="掲載",
            by=None,
            at=LATE,
        )


def test_a_code_can_be_read_aloud_and_typed():
    assert not set(LETTERS) & set("0o1il")
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(read_code(f" {code.upper()} ") == code and len(code) == LENGTH for code in codes)


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_code_of_ours_or_none(typed):
    read = read_code(typed)
    assert read is None or (len(read) == LENGTH and set(read) <= set(LETTERS))


@on_both_databases
def test_a_contact_belongs_to_the_year_of_its_day(contact):
    assert contact.fiscal_year == 2026


def test_a_channel_that_no_form_knows_is_refused(session, make_partner):
    with pytest.raises(ValueError, match="smoke"):
        record_outreach(
            session,
            host=make_partner("x"),
            made_on=date(2026, 4, 1),
            channel="smoke",
            what="",
            by=None,
            at=LATE,
        )


@on_both_databases
def test_the_same_code_twice_is_one_contact(database, contact):
    with database.transaction() as session:
        again = record_outreach(
            session, host=session.merge(contact.host), made_on=date(2026, 4, 1), channel="mail", what="別",
            code=contact.code, by=None, at=NEXT,
        )  # fmt: skip
        assert again.id == contact.id
        assert len(session.scalars(select(Outreach)).all()) == 1


@on_both_databases
def test_openings_add_up_by_the_day_in_japan(database, contact):
    for at in (LATE, LATE, NEXT):
        with database.transaction() as session:
            count_opening(session, session.merge(contact), at)
    with database.sessions() as session:
        days = {row.day: row.times for row in session.scalars(select(OutreachOpening))}
    assert days == {date(2026, 3, 31): 2, date(2026, 4, 1): 1}


def test_a_browser_is_a_person_and_what_says_otherwise_is_not():
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
    assert not is_machine(phone)
    assert not is_machine("Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36")
    assert is_machine(phone, "prefetch")
    assert is_machine("Mozilla/5.0 (compatible; bingbot/2.0)")
    assert is_machine(" ")

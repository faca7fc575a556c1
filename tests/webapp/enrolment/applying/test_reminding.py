"""Who was offered a seat is asked once more, a day before it goes to the next."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.webapp.enrolment.applying.conftest import APRIL
from webapp.enrolment.applying.operations import reply, take_back
from webapp.enrolment.applying.reminding import remind_of_replies
from webapp.mail.models import Message
from webapp.participation import rounds

REPLY_BY = APRIL + timedelta(hours=72)


@pytest.fixture
def offered(room, database):
    """An application to which the only seat was offered at noon of the first day."""
    found = room(capacity=1)
    with database.transaction() as session:
        first = found.somebody_applies(session)
        second = found.somebody_applies(session, email="next@example.jp")
        take_back(session, first, APRIL)
        assert second.reply_by == REPLY_BY
    return second


def reminded(database, at):
    """The reminders that are there after a look at this moment."""
    rounds.remind(database, at)
    with database.sessions() as session:
        return session.scalars(select(Message).where(Message.template == "reminder_to_reply")).all()


def test_a_day_before_the_time_is_over_one_reminder_goes_out(offered, database):
    assert reminded(database, REPLY_BY - timedelta(hours=25)) == []
    (mail,) = reminded(database, REPLY_BY - timedelta(hours=24))
    assert mail.address == "next@example.jp"
    assert "まだお返事をいただいておりません" in mail.body
    assert len(reminded(database, REPLY_BY - timedelta(hours=1))) == 1


def test_who_has_replied_is_left_in_peace(offered, database):
    with database.transaction() as session:
        reply(session, session.merge(offered), True, APRIL + timedelta(hours=1))
    assert reminded(database, REPLY_BY - timedelta(hours=3)) == []


def test_who_was_only_just_asked_is_left_in_peace(room, database):
    found = room(capacity=1, reply_hours=8)
    with database.transaction() as session:
        first = found.somebody_applies(session)
        found.somebody_applies(session, email="next@example.jp")
        take_back(session, first, APRIL)
    assert reminded(database, APRIL + timedelta(hours=1)) == []


def test_who_has_no_address_reads_it_on_their_page(room, database):
    found = room(capacity=1)
    with database.transaction() as session:
        first = found.somebody_applies(session)
        found.somebody_applies(session)
        take_back(session, first, APRIL)
        assert remind_of_replies(session, REPLY_BY - timedelta(hours=2)) == 0

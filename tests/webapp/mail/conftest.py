"""An outbox, a mail server that does as it is told, and a postman between the two, on either database."""

import threading
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest
from sqlalchemy import select

from tests.webapp.mail.small_mail_server import small_mail_server
from webapp.mail.carriers import Folder, Post
from webapp.mail.envelope import NOBODY
from webapp.mail.models import Message
from webapp.mail.outbox import send
from webapp.mail.postman import Postman
from webapp.mail.templates import TEMPLATES
from webapp.mail_server import MailServer, Tls

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def queue_mail(database):
    """Put a message into the outbox, with the template's sample values, and return its id."""
    numbers = count(1)

    def queue_mail(template="accepted", address="aoi@example.jp", language="ja", at=NOW, **given):
        values = {**TEMPLATES[template].sample, **given.pop("values", {})}
        key = given.pop("key", f"key-{next(numbers)}")
        with database.transaction() as session:
            return send(session, template, address, language, values, at, key=key, **given).id

    return queue_mail


@pytest.fixture
def look(database):
    def look(message_id):
        with database.sessions() as session:
            return session.get(Message, message_id)

    return look


@pytest.fixture
def all_messages(database):
    def all_messages():
        with database.sessions() as session:
            return session.scalars(select(Message).order_by(Message.id)).all()

    return all_messages


@pytest.fixture
def beside():
    with small_mail_server() as beside:
        yield beside


@pytest.fixture
def server(beside):
    return MailServer("127.0.0.1", "講座事務局 <kouza@example.ac.jp>", beside.port, Tls.OFF)


@pytest.fixture
def clock():
    """A clock that stands still until it is set."""

    class Clock:
        now = NOW

        def __call__(self):
            return self.now

    return Clock()


@pytest.fixture
def make_round(settings, database, server, clock):
    """One round of a postman with the mail server, or without one."""

    def make_round(*, smtp=True, timeout=5, settings=settings):
        settings = replace(settings, smtp=server if smtp else None)
        carrier = Post(settings.smtp, timeout) if smtp else Folder(settings.mail, NOBODY)
        return Postman(settings, database, carrier, clock).round(threading.Event())

    return make_round

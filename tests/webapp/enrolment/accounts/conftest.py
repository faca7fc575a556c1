"""People with addresses and passwords, on either database."""

import pytest
from sqlalchemy import select

from tests.webapp.conftest import NOON
from webapp import schema
from webapp.db import Database
from webapp.mail.models import Message
from webapp.passwords import hash_password

PASSWORD = "青い山と白い雪がきれい"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def either(request, tmp_path):
    """A database of each kind, in its newest shape."""
    sqlite = f"sqlite:///{tmp_path / 'accounts.sqlite'}"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgresql")
    database = Database(url)
    schema.upgrade(database.engine)
    yield database
    database.close()


@pytest.fixture
def aoi(make_learner):
    """Somebody with two confirmed addresses."""
    return make_learner(
        login_id="taki-4827",
        password_hash=hash_password(PASSWORD),
        email="aoi@example.jp",
        email_confirmed_at=NOON,
        second_email="aoi@private.example",
        second_email_confirmed_at=NOON,
    )


@pytest.fixture
def mail(database):
    """The messages that were sent, as (template, address, body), in their order."""

    def sent():
        with database.sessions() as session:
            messages = session.scalars(select(Message).order_by(Message.id))
            return [(message.template, message.address, message.body) for message in messages]

    return sent

"""Somebody who has completed, and what certificates are issued with."""

from datetime import UTC, datetime

import pytest

from tests.webapp.participation.completing.conftest import (  # noqa: F401 - fixtures
    _follows,
    attend,
    enrol,
    offering,
)
from webapp import create_app
from webapp.enrolment.models import Enrolment
from webapp.participation.certificates.issuing import Press, issue

AT = datetime(2026, 8, 3, 3, 0, tzinfo=UTC)


@pytest.fixture
def app(settings, database):
    app = create_app(settings)
    app.testing = True
    yield app
    app.extensions["database"].close()
    app.extensions["hub"].close()


@pytest.fixture
def press(settings):
    return Press(settings.link("/c/"), settings.releases, False)


@pytest.fixture
def completed(enrol, attend):  # noqa: F811
    """An enrolment of somebody of this name, completed by six classes of eight."""

    def completed(name="髙﨑 太郎", kana="たかさき たろう", **given):
        enrolment = enrol(name=name, name_kana=kana, **given)
        attend(enrolment, 1, 2, 3, 4, 5, 6)
        return enrolment

    return completed


@pytest.fixture
def certify(database, press):
    def certify(enrolment, at=AT):
        with database.transaction() as session:
            return issue(session, session.get(Enrolment, enrolment.id), press, at)

    return certify

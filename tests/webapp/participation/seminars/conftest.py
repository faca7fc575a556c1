"""A partner with a seminar today, its coordinator, and pages without the classroom."""

from datetime import UTC, datetime

import pytest

from webapp import create_app
from webapp.enrolment.models import Role
from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.programme.models import MeetingState, Seminar


@pytest.fixture
def app(settings, database):
    app = create_app(settings)
    yield app
    app.extensions["database"].close()
    app.extensions["hub"].close()


@pytest.fixture
def now():
    """The pages have the real clock."""
    return datetime.now(UTC)


@pytest.fixture
def today(now):
    return japanese_date(now)


@pytest.fixture
def host(make_partner):
    return make_partner()


@pytest.fixture
def coordinator(make_learner, host):
    return make_learner((Role.COORDINATOR, host))


@pytest.fixture
def office(app, client, coordinator, sign_in):
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(client, coordinator)


@pytest.fixture
def make_seminar(database, programme, host, today):
    def make(day=None, **given):
        day = day or today
        with database.transaction() as session:
            known = {
                "programme_id": programme.id, "fiscal_year": FiscalYear.of(day).year, "title_ja": "公開セミナー",
                "title_en": "Open seminar", "host_id": host.id, "held_on": day, "state": MeetingState.PLANNED,
            }  # fmt: skip
            made = Seminar(**known | given)
            session.add(made)
        return made

    return make


@pytest.fixture
def seminar(make_seminar):
    return make_seminar()


@pytest.fixture
def arrival(app, settings):
    """Where a seminar's QR code leads."""
    from webapp.participation.seminars.guest_views import arrival_address

    def arrival(seminar):
        with app.test_request_context("/"):
            return arrival_address(settings.secret_key, seminar.id)

    return arrival

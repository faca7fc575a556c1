"""Frames typed by hand: days in Japan, offerings and enrolments as short as they can be."""

import secrets
import shutil
from datetime import date, datetime

import pytest
from sqlalchemy import create_engine, make_url, select, text

from tests.webapp.days import today
from webapp import create_app
from webapp.db import Database
from webapp.demo import seed_demo
from webapp.enrolment.models import Learner
from webapp.fiscal_year import JAPAN, FiscalYear
from webapp.programme.models import OfferingState
from webapp.reports.facts import EnrolmentFact, OfferingFact, WorkFact, YearFacts
from webapp.reports.period import Period
from webapp.schema import whole_metadata


def _at(text):
    """2026-05-12 or 2026-05-12T18:00, on a clock in Japan."""
    return datetime.fromisoformat(text).replace(tzinfo=JAPAN)


@pytest.fixture(scope="session")
def at():
    return _at


@pytest.fixture(scope="session")
def whole_year():
    """FY2026 once it is over."""
    return Period.of(FiscalYear(2026), _at("2027-06-01"))


@pytest.fixture(scope="session")
def november():
    """FY2026 as it stands on 23 November."""
    return Period.of(FiscalYear(2026), _at("2026-11-23T12:00"))


@pytest.fixture(scope="session")
def an_offering():
    def make(id, state=OfferingState.CLOSED, capacity=10, held="2026-05-12T18:00", ends="2026-07-01"):
        return OfferingFact(
            id=id,
            course_slug="beginner",
            number=id,
            title_ja="初級",
            title_en="Beginner",
            state=state,
            capacity=capacity,
            starts_on=date(2026, 5, 12),
            ends_on=date.fromisoformat(ends),
            first_held_at=_at(held) if held else None,
        )

    return make


@pytest.fixture(scope="session")
def an_enrolment():
    def make(id, offering, person, enrolled="2026-05-01", withdrawn=None, completed=None):
        return EnrolmentFact(
            id=id,
            offering_id=offering,
            learner_id=person,
            enrolled_at=_at(enrolled),
            withdrawn_at=_at(withdrawn) if withdrawn else None,
            completed_at=_at(completed) if completed else None,
        )

    return make


@pytest.fixture
def facts(an_offering, an_enrolment):
    """A closed course, a running one and one called off; person 1 is in both that were held."""
    return YearFacts(
        (
            an_offering(1, capacity=4),
            an_offering(2, state=OfferingState.RUNNING, held="2026-11-03T18:00", ends="2027-01-19"),
            an_offering(3, state=OfferingState.CANCELLED, held=None),
        ),
        (
            an_enrolment(1, 1, 1, completed="2026-07-04T17:00"),
            an_enrolment(2, 1, 2),
            an_enrolment(3, 1, 3, withdrawn="2026-05-20"),
            an_enrolment(4, 2, 1),
            an_enrolment(5, 2, 4, withdrawn="2026-11-01"),
            an_enrolment(6, 3, 5),
        ),
        (WorkFact(4, "b1", 2, 9.0, 12.0),),
    )


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory):
    """A database with the demo as it stands today."""
    file = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    database = Database(f"sqlite:///{file}")
    whole_metadata().create_all(database.engine)
    with database.transaction() as session:
        seed_demo(session, today())
    database.close()
    return file


@pytest.fixture
def demo_app(settings, demo_file):
    """The application on a copy of the demo."""
    shutil.copy(demo_file, settings.data / "tateyama.sqlite")
    app = create_app(settings)
    app.testing = True
    yield app
    app.extensions["database"].close()
    app.extensions["hub"].close()


@pytest.fixture
def demo_session(demo_app):
    with demo_app.extensions["database"].sessions() as session:
        yield session


@pytest.fixture
def demo_client(demo_app, demo_session, sign_in):
    """A browser in which a demo account is signed in."""

    def signed_in(login_id):
        learner = demo_session.scalars(select(Learner).where(Learner.login_id == login_id)).one()
        return sign_in(demo_app.test_client(), learner)

    return signed_in


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_session(request, tmp_path):
    """A database without a row, of each kind."""
    url = f"sqlite:///{tmp_path}/reports.sqlite"
    if request.param == "postgresql":
        address = make_url(request.getfixturevalue("postgresql")).set(drivername="postgresql+psycopg")
        name = f"reports_{secrets.token_hex(4)}"
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        url = address.set(database=name).render_as_string(hide_password=False)
    database = Database(url)
    whole_metadata().create_all(database.engine)
    with database.sessions() as session:
        yield session
    database.close()

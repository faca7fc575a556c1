"""A platform's data folder, an empty database, the application on it, and people to sign in as."""

import logging
import os
import shutil
import tempfile
from datetime import UTC, date, datetime
from functools import partial
from io import StringIO
from itertools import count
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from tests.webapp.shortcuts import compile_once, empty, fill_with_tables, with_every_table
from webapp import create_app, passwords, region
from webapp.auth import HUB_SESSION_COOKIE
from webapp.config import Settings
from webapp.db import Database
from webapp.enrolment.models import Learner, RoleGrant
from webapp.logs import OURS, Json, Text
from webapp.programme.audience import Audience
from webapp.programme.models import Offering, OfferingState, Partner, Programme
from webapp.translations import compile_english

# The whole suite can run as another prefecture: TATEYAMA_TEST_REGION=mihon pytest tests/webapp
region.USUAL = os.environ.get("TATEYAMA_TEST_REGION") or region.USUAL

NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # 12:00 in Japan


@pytest.fixture(scope="session", autouse=True)
def english_words():
    """The pages' English, compiled as `make` does."""
    compile_english()


@pytest.fixture(scope="session", autouse=True)
def compiled_once():
    """Half of what an application costs a test is compiling what the one before has compiled."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        compile_once(monkeypatch)
        yield


@pytest.fixture(autouse=True)
def quickly_hashed(monkeypatch):
    """Argon2 is slow on purpose, at every password; test_passwords.py proves that it is left as slow as it comes."""
    monkeypatch.setattr(passwords, "PasswordHasher", partial(PasswordHasher, time_cost=1, memory_cost=64))


@pytest.fixture(scope="session")
def shared_postgresql(postgresql_cluster):
    """One database for all tests that empty it: a new one for each would copy and delete seven megabytes."""
    return postgresql_cluster.new_database()


@pytest.fixture
def empty_postgresql(shared_postgresql):
    """The address of that database without a row; what the test makes in it goes with the test."""
    yield shared_postgresql
    empty(shared_postgresql)


@pytest.fixture
def engine(request):
    """Which database a test runs on; modules marked `on_both_databases` run on each."""
    return getattr(request, "param", "sqlite")


@pytest.fixture
def settings(engine, request):
    """Under a short path: a unix socket's may have 107 bytes."""
    data = Path(tempfile.mkdtemp(prefix="tateyama-"))
    yield Settings(
        data=data,
        run=data / "run",
        database_url=(
            f"sqlite:///{data / 'tateyama.sqlite'}"
            if engine == "sqlite"
            else request.getfixturevalue("empty_postgresql")
        ),
        hub_token="the-service-token",
        verify_token="the-verify-token",
        secret_key="the-secret-key",
        grading_key="the-grading-key",
        metrics_token="the-metrics-token",
        report_seconds=0,
    )
    shutil.rmtree(data)


@pytest.fixture
def database(settings):
    database = Database(settings.database_url)
    if database.engine.dialect.name == "sqlite":
        with_every_table(Path(database.engine.url.database))
    else:
        fill_with_tables(database.engine)
    yield database
    database.close()


@pytest.fixture
def session(database):
    with database.sessions() as session:
        yield session


@pytest.fixture
def app(settings, database):
    app = create_app(settings)
    app.testing = True
    yield app
    app.extensions["database"].close()
    app.extensions["hub"].close()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def make_learner(database):
    """Make a person, with roles given as (role, partner) pairs."""
    numbers = count(1)

    def make(*roles, **given):
        number = next(numbers)
        known = {
            "hub_user": f"u{number:012x}",
            "login_id": f"person{number}",
            "name": "山田 花子",
            "name_kana": "やまだ はなこ",
            "created_at": NOON,
        }
        with database.transaction() as session:
            learner = Learner(**{**known, **given})
            learner.roles = [RoleGrant(role=role, partner=partner) for role, partner in roles]
            session.add(learner)
        return learner

    return make


@pytest.fixture
def make_partner(database):
    def make(slug="university", name_ja="立山大学", name_en="Tateyama University"):
        with database.transaction() as session:
            partner = Partner(slug=slug, name_ja=name_ja, name_en=name_en)
            session.add(partner)
        return partner

    return make


@pytest.fixture
def programme(database):
    with database.transaction() as session:
        programme = Programme(
            fiscal_year=2026, name_ja="連携事業", name_en="The programme", budget_yen=20_000_000
        )
        session.add(programme)
    return programme


@pytest.fixture
def make_offering(database, programme, make_partner):
    """Make an offering of the beginners' course in 2026."""
    numbers = count(1)

    def make(**given):
        known = {
            "programme_id": programme.id,
            "fiscal_year": 2026,
            "course_slug": "beginner",
            "number": next(numbers),
            "title_ja": "初級（夜間）",
            "title_en": "Beginner (evening)",
            "audience": Audience.PRIVATE,
            "capacity": 30,
            "state": OfferingState.RUNNING,
            "starts_on": date(2026, 11, 3),
            "ends_on": date(2027, 1, 19),
            "completion_rule": {"version": 1, "kind": "all_basic", "lessons": ["b1"]},
        }
        if "host_id" not in given:
            known["host_id"] = make_partner(slug=f"partner-{known['number']}").id
        with database.transaction() as session:
            offering = Offering(**{**known, **given})
            session.add(offering)
        return offering

    return make


@pytest.fixture(params=["text", "json"])
def logged(request):
    """What was logged since the test began, as the processes write it; handed out as a function."""
    said = StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter({"text": Text, "json": Json}[request.param]())
    loggers = [logging.getLogger(), *map(logging.getLogger, OURS)]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        # As the processes set them.
        logger.setLevel(logging.INFO if logger.name in OURS else logging.WARNING)
    logging.getLogger().addHandler(handler)
    yield said.getvalue
    logging.getLogger().removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@pytest.fixture
def sign_in():
    """Sign a person in on a client, as after the hub's answer and the second factor."""

    def sign(client, learner, second_factor=True):
        client.set_cookie(HUB_SESSION_COOKIE, "hub-session")
        with client.session_transaction() as cookie:
            cookie["learner_id"] = learner.id
            cookie["hub_session"] = "hub-session"
            cookie["stamp"] = learner.session_stamp
            cookie["second_factor"] = second_factor
        return client

    return sign

"""The commands that `make run` and operators type, as real processes' work, in one sentence each."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from tests.webapp.shortcuts import migrated
from tests.webapp.small_hub import SERVICE_TOKEN, small_hub
from webapp import create_app
from webapp.audit_guard import missing
from webapp.config import Settings
from webapp.db import Database
from webapp.enrolment.models import Enrolment, Learner, Municipality, Role
from webapp.fiscal_year import FiscalYear
from webapp.passwords import is_right
from webapp.programme.audience import Audience
from webapp.programme.models import Offering, Partner, Programme

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def flask(settings):
    """Run a command in a process of its own, as a person does; warnings are errors."""
    (settings.data / "secrets").mkdir()
    for name in ("hub_token", "verify_token", "webapp_secret_key", "grading_key", "metrics_token"):
        (settings.data / "secrets" / name).write_text(SERVICE_TOKEN)

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "flask", "--app", "webapp", *arguments],
            cwd=CHECKOUT,
            env={"PATH": os.environ["PATH"], "TATEYAMA_DATA": str(settings.data), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


def test_who_waits_for_the_databases_shape_goes_on_once_it_is_there_and_gives_up_in_words(flask):
    early = flask("wait-for-database", "--seconds", "0")
    assert early.returncode == 1
    assert "形になっていません" in early.stderr
    assert "has not this version's shape" in early.stderr
    assert flask("upgrade-database").returncode == 0
    assert flask("wait-for-database", "--seconds", "0").returncode == 0


@pytest.fixture
def upgraded(flask, settings):
    """The same on a database as `upgrade-database` leaves it."""
    migrated(settings.data / "tateyama.sqlite")
    return flask


def test_upgrade_database_makes_the_tables_and_may_be_repeated(flask, settings):
    for _ in range(2):
        assert flask("upgrade-database").returncode == 0
    database = Database(settings.database_url)
    assert "learner_year" in inspect(database.engine).get_table_names()
    database.close()


def test_upgrade_database_brings_the_guard_of_the_audit_back(upgraded, settings):
    database = Database(settings.database_url)
    with database.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_entry_delete"))
    said = upgraded("upgrade-database").stderr
    assert "トリガーがなかったので、作り直しました（audit_entry_delete）" in said
    with database.engine.begin() as connection:
        assert missing(connection) == []
    database.close()
    assert "トリガー" not in upgraded("upgrade-database").stderr


def test_seed_demo_writes_once_and_needs_no_hub(upgraded, settings):
    first = upgraded("seed-demo", "--at", "2026-11-23")
    assert first.returncode == 0, first.stderr
    assert "learners" in first.stderr
    again = upgraded("seed-demo", "--at", "2026-11-23")
    assert "すでに" in again.stderr
    database = Database(settings.database_url)
    with database.sessions() as session:
        assert session.scalar(select(Learner.name).where(Learner.login_id == "aoi"))
    database.close()


def test_seed_demo_never_goes_on_top_of_real_people(flask, make_learner, session):
    make_learner()
    done = flask("seed-demo")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert session.scalars(select(Offering)).all() == []


@pytest.fixture
def enrolled(database, make_learner, make_offering):
    """Somebody in an offering of this fiscal year."""
    now = datetime.now(UTC)
    learner, offering = make_learner(), make_offering(fiscal_year=FiscalYear.of(now).year)
    with database.transaction() as session:
        session.add(
            Enrolment(
                learner_id=learner.id, offering_id=offering.id, audience=Audience.PRIVATE, enrolled_at=now
            )
        )
    return f"offering-{offering.id}", learner.hub_user


def test_reconcile_hub_tells_the_hub_who_is_enrolled(flask, settings, enrolled):
    group, hub_user = enrolled
    with small_hub(settings.hub_socket) as hub:
        done = flask("reconcile-hub")
        assert done.returncode == 0, done.stderr
        assert hub.groups[group] == {"users": {hub_user}, "properties": {"course": "beginner"}}


def test_reconcile_hub_without_a_hub_says_so(flask, enrolled):
    done = flask("reconcile-hub")
    assert done.returncode == 1
    assert "ハブが応答しません" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_secrets_a_command_says_what_to_do(flask, settings):
    (settings.data / "secrets" / "hub_token").unlink()
    done = flask("upgrade-database")
    assert done.returncode != 0
    assert "make run" in done.stderr
    assert "Traceback" not in done.stderr


def test_prepare_database_does_it_all_and_prints_the_accounts_alone(flask):
    done = flask("prepare-database", "--demo")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].startswith("デモの利用者（架空のデータ")
    assert "coordinator" in done.stdout


def test_prepare_database_without_a_demo_prints_no_account(flask):
    done = flask("prepare-database")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""


def test_a_start_writes_the_towns_of_the_region(flask, settings):
    assert flask("prepare-database").returncode == 0
    again = flask("load-region")
    assert (again.returncode, again.stderr.split()[1]) == (0, "0")
    database = Database(settings.database_url)
    with database.sessions() as session:
        assert session.get(Municipality, "16201").name_ja == "富山市"
    database.close()


def test_an_operator_begins_with_partners_and_a_year(upgraded, settings):
    names = ["--name-ja", "架空大学", "--name-en", "Imaginary University"]
    for _ in range(2):
        assert upgraded("add-partner", "university", *names).returncode == 0
        assert upgraded("open-year", "2027", *names, "--budget-yen", "1000000").returncode == 0
    assert upgraded("add-partner", "Übung", *names).returncode == 1
    database = Database(settings.database_url)
    with database.sessions() as session:
        assert session.scalars(select(Partner.slug)).all() == ["university"]
        assert session.scalars(select(Programme.budget_yen)).all() == [1_000_000]
    database.close()


def test_an_empty_platform_begins_with_an_account_from_the_command_line(upgraded, settings):
    made = upgraded(
        "make-account", "--role", "coordinator", "--partner", "university", "--partner-name", "架空大学",
        "--name", "架空 美咲", "--kana", "かくう みさき",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    login_id, code = made.stdout.split()
    assert "/services/tateyama/account/card" in made.stderr
    app = create_app(Settings.from_env({"TATEYAMA_DATA": str(settings.data)}))
    app.config["WTF_CSRF_ENABLED"] = False
    password = "雪の大谷を歩きたい春"
    form = {"login_id": login_id, "code": code, "new": password, "again": password}
    assert app.test_client().post("/account/card", data=form).status_code == 200
    with app.extensions["database"].sessions() as session:
        learner = session.scalars(select(Learner)).one()
        assert learner.login_id == login_id
        assert is_right(learner.password_hash, password)
        assert [(grant.role, grant.partner.name_ja) for grant in learner.roles] == [
            (Role.COORDINATOR, "架空大学")
        ]
    app.extensions["database"].close()
    app.extensions["hub"].close()


def test_a_lost_second_factor_and_a_lost_card_are_replaced_by_commands(upgraded):
    login_id = upgraded("make-account", "--role", "operator", "--name", "a", "--kana", "a").stdout.split()[0]
    reset = upgraded("reset-second-factor", login_id)
    assert reset.returncode == 0, reset.stderr
    card = upgraded("make-card", login_id)
    assert card.stdout.split()[0] == login_id
    assert upgraded("reset-second-factor", "nobody-1").returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("--role", "coordinator"),
        ("--role", "operator", "--partner", "x"),
        ("--role", "coordinator", "--partner", "x"),
    ],
)
def test_a_role_that_does_not_fit_its_partner_makes_no_account(upgraded, settings, arguments):
    done = upgraded("make-account", "--name", "a", "--kana", "a", *arguments)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    database = Database(settings.database_url)
    with database.sessions() as session:
        assert session.scalars(select(Learner)).all() == []
    database.close()

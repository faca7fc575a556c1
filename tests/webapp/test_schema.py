"""Migrations go up, down and up again on both databases, and end where the models say."""

from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError

from webapp import schema
from webapp.db import Database
from webapp.enrolment.models import Learner, Role, RoleGrant
from webapp.programme.models import Partner


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty(request, tmp_path):
    """An empty database of each kind."""
    sqlite = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgresql")
    database = Database(url)
    yield database
    schema.downgrade(database.engine)
    database.close()


def tables(database):
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def test_up_down_and_up_again_leaves_the_same_tables(empty):
    schema.upgrade(empty.engine)
    first = tables(empty)
    assert {"learner", "learner_year", "offering", "enrolment", "submission", "score", "manual_mark"} <= first
    schema.downgrade(empty.engine)
    assert tables(empty) == set()
    schema.upgrade(empty.engine)
    assert tables(empty) == first


def test_a_second_upgrade_keeps_what_is_there(empty):
    schema.upgrade(empty.engine)
    with empty.transaction() as session:
        session.add(Partner(slug="city", name_ja="立山市", name_en="Tateyama City"))
    schema.upgrade(empty.engine)
    with empty.sessions() as session:
        assert session.scalars(select(Partner.name_ja)).all() == ["立山市"]


def test_migrations_and_models_agree(empty):
    schema.upgrade(empty.engine)
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.whole_metadata()) == []


def test_a_role_without_a_partner_is_granted_once(empty):
    schema.upgrade(empty.engine)
    with empty.transaction() as session:
        learner = Learner(
            hub_user="u000000000001",
            login_id="ren",
            name="蓮",
            name_kana="れん",
            created_at=datetime.now(UTC),
        )
        learner.roles = [RoleGrant(role=Role.INSTRUCTOR), RoleGrant(role=Role.OPERATOR)]
        session.add(learner)
    with pytest.raises(IntegrityError), empty.transaction() as session:
        session.add(RoleGrant(learner_id=learner.id, role=Role.INSTRUCTOR))


def test_foreign_keys_hold_again_after_a_migration_on_sqlite(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'keys.sqlite'}")
    schema.upgrade(database.engine)
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    database.close()

"""Migrations go up, down and up again on both databases, and end where the models say."""

from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError

from tests.webapp.participation.classroom import fill
from webapp import schema
from webapp.db import Database
from webapp.enrolment.models import Application, ApplicationState, Enrolment, Learner, Role, RoleGrant
from webapp.participation.models import Score
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


def test_scores_of_before_the_gradebook_stay_and_wait_for_it(empty):
    schema.upgrade(empty.engine)
    with empty.transaction() as session:
        classroom = fill(session)
        person = {"learner": classroom.aoi.id, "enrolment": session.scalars(select(Enrolment.id)).first()}
    schema.downgrade(empty.engine, "0001")
    with empty.transaction() as session:
        session.execute(text(SUBMISSION), person)
        session.execute(text(SCORE))
    schema.upgrade(empty.engine)
    with empty.sessions() as session:
        assert [(score.points, score.projected_at) for score in session.scalars(select(Score))] == [(3, None)]
    schema.downgrade(empty.engine, "0001")
    with empty.engine.connect() as connection:
        assert connection.execute(text("SELECT points FROM score")).scalar() == 3


SUBMISSION = """
    INSERT INTO submission (id, learner_id, enrolment_id, course_slug, lesson_slug, release_digest, sha256, size,
                            idempotency_key, received_at, state, tries)
    VALUES (1, :learner, :enrolment, 'beginner', 'b1', '1', '2', 3, 'key', '2026-06-01 03:00:00', 'graded', 1)
"""
SCORE = """
    INSERT INTO score (submission_id, state, points, max_points, sheet, recorded_at)
    VALUES (1, 'GRADED', 3, 5, '{}', '2026-06-01 03:00:00')
"""


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


def test_whoever_withdrew_before_applications_knew_it_is_a_withdrawn_applicant_now(empty):
    schema.upgrade(empty.engine)
    with empty.transaction() as session:
        classroom = fill(session)
        enrolment = session.scalars(select(Enrolment).filter_by(learner_id=classroom.aoi.id)).one()
        enrolment.application = Application(
            learner=enrolment.learner,
            offering=enrolment.offering,
            applied_at=enrolment.enrolled_at,
            state=ApplicationState.ACCEPTED,
        )
        enrolment.withdrawn_at = datetime.now(UTC)
    schema.downgrade(empty.engine, "0005")
    schema.upgrade(empty.engine)
    with empty.sessions() as session:
        assert session.scalars(select(Application.state)).all() == [ApplicationState.WITHDRAWN]

"""The database's shape and its history: Alembic migrations, run by `flask --app webapp upgrade-database`."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData

# A table is known once its module was imported.
ROOMS_WITH_TABLES = (
    "audit",
    "mail.models",
    "programme.conditions",
    "programme.official",
    "programme.needs.models",
    "programme.outreach.models",
    "programme.plans.models",
    "enrolment.accounts.models",
    "enrolment.applying.models",
    "enrolment.calendars",
    "enrolment.cohorts.models",
    "enrolment.corrections.models",
    "enrolment.rosters.models",
    "enrolment.letters.models",
    "participation.regrading.models",
    "participation.activity.models",
    "participation.plain.models",
    "participation.school_classes.models",
    "participation.attendance.seminars",
    "participation.seminars.models",
    "participation.surveys.models",
    "participation.cases.models",
    "participation.completing.models",
    "participation.certificates.models",
    "participation.certificates.programmes",
    "participation.badges.models",
    "participation.records.models",
    "reports.releases.models",
    "reports.councils.models",
)
MIGRATIONS = Path(__file__).parent / "migrations"


def whole_metadata() -> MetaData:
    """Every table of webapp, whichever room it lives in."""
    from webapp.db import Model

    for room in ROOMS_WITH_TABLES:
        import_module(f"webapp.{room}")

    return Model.metadata


def upgrade(engine: Engine, target: str = "head") -> None:
    """Bring the database to a revision, by default the newest; everything or nothing."""
    with _migrating(engine) as config:
        command.upgrade(config, target)


def downgrade(engine: Engine, target: str = "base") -> None:
    """Take revisions back."""
    with _migrating(engine) as config:
        command.downgrade(config, target)


def knows(revision: str) -> bool:
    """Whether a database of this revision can be brought to the newest."""
    return revision in {each.revision for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def is_newest(connection: Connection) -> bool:
    """Whether every migration that this program knows, and no other, has run on this database."""
    present = MigrationContext.configure(connection).get_current_heads()
    return set(present) == set(ScriptDirectory(str(MIGRATIONS)).get_heads())


def write_revision(engine: Engine, message: str) -> None:
    """Write a new migration file for what the models say and the database does not have yet."""
    with _migrating(engine) as config:
        command.revision(config, message=message, autogenerate=True)


@contextmanager
def _migrating(engine: Engine) -> Iterator[Config]:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with engine.connect() as connection, _loose_keys(connection), connection.begin():
        config.attributes["connection"] = connection
        yield config


@contextmanager
def _loose_keys(connection: Connection) -> Iterator[None]:
    # SQLite changes a table by copying it; with foreign keys on, dropping the old one would fail or cascade.
    # The switch works outside a transaction only, hence past SQLAlchemy.
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 - a connection that is open has one
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")

"""`upgrade-database`, `wait-for-database`, `new-migration`: the database's shape at the command line."""

import time

import click
from flask import current_app
from sqlalchemy.exc import DBAPIError

from webapp import audit_guard, schema
from webapp.db import Database

PAUSE = 1.0  # seconds


@click.command("upgrade-database")
def upgrade_database() -> None:
    """Bring the database to the newest shape, and the guard of its audit back where it does not stand."""
    schema.upgrade(_database().engine)
    with _database().transaction() as session:
        anew = audit_guard.make_anew(session.connection())
    if anew:
        click.echo(
            f"監査の記録を守るトリガーがなかったので、作り直しました（{', '.join(anew)}）。verify で記録を確かめてください"
            f" / triggers that guard the audit did not stand and were made anew ({', '.join(anew)}): run verify",
            err=True,
        )
    click.echo("データベースは最新です / the database is up to date", err=True)


@click.command("wait-for-database")
@click.option("--seconds", default=600.0, help="For at most so long.")
def wait_for_database(seconds: float) -> None:
    """Wait until another process has brought the database to this program's shape (on Kubernetes, the job `prepare`)."""
    deadline = time.monotonic() + seconds
    while not _has_our_shape(_database()):
        if time.monotonic() > deadline:
            raise click.ClickException(
                "データベースがこの版の形になっていません。upgrade-database（Kubernetes では job/prepare）の記録を見てください"
                " / the database has not this version's shape: see what upgrade-database (on Kubernetes job/prepare) logged"
            )
        time.sleep(PAUSE)


@click.command("new-migration")
@click.argument("message")
def new_migration(message: str) -> None:
    """Write a migration for what the models say and this database has not."""
    schema.write_revision(_database().engine, message)


def _has_our_shape(database: Database) -> bool:
    try:
        with database.engine.connect() as connection:
            return schema.is_newest(connection)
    except DBAPIError:
        return False


def _database() -> Database:
    database: Database = current_app.extensions["database"]
    return database

"""`flask --app webapp erase-learner`: forgets one person, in the database, in files, at the hub and in nbgrader's books."""

from datetime import UTC, datetime

import click
from flask import current_app
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.config import Settings
from webapp.db import Database
from webapp.enrolment.models import Learner, normal_login_id
from webapp.erasing_outside import clear_books, clear_hub, erase_and_note, replay
from webapp.erasures import Erasure, noted, wipe_deleted


@click.command("erase-learner")
@click.argument("person", required=False)
@click.option("--yes", is_flag=True, help="Do not ask again.")
@click.option(
    "--finish", is_flag=True, help="Only carry out what earlier erasures left (after a restore, too)."
)
def erase_learner(person: str | None, yes: bool, finish: bool) -> None:
    """Erase a person, named by login ID or number; figures stay, names and work go for good (個人の消去)."""
    if finish == bool(person):
        raise click.UsageError(
            "ログインIDか番号、または --finish を付けてください / name a login ID or number, or give --finish"
        )
    if person:
        _erase_one(person, yes)
    replayed = replay(_database(), _settings())
    missing = [erasure for erasure in noted(_settings().erasures) if not _clear_outside(erasure)]
    if not wipe_deleted(_database().engine):
        click.echo(
            "データベースを読んでいる人がいるため、消した行の跡がまだファイルに残っています。あとで --finish を実行してください"
            " / somebody reads the database: traces of deleted rows are still in its files; run --finish later",
            err=True,
        )
    click.echo(f"消去し直した人 {replayed} 人 / {replayed} erased again", err=True)
    if missing:
        raise click.ClickException(
            "ハブが応答しないため、ハブの利用者が残っています。ハブが動いてから flask --app webapp erase-learner --finish を実行してください"
            " / the hub did not answer, so its user is still there: run erase-learner --finish once it does"
        )


def _erase_one(person: str, yes: bool) -> None:
    database, settings, at = _database(), _settings(), datetime.now(UTC)
    with database.sessions() as session:
        found = _find(session, person)
        if found is None:
            raise click.ClickException(f"その人はいません: {person} / there is nobody of that name: {person}")
        name, number = found.name, found.id
    if not yes:
        click.confirm(
            f"{name}（番号 {number}）の情報を消去します。元に戻せません / erase everything about {name} (no. {number}); "
            "this cannot be undone",
            abort=True,
        )
    with database.transaction() as session:
        learner = session.get_one(Learner, number)
        done = erase_and_note(session, settings, learner, at)
    click.echo(f"{done.rows} 行を消去しました / {done.rows} rows erased", err=True)


def _find(session: Session, person: str) -> Learner | None:
    number = int(person) if person.isascii() and person.isdigit() and len(person) < 10 else None
    return session.scalar(
        select(Learner).where(or_(Learner.login_id == normal_login_id(person), Learner.id == number))
    )


def _clear_outside(erasure: Erasure) -> bool:
    """The hub's user and nbgrader's pages; False where the hub did not answer."""
    clear_books(_database(), _settings(), erasure)
    return clear_hub(current_app.extensions["hub"], erasure)


def _database() -> Database:
    opened: Database = current_app.extensions["database"]
    return opened


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings

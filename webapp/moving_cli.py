"""`flask --app webapp move-database`: takes the platform from SQLite to PostgreSQL, or back."""

import os
from dataclasses import replace
from pathlib import Path

import click
from flask import current_app
from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, OperationalError

from webapp.beside import all_beside, bring_over, in_postgresql, note_schemas, require_none
from webapp.config import Settings
from webapp.database_address import require_private
from webapp.db import Database, open_engine
from webapp.moving import CannotMove, Copied, move
from webapp.run_lock import StillRunning, not_running


@click.command("move-database")
@click.argument("target_url")
@click.option(
    "--while-running", is_flag=True, help="Rehearse: what is written from now on stays out of the target."
)
@click.pass_context
def move_database(context: click.Context, target_url: str, while_running: bool) -> None:
    """Copy every row into an empty database and compare row for row; exit code 1 where anything differs (引っ越し)."""
    settings: Settings = current_app.extensions["settings"]
    try:
        if while_running:
            copied = _move(target_url, settings.data)
        else:
            with not_running(settings.data):
                copied = _move(target_url, settings.data)
    except (CannotMove, StillRunning) as error:
        raise click.ClickException(str(error)) from error
    for table in copied:
        click.echo(told(table))
    _say_how_it_went(context, copied)


def _move(target_url: str, data: Path) -> list[Copied]:
    database: Database = current_app.extensions["database"]
    require_private(target_url, os.environ)
    try:
        target = open_engine(target_url)
    except (ArgumentError, ImportError) as error:
        raise CannotMove(
            "移す先のアドレスが読めません。postgresql://利用者@ホスト/名前 か sqlite:////フォルダー/ファイル の形にしてください"
            " / the target's address cannot be read: write postgresql://user@host/name or sqlite:////folder/file"
        ) from error
    try:
        return move_all(database.engine, target, data)
    except OperationalError as error:
        raise CannotMove(
            f"データベースが応答しません（{type(error.orig).__name__}）。アドレスと、動いているかを確かめてください"
            f" / a database does not answer ({type(error.orig).__name__}): check the address, and that it runs"
        ) from error
    finally:
        target.dispose()


def move_all(source: Engine, target: Engine, data: Path) -> list[Copied]:
    """The record, and the hub and the books beside it where it goes to PostgreSQL or comes from there."""
    if not (in_postgresql(source) or in_postgresql(target)):
        return move(source, target)
    these = all_beside(source, data)
    require_none(target, data, these)
    copied = move(source, target)
    for each in these:
        with each.opened(source, data) as here, each.opened(target, data) as there:
            copied += [
                replace(table, table=f"{each.schema}.{table.table}")
                for table in bring_over(each, here, there)
            ]
    if in_postgresql(target):
        note_schemas(data, these)
    return copied


def told(copied: Copied) -> str:
    """One table's line: its name, rows and digest, and what stands there where that is another."""
    line = f"{copied.table}\t{copied.rows}\t{copied.digest}"
    if copied.equal:
        return line
    return f"{line}\t≠\t{copied.rows_there}\t{copied.digest_there}"


def _say_how_it_went(context: click.Context, copied: list[Copied]) -> None:
    rows, differing = sum(table.rows for table in copied), [table for table in copied if not table.equal]
    if differing:
        click.echo(
            f"{len(differing)} 個の表が一致しません。移した先は使わないでください"
            f" / {len(differing)} tables differ: do not use the target",
            err=True,
        )
        context.exit(1)
    click.echo(
        f"{len(copied)} 個の表、{rows} 行を移し、すべて一致しました。TATEYAMA_DATABASE_URL に移した先を指定して起動してください"
        f" / {len(copied)} tables with {rows} rows moved, all equal: start with TATEYAMA_DATABASE_URL set to the target",
        err=True,
    )

"""`flask --app webapp backup FILE` and `restore FILE`: the whole platform into one file while it runs, and back."""

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app
from sqlalchemy.exc import DBAPIError

from webapp.after_restore import settle_down
from webapp.backups.manifest import DATABASE
from webapp.backups.refusal import Refused, disk_refused
from webapp.backups.restoring import Restored
from webapp.backups.restoring import restore as put_back
from webapp.backups.taking import Taken, take
from webapp.config import MissingSecret, Settings, data_folder, database_address
from webapp.db import Database
from webapp.moving import CannotMove
from webapp.operating.facts import note_backup
from webapp.run_lock import StillRunning, not_running
from webapp.verifying import say


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Write everything into one tar file that only you can read; the platform may run meanwhile (控え)."""
    settings: Settings = current_app.extensions["settings"]
    database: Database = current_app.extensions["database"]
    file, now = file.absolute(), datetime.now(UTC)
    try:
        taken = take(settings.data, database.engine, file, now)
        note_backup(settings.backups, now)  # the operator's page says when the last one was
    except (OSError, sqlite3.Error) as error:
        raise disk_refused(error, str(file.parent)) from error
    except DBAPIError as error:
        raise _database_refused(error, file) from error
    except CannotMove as error:
        raise click.ClickException(str(error)) from error
    _say(file, taken)


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put a backup into an empty data folder, every byte checked first; the settings say where (復元)."""
    # An empty folder has no secrets, and so no settings of a running platform: only where things lie is read.
    data = data_folder(os.environ)
    try:
        data.mkdir(mode=0o711, parents=True, exist_ok=True)
        with not_running(data):
            restored = put_back(data, database_address(os.environ), file.absolute())
            _say_what_is_back(data, restored)
    except OSError as error:
        raise disk_refused(error, str(error.filename or data)) from error
    except DBAPIError as error:
        raise _database_refused(error, data / DATABASE) from error
    except (CannotMove, StillRunning) as error:
        raise click.ClickException(str(error)) from error


def _say_what_is_back(data: Path, restored: Restored) -> None:
    rows = restored.rows
    if restored.went_on:
        click.echo(
            "途中で止まっていた復元を、続きから終えました。ファイルは読んでいません"
            " / a restore that had been cut off was brought to its end; the file was not read",
            err=True,
        )
    click.echo(
        f"{restored.manifest.at} の控えを {data} に復元しました: {sum(rows.values())} 行、登録者 {rows['learner']} 人、"
        f"提出物 {rows['submission']} 件。続けて照合します\n"
        f"restored the backup of {restored.manifest.at} into {data}: {sum(rows.values())} rows, {rows['learner']} learners, "
        f"{rows['submission']} hand-ins. It is verified now",
        err=True,
    )
    _look_after()


def _look_after() -> None:
    """Forget again, mend the books, verify; exit code 1 where something does not hold."""
    try:
        settled = settle_down()
    except MissingSecret:
        click.echo(
            "控えに鍵がないため、照合していません。make run で鍵を作ってから flask --app webapp verify を実行してください"
            " / the backup held no secrets, so nothing was verified: let make run make them, then run flask --app webapp verify",
            err=True,
        )
        return
    if settled.erased_again:
        click.echo(
            f"消去の控えにより {settled.erased_again} 人をもう一度消去しました。ハブの利用者は、起動したあと自動で消えます"
            f" / {settled.erased_again} people erased again, as noted; their hub users go by themselves once it runs",
            err=True,
        )
    if settled.books_anew:
        click.echo(
            f"成績簿 {len(settled.books_anew)} 冊を記録から書き直しました / {len(settled.books_anew)} books written anew from the record",
            err=True,
        )
    for line in (*settled.verified.found, *settled.verified.books):
        click.echo(line)
    say(settled.verified)
    if not settled.verified.is_well:
        raise click.exceptions.Exit(1)


def _database_refused(error: DBAPIError, file: Path) -> Refused:
    if isinstance(error.orig, sqlite3.Error):
        return disk_refused(error.orig, str(file.parent))
    kind = type(error.orig).__name__
    return Refused(
        f"データベースが応答しません（{kind}）。動いているかを確かめて、もう一度実行してください",
        f"the database does not answer ({kind}): check that it runs, and run this again",
    )


def _say(file: Path, taken: Taken) -> None:
    """What was written, what was left out, and what the operator should look at."""
    members, held = taken.manifest.members, taken.manifest.counts
    files = sum(member.kind == "file" for member in members.values())
    homes = sum(name.startswith("homes/") and name.count("/") == 1 for name in members)
    click.echo(
        f"控えを {file} に書きました（{file.stat().st_size / 1e6:.1f} MB）: {sum(held.values())} 行、登録者 {held['learner']} 人、"
        f"提出物 {held['submission']} 件、学習者のフォルダー {homes} 個、ファイル {files} 個。秘密の鍵を含みます。人に渡さないでください\n"
        f"wrote {file} ({file.stat().st_size / 1e6:.1f} MB): {sum(held.values())} rows, {held['learner']} learners, "
        f"{held['submission']} hand-ins, {homes} homes, {files} files; it holds every secret: give it to nobody",
        err=True,
    )
    for why, number in sorted(taken.left_out.items()):
        click.echo(f"入れなかったもの {number} 個 / {number} left out: {why}", err=True)
    if taken.without_file:
        click.echo(
            f"ファイルのない提出物が {taken.without_file} 件あります。flask --app webapp verify で確かめてください"
            f" / {taken.without_file} hand-ins have no file in the platform: run flask --app webapp verify",
            err=True,
        )

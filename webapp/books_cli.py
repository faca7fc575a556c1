"""Commands for nbgrader's books (成績簿): each says what it did; nbgrader is loaded only where it is needed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app

from webapp.audit_cli import check_audit
from webapp.config import Settings
from webapp.db import Database
from webapp.participation.storage import SubmissionStore

if TYPE_CHECKING:
    from webapp.participation.gradebook.library import Library


@click.command("rebuild-gradebook")
@click.argument("offering", type=int, required=False)
def rebuild_gradebook(offering: int | None) -> None:
    """Throw away nbgrader's book of one offering, or of all, and write it anew from the record."""
    from webapp.participation.gradebook.folder import books_in
    from webapp.participation.gradebook.projection import all_turns
    from webapp.participation.gradebook.rebuilding import rebuild

    record, gradebooks, library = _desk()
    with record.sessions() as session:
        known = {turn.offering_id for turn in all_turns(session)} | set(books_in(gradebooks))
    if offering is not None and offering not in known:
        raise click.ClickException(
            f"offering-{offering} には採点済みの提出物がありません / offering-{offering} has no scored work"
        )
    for number in sorted(known) if offering is None else [offering]:
        pages = rebuild(record, gradebooks, library, number, datetime.now(UTC))
        click.echo(f"offering-{number}: {pages} 件を書き直しました / {pages} pages written", err=True)


@click.command("verify")
@click.pass_context
def verify(context: click.Context) -> None:
    """Check the audit's chain and compare nbgrader's books with the record; exit code 1 where anything differs (照合)."""
    from webapp.participation.gradebook.comparison import compare_all

    tampered = check_audit()
    found = compare_all(*_desk())
    for line in found:
        click.echo(line)
    click.echo(
        f"成績簿と記録の違い {len(found)} 件 / {len(found)} differences between the books and the record",
        err=True,
    )
    if found:
        click.echo("直すには / to mend them: flask --app webapp rebuild-gradebook", err=True)
    if found or tampered:
        context.exit(1)


def _desk() -> tuple[Database, Path, "Library"]:
    from webapp.participation.gradebook.library import Library

    settings: Settings = current_app.extensions["settings"]
    library = Library(SubmissionStore(settings.submissions), settings.releases)
    return current_app.extensions["database"], settings.gradebooks, library

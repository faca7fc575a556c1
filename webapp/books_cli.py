"""Commands for nbgrader's books (成績簿): each says what it did; nbgrader is loaded only where it is needed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app

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

    record, gradebooks, library = desk()
    with record.sessions() as session:
        known = {turn.offering_id for turn in all_turns(session)} | set(books_in(gradebooks))
    if offering is not None and offering not in known:
        raise click.ClickException(
            f"offering-{offering} には採点済みの提出物がありません / offering-{offering} has no scored work"
        )
    for number in sorted(known) if offering is None else [offering]:
        pages = rebuild(record, gradebooks, library, number, datetime.now(UTC))
        click.echo(f"offering-{number}: {pages} 件を書き直しました / {pages} pages written", err=True)


def desk() -> tuple[Database, Path, "Library"]:
    """The record, the folder of the books, and what their notebooks are made from."""
    from webapp.participation.gradebook.library import Library

    settings: Settings = current_app.extensions["settings"]
    library = Library(SubmissionStore(settings.submissions), settings.releases)
    return current_app.extensions["database"], settings.gradebooks, library

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


@click.command("book-address")
@click.argument("offering", type=int)
def book_address(offering: int) -> None:
    """Print where the rows of an offering's book are in PostgreSQL, for nbgrader's own commands; it may hold a password."""
    from webapp.participation.gradebook.book import Book

    record, gradebooks, _library = desk()
    book = Book(gradebooks, offering, record)
    try:
        if book.schema is None or not book.exists():
            raise click.ClickException(
                f"offering-{offering} の成績簿は PostgreSQL にありません。ファイルの成績簿は、そのフォルダーで nbgrader がそのまま読みます"
                f" / the book of offering-{offering} is not in PostgreSQL: one in a file is read by nbgrader in its folder as it is"
            )
        click.echo(book.database.engine.url.render_as_string(hide_password=False))
    finally:
        book.close()


def desk() -> tuple[Database, Path, "Library"]:
    """The record, the folder of the books, and what their notebooks are made from."""
    from webapp.participation.gradebook.library import Library

    settings: Settings = current_app.extensions["settings"]
    library = Library(SubmissionStore(settings.submissions), settings.releases)
    return current_app.extensions["database"], settings.gradebooks, library

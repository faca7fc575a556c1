"""`flask --app webapp open-data`: the released open data of a report, the same bytes as its page hands out."""

from pathlib import Path

import click
from flask import current_app

from webapp.report_cli import database_of_app, release_numbered
from webapp.reports.releases.open_data import open_data_of, packed


@click.command("open-data")
@click.option(
    "--release", "number", type=click.IntRange(1), required=True, help="/reports/N の N / the N of its page"
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True)
def open_data(number: int, out: Path) -> None:
    """Write a report's open data (オープンデータ): the zip file of its page, and beside it the files that it holds."""
    with database_of_app().sessions() as session:
        found = release_numbered(session, number)
        known = open_data_of(session, found)
        if known is None or known.released_at is None:
            raise click.ClickException(
                f"オープンデータは公開されていません。/coordinator/releases/{number} で、一人が提案し、別の人が公開します / "
                f"its open data is not released: one coordinator proposes it there, another one releases it"
            )
        made = packed(found, current_app.extensions["settings"].region)
    out.mkdir(parents=True, exist_ok=True)
    for name, written in ((made.name, made.content), *made.files.items()):
        (out / name).write_bytes(written)
        click.echo(name)

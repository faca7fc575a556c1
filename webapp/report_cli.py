"""`flask --app webapp report`: the participation report of a year as PDF, xlsx and CSV, from the command line."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app

from webapp.config import Settings
from webapp.db import Database
from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.languages import english
from webapp.reports.assembling.report import Assembled
from webapp.reports.frozen.report import Edition
from webapp.reports.releases.making import Maker
from webapp.reports.releases.subject import subject_of


@click.command("report")
@click.option(
    "--fy", "year", type=click.IntRange(2000, 2200), required=True, help="年度（4月の西暦） / fiscal year"
)
@click.option("--quarter", type=click.IntRange(1, 4), help="四半期 / quarter")
@click.option("--edition", type=click.Choice(["council", "public"]), default="public", show_default=True)
@click.option("--language", type=click.Choice(["ja", "en"]), default="ja", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True)
def report(year: int, quarter: int | None, edition: str, language: str, out: Path) -> None:
    """Write the participation report (受講状況報告書) of a year as a draft (案): PDF, xlsx and CSV."""
    # Here, not above: matplotlib and the typesetter took a third of the start of every process of webapp.
    from webapp.reports.faces.everything import faces
    from webapp.reports.figures.drawing import pictures
    from webapp.reports.figures.style import NARROW, Style
    from webapp.reports.figures.tiles import tiles_of

    made = _assembled(year, quarter, Edition(edition))
    style = Style(language=language, tiles=tiles_of(_settings().region))
    small = Style(language=language, width=NARROW, tiles=style.tiles)
    out.mkdir(parents=True, exist_ok=True)
    files = faces(made.report, pictures(made.report, style), language, pictures(made.report, small))
    for name, written in files.items():
        (out / name).write_bytes(written)
        click.echo(name)
    refused = len(made.protection[edition].refused)
    click.echo(f"つくらなかった表 / tables refused: {refused}", err=True)


def _assembled(year: int, quarter: int | None, edition: Edition) -> Assembled:
    """As a coordinator's draft of today would be: beside all that was released, and with hosts as readers."""
    database: Database = current_app.extensions["database"]
    now = datetime.now(UTC)
    subject = subject_of(FiscalYear(year), quarter, edition, japanese_date(now))
    with database.sessions() as session:
        return Maker(session, _settings().region, english).drafted(subject, now)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings

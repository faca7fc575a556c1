"""`flask --app webapp report`: the participation report of a year as PDF, xlsx and CSV, from the command line."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app
from sqlalchemy.orm import Session

from webapp.config import Settings
from webapp.db import Database
from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.languages import english
from webapp.reports.assembling.report import Assembled
from webapp.reports.faces.everything import faces
from webapp.reports.frozen.report import Edition
from webapp.reports.releases.files import drawn, file_names, file_of
from webapp.reports.releases.making import Maker
from webapp.reports.releases.models import ReportRelease
from webapp.reports.releases.releasing import report_of
from webapp.reports.releases.subject import subject_of


@click.command("report")
@click.option("--fy", "year", type=click.IntRange(2000, 2200), help="年度（4月の西暦） / fiscal year")
@click.option(
    "--release", "number", type=click.IntRange(1), help="公表した報告書: /reports/N の N / the N of its page"
)
@click.option("--quarter", type=click.IntRange(1, 4), help="四半期 / quarter")
@click.option("--edition", type=click.Choice(["council", "public"]), help="[default: public]")
@click.option("--language", type=click.Choice(["ja", "en"]), default="ja", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True)
def report(
    year: int | None, number: int | None, quarter: int | None, edition: str | None, language: str, out: Path
) -> None:
    """Write a participation report (受講状況報告書) as PDF, xlsx and CSV: of a year as a draft (案), or as released."""
    if (year is None) == (number is None) or (number is not None and (quarter or edition)):
        raise click.UsageError(
            "--fy か --release のどちらか一つを指定してください。--quarter と --edition は --fy とだけ使えます / "
            "give either --fy or --release; --quarter and --edition go with --fy alone"
        )
    if number is not None:
        _write_released(number, language, out)
    elif year is not None:
        _write_draft(year, quarter, edition or Edition.PUBLIC.value, language, out)


def _write_released(number: int, language: str, out: Path) -> None:
    """The files of a released report, the same bytes as those of its page."""
    with database_of_app().sessions() as session:
        released = report_of(release_numbered(session, number))
    out.mkdir(parents=True, exist_ok=True)
    for name in file_names(released, language):
        (out / name).write_bytes(file_of(released, name, _settings().region, language)[0])
        click.echo(name)


def release_numbered(session: Session, number: int) -> ReportRelease:
    """The release of this page; ends the command where there is none."""
    found = session.get(ReportRelease, number)
    if found is None:
        raise click.ClickException(
            f"公表した報告書はありません: {number}。/coordinator/reports の一覧で開いたページの番号を使ってください / "
            f"no released report: {number}; use the number in the address of its page"
        )
    return found


def _write_draft(year: int, quarter: int | None, edition: str, language: str, out: Path) -> None:
    made, region = _assembled(year, quarter, Edition(edition)), _settings().region
    out.mkdir(parents=True, exist_ok=True)
    pictures = drawn(made.report, region, language)
    for name, written in faces(made.report, pictures.wide, language, pictures.small).items():
        (out / name).write_bytes(written)
        click.echo(name)
    refused = len(made.protection[edition].refused_whole)
    click.echo(f"つくらなかった表 / tables refused: {refused}", err=True)


def _assembled(year: int, quarter: int | None, edition: Edition) -> Assembled:
    """As a coordinator's draft of today would be: beside all that was released, and with hosts as readers."""
    now = datetime.now(UTC)
    try:
        subject = subject_of(FiscalYear(year), quarter, edition, japanese_date(now))
    except ValueError as early:
        raise click.UsageError(
            "この年度（四半期）はまだ始まっていません。--fy と --quarter を確かめてください / "
            "this year (quarter) has not begun yet; check --fy and --quarter"
        ) from early
    with database_of_app().sessions() as session:
        return Maker(session, _settings().region, english).drafted(subject, now)


def database_of_app() -> Database:
    """The database of the running application."""
    database: Database = current_app.extensions["database"]
    return database


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings

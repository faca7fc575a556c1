"""`flask --app webapp apply-retention`: lets go of what was kept long enough; the worker does the same once a day."""

import threading
from datetime import UTC, date, datetime

import click
from flask import current_app

from webapp.config import Settings
from webapp.fiscal_year import japanese_date
from webapp.operating.facts import last_backup
from webapp.retention.applying import Busy
from webapp.retention.foreseen import Line, foreseen, in_lines
from webapp.retention.job import run


@click.command("apply-retention")
@click.option("--dry-run", is_flag=True, help="Only show what would go, and before which day.")
@click.option("--at", type=click.DateTime(["%Y-%m-%d"]), help="With --dry-run: as if it were that day.")
def apply_retention(dry_run: bool, at: datetime | None) -> None:
    """Let go of what was kept for as long as the settings say; figures stay (保存期間)."""
    if at is not None and not dry_run:
        raise click.UsageError("--at は --dry-run と一緒に使います / use --at together with --dry-run")
    told = current_app.extensions
    settings: Settings = told["settings"]
    now = at.replace(tzinfo=UTC) if at else datetime.now(UTC)
    if dry_run:
        lines = foreseen(told["database"], settings, now)
    else:
        try:
            gone = run(told["database"], settings, told["hub"], now, threading.Event())
        except Busy as error:
            raise click.ClickException(
                "いま別の処理が適用しています。終わってから、もう一度実行してください"
                " / another process applies them just now: run this again once it has ended"
            ) from error
        lines = in_lines(gone, settings.keep.until(now))
    for line in lines:
        click.echo(_in_words(line))
    _say_backups(settings, dry_run)


def _in_words(line: Line) -> str:
    before = line.before and (line.before if type(line.before) is date else japanese_date(line.before))
    told = f"（{before} より前、{line.setting}）" if before else ""
    return f"{line.number:>8}  {line.ja}{told} / {line.en}{f', before {before}' if before else ''}"


def _say_backups(settings: Settings, dry_run: bool) -> None:
    """Backups are the operator's own files: nobody here can reach into them."""
    last = last_backup(settings.backups)
    when = japanese_date(last).isoformat() if last else "—"
    click.echo(
        f"控えの中には、消したものがまだ残っています（最後の控え: {when}）。古い控えは、決めた日数で捨ててください"
        f" / backups still hold what went (the last one: {when}): throw old ones away after the days you decided",
        err=True,
    )
    if dry_run:
        click.echo("何も変えていません / nothing was changed", err=True)

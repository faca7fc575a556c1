"""Commands of 採点のやり直し: regrade, its preview, and what a second grading found."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from webapp.db import Database
from webapp.participation.regrading.checks import differing
from webapp.participation.regrading.models import Regrade
from webapp.participation.regrading.operations import (
    NotPossible,
    Scope,
    apply_regrade,
    ask_for_regrade,
    drop_regrade,
)
from webapp.participation.regrading.preview import preview, progress_of
from webapp.participation.regrading.telling import write_of_falls
from webapp.participation.regrading.wording import refusal_ja

regrade = AppGroup("regrade", help="Grade kept work again after a test was mended (採点のやり直し).")


@regrade.command("start")
@click.argument("course")
@click.option(
    "--offering", type=int, help="Only this offering's work (its number in addresses); else every offering."
)
@click.option("--lesson", help="Only this lesson; else every lesson of the course.")
@click.option("--exercise", help="Only this exercise (its grade_id); needs --lesson.")
@click.option("--reason", required=True, help="What was mended, in words for learners.")
def start(course: str, offering: int | None, lesson: str | None, exercise: str | None, reason: str) -> None:
    """Have kept work graded again; nothing counts before `regrade apply`."""
    if exercise and not lesson:
        raise click.UsageError("--exercise には --lesson が要ります / --exercise needs --lesson")
    scope = Scope(course, offering, lesson, exercise)
    with _refusals(), _database().transaction() as session:
        batch = ask_for_regrade(session, scope, reason, current_app.extensions["settings"].releases, _now())
        number, total = batch.id, progress_of(session, batch).total
    click.echo(number)
    click.echo(
        f"{total} 件を試算します。見るには / to look at it: flask --app webapp regrade show {number}",
        err=True,
    )


@regrade.command("show")
@click.argument("number", type=int)
def show(number: int) -> None:
    """Print how far it is and what would change: enrolment, lesson, before, after; no names."""
    with _database().sessions() as session:
        batch = _batch(session.get(Regrade, number))
        progress, found = progress_of(session, batch), preview(session, batch)
        for change in found.changes if batch.is_open else ():
            click.echo(
                f"{change.enrolment.learner.hub_user}\t{change.lesson}\t"
                f"{change.points_before:g}\t{change.points_after:g}\t{change.difference:+g}"
            )
    click.echo(
        f"{progress.total} 件中 {progress.graded + progress.parked} 件（採点できず {progress.parked} 件）"
        f" / {progress.graded + progress.parked} of {progress.total} graded again, {progress.parked} parked",
        err=True,
    )


@regrade.command("apply")
@click.argument("number", type=int)
def apply(number: int) -> None:
    """Let it count, and tell those whose score changed on their page, and by mail where it fell."""
    with _refusals(), _database().transaction() as session:
        batch = _batch(session.get(Regrade, number))
        settings = current_app.extensions["settings"]
        changed = apply_regrade(session, batch, settings.releases, _now())
        write_of_falls(session, batch, settings.releases, settings.link("/my-page"), _now())
    click.echo(f"反映しました。得点が変わった件数 / applied, changed: {changed}", err=True)


@regrade.command("drop")
@click.argument("number", type=int)
def drop(number: int) -> None:
    """Forget it; every score stays as it is."""
    with _refusals(), _database().transaction() as session:
        drop_regrade(session, _batch(session.get(Regrade, number)), _now())
    click.echo("取りやめました / dropped", err=True)


@click.command("differing")
@with_appcontext
def differing_submissions() -> None:
    """List the hand-ins that scored otherwise when they were graded a second time in fresh processes; no names."""
    with _database().sessions() as session:
        found = [
            (each.submission.number, each.sheet or {}, each.submission.score) for each in differing(session)
        ]
        for number, again, score in found:
            click.echo(f"{number}\t{score.points if score else 0:g}\t{again.get('points', 0):g}")
    click.echo(f"{len(found)} 件 / {len(found)} differ", err=True)


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn what is not possible into a sentence and exit code 1."""
    try:
        yield
    except NotPossible as error:
        said = f"{refusal_ja(error)} / not possible: {error.code.replace('_', ' ')}"
        raise click.ClickException(said) from error


def _batch(found: Regrade | None) -> Regrade:
    if found is None:
        raise click.ClickException("その番号のやり直しはありません / there is no such regrade")
    return found


def _database() -> Database:
    opened: Database = current_app.extensions["database"]
    return opened


def _now() -> datetime:
    return datetime.now(UTC)

"""Commands: `flask --app webapp …`; each opens one transaction and says what it did in one line."""

from datetime import UTC, date, datetime

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from sqlalchemy import select

from webapp.accounts_cli import make_account, make_card, reset_factor
from webapp.backup_cli import backup, restore
from webapp.books_cli import book_address, rebuild_gradebook
from webapp.config import NoPlatform, Settings
from webapp.db import Database
from webapp.erasing_cli import erase_learner
from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.hub import Hub, HubUnavailable, reconcile
from webapp.inventory_cli import data_inventory
from webapp.leaking_cli import leak_report
from webapp.moving_cli import move_database
from webapp.open_data_cli import open_data
from webapp.participation.parked import grade_again as return_to_queue
from webapp.participation.parked import parked
from webapp.programme_cli import add_partner, open_year
from webapp.regrading_cli import differing_submissions, regrade
from webapp.report_cli import report
from webapp.retention_cli import apply_retention
from webapp.rotating_cli import rotate_secrets
from webapp.schema_cli import new_migration, upgrade_database, wait_for_database
from webapp.status_cli import status
from webapp.verify_cli import verify


def init_cli(app: Flask) -> None:
    """Attach the commands."""
    for command in (
        upgrade_database,
        wait_for_database,
        new_migration,
        seed_demo,
        demo_accounts,
        prepare_database,
        load_towns,
        reconcile_hub,
        parked_submissions,
        grade_again,
        rebuild_gradebook,
        book_address,
        verify,
        status,
        regrade,
        differing_submissions,
        add_partner,
        open_year,
        make_account,
        make_card,
        reset_factor,
        move_database,
        backup,
        restore,
        erase_learner,
        rotate_secrets,
        apply_retention,
        leak_report,
        data_inventory,
        report,
        open_data,
    ):
        app.cli.add_command(command)


class WithoutSecrets(AppGroup):
    """The commands where no platform is yet: one may be put there, and whatever else is typed says what is missing."""

    def __init__(self, missing: NoPlatform) -> None:
        super().__init__()
        self.missing = missing
        self.add_command(restore)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Restore, or the sentence."""
        command = super().get_command(ctx, cmd_name)
        if command is None:
            raise self.missing
        return command


@click.command("seed-demo")
@click.option("--at", type=click.DateTime(["%Y-%m-%d"]), help="The day as which the demo stands; today.")
def seed_demo(at: datetime | None) -> None:
    """Write five invented fiscal years into an empty database (架空のデータ)."""
    from webapp.demo import NotEmpty
    from webapp.demo import seed_demo as seed

    day = at.date() if at else _today()
    try:
        with _database().transaction() as session:
            seeded = seed(session, day, current_app.extensions["settings"].region)
    except NotEmpty as error:
        raise click.ClickException(str(error)) from error
    done = (
        "デモはすでに入っています / the demo is there already"
        if seeded.already
        else "デモを入れました / seeded"
    )
    click.echo(
        f"{done}: {seeded.offerings} offerings, {seeded.learners} learners, {seeded.enrolments} enrolments",
        err=True,
    )


@click.command("demo-accounts")
def demo_accounts() -> None:
    """List the demo's accounts with their roles; silent where there is no demo."""
    from webapp.demo.accounts import ACCOUNTS, PASSWORD
    from webapp.enrolment.models import Learner

    with _database().sessions() as session:
        there = set(session.scalars(select(Learner.login_id).where(Learner.is_demo)))
    shown = [account for account in ACCOUNTS if account.login_id in there]
    if not shown:
        return
    click.echo(f"デモの利用者（架空のデータ、パスワードは全員 {PASSWORD}）")
    click.echo(f"demo accounts (invented; everybody's password is {PASSWORD})")
    for account in shown:
        click.echo(f"  {account.login_id:<12} {account.label_ja} / {account.label_en}")


@click.command("prepare-database")
@click.option("--demo", is_flag=True, help="Write the demo year as well.")
@click.pass_context
def prepare_database(context: click.Context, demo: bool) -> None:
    """Do what a start needs in one process: newest shape, demo year where wanted, list of demo accounts."""
    context.invoke(upgrade_database)
    context.invoke(load_towns)
    if demo:
        context.invoke(seed_demo, at=None)
    context.invoke(demo_accounts)


@click.command("load-region")
def load_towns() -> None:
    """Write the region pack's towns (市町村) into the database; none is ever deleted."""
    from webapp.enrolment.towns import write_towns

    settings: Settings = current_app.extensions["settings"]
    with _database().transaction() as session:
        changed = write_towns(session, settings.region)
    click.echo(f"市町村 {changed} 件を更新しました / {changed} towns written", err=True)


@click.command("reconcile-hub")
def reconcile_hub() -> None:
    """Bring the hub's users and groups to what the database says."""
    from webapp.participation.roster import wanted_groups

    hub: Hub = current_app.extensions["hub"]
    with _database().sessions() as session:
        wanted = wanted_groups(session, FiscalYear.of(datetime.now(UTC)).year)
    try:
        changed = reconcile(hub, wanted)
    except HubUnavailable as error:
        raise click.ClickException(f"ハブが応答しません / the hub does not answer: {error}") from error
    click.echo(f"groups changed: {', '.join(changed) or 'none'}")


@click.command("parked")
def parked_submissions() -> None:
    """List the hand-ins that could not be graded, with the reason; no names (保留の提出物)."""
    with _database().sessions() as session:
        found = [(item.number, item.problem or "") for item in parked(session)]
    for number, problem in found:
        click.echo(f"{number}\t{problem.splitlines()[0] if problem else ''}")
    click.echo(f"保留の提出物 {len(found)} 件 / {len(found)} parked", err=True)


@click.command("grade-again")
@click.argument("numbers", nargs=-1)
def grade_again(numbers: tuple[str, ...]) -> None:
    """Put parked hand-ins back into the queue after the mend: those named (S-00000012), or all."""
    with _database().transaction() as session:
        found = [item for item in parked(session) if not numbers or item.number in numbers]
        if unknown := sorted(set(numbers) - {item.number for item in found}):
            raise click.ClickException(
                f"保留になっていない受付番号です / not parked: {', '.join(unknown)}。"
                "flask --app webapp parked で番号を確かめてください / look them up with flask --app webapp parked."
            )
        count = return_to_queue(session, found)
    click.echo(f"{count} 件を採点待ちに戻しました / {count} back in the queue", err=True)


def _database() -> Database:
    opened: Database = current_app.extensions["database"]
    return opened


def _today() -> date:
    return japanese_date(datetime.now(UTC))

"""`flask --app webapp verify`: whether everything that must hold does, after a crash, a restore or on any day."""

import json
from datetime import UTC, datetime

import click
from flask import current_app

from webapp.audit_cli import check_audit
from webapp.books_cli import desk
from webapp.config import Settings
from webapp.db import Database
from webapp.participation.storage import SubmissionStore
from webapp.participation.verification import breaches, counted


@click.command("verify")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output, for programs.")
@click.pass_context
def verify(context: click.Context, as_json: bool) -> None:
    """Check receipts, files, scores, the audit's chain and nbgrader's books; exit code 1 where anything differs (照合)."""
    from webapp.participation.gradebook.comparison import compare_all

    settings: Settings = current_app.extensions["settings"]
    database: Database = current_app.extensions["database"]
    with database.sessions() as session:
        found = [
            str(breach)
            for breach in breaches(session, SubmissionStore(settings.submissions), datetime.now(UTC))
        ]
        states = {state.value: number for state, number in counted(session).items()}
    tampered = check_audit()
    books = compare_all(*desk())
    if as_json:
        told = {
            "submissions": states,
            "record": found,
            "books": [str(line) for line in books],
            "audit": not tampered,
        }
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for line in (*found, *books):
            click.echo(line)
    click.echo(
        f"提出物 {sum(states.values())} 件（採点待ち {states['queued']}、採点中 {states['running']}、保留 {states['parked']}）、"
        f"食い違い {len(found)} 件 / {sum(states.values())} hand-ins ({states['queued']} queued, {states['running']} running, "
        f"{states['parked']} parked), {len(found)} breaches",
        err=True,
    )
    click.echo(
        f"成績簿と記録の違い {len(books)} 件 / {len(books)} differences between the books and the record",
        err=True,
    )
    if books:
        click.echo("直すには / to mend them: flask --app webapp rebuild-gradebook", err=True)
    if found or books or tampered:
        context.exit(1)

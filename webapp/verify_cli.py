"""`flask --app webapp verify`: whether everything that must hold does, after a crash, a restore or on any day."""

import json
from datetime import UTC, datetime

import click
from flask import current_app

from webapp.verifying import look_through, say


@click.command("verify")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output, for programs.")
@click.pass_context
def verify(context: click.Context, as_json: bool) -> None:
    """Check receipts, files, scores, the audit's chain and nbgrader's books; exit code 1 where anything differs (照合)."""
    told = current_app.extensions
    verified = look_through(told["settings"], told["database"], datetime.now(UTC))
    if as_json:
        click.echo(
            json.dumps(
                {
                    "submissions": verified.states,
                    "record": verified.found,
                    "books": verified.books,
                    "audit": not verified.tampered,
                },
                ensure_ascii=False,
            )
        )
    else:
        for line in (*verified.found, *verified.books):
            click.echo(line)
    say(verified)
    if not verified.is_well:
        context.exit(1)

"""`flask --app webapp status`: the same lines as the status page, also while the database or the hub is away."""

from datetime import UTC, datetime

import click
from flask import current_app
from flask_babel import force_locale

from webapp.operating.findings import Finding, State
from webapp.operating.status import look
from webapp.operating.wording import in_words


@click.command("status")
@click.pass_context
def status(context: click.Context) -> None:
    """Say what stands well and what to do about the rest; exit code 1 where something needs doing now (稼働状況)."""
    told = current_app.extensions
    findings = look(told["settings"], told["database"], told["hub"], datetime.now(UTC))
    for finding in findings:
        for language in ("ja", "en"):
            tell(finding, language)
        for command in finding.commands:
            click.echo(f"    $ {command}")
    if any(finding.state is State.ALARM for finding in findings):
        context.exit(1)


def tell(finding: Finding, language: str) -> None:
    """One finding in one language."""
    with force_locale(language):
        line = in_words(finding, language)
    click.echo(f"[{line.label}] {line.subject}: {line.sentence} {line.todo}".rstrip())

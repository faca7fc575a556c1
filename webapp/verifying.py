"""照合の全体: receipts, files, scores, the audit's chain and nbgrader's books, looked at once; nothing is changed."""

from dataclasses import dataclass
from datetime import datetime

import click

from webapp.audit_cli import check_audit
from webapp.config import Settings
from webapp.db import Database
from webapp.erasing_outside import library_of
from webapp.participation.storage import SubmissionStore
from webapp.participation.verification import breaches, counted


@dataclass(frozen=True)
class Verified:
    """What was found: hand-ins by state, breaches and differences as lines, and whether the audit was tampered with."""

    states: dict[str, int]
    found: list[str]
    books: list[str]
    tampered: bool

    @property
    def is_well(self) -> bool:
        """Whether everything holds."""
        return not (self.found or self.books or self.tampered)


def look_through(settings: Settings, database: Database, at: datetime) -> Verified:
    """Look at everything; the audit says itself what is wrong with it."""
    from webapp.participation.gradebook.comparison import compare_all

    with database.sessions() as session:
        store = SubmissionStore(settings.submissions)
        found = [str(breach) for breach in breaches(session, store, settings.releases, at)]
        states = {state.value: number for state, number in counted(session).items()}
    tampered = check_audit(settings, database)
    return Verified(states, found, compare_all(database, settings.gradebooks, library_of(settings)), tampered)


def say(verified: Verified) -> None:
    """How many hand-ins there are, and how much does not hold."""
    states, found, books = verified.states, verified.found, verified.books
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

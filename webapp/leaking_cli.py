"""`flask --app webapp leak-report`: the draft of a report (漏えい等の報告の下書き), with whom it concerns, from the audit."""

from datetime import UTC, datetime

import click
from flask import current_app

from webapp.audit import record
from webapp.db import Database
from webapp.enrolment.accounts.resetting import find
from webapp.fiscal_year import JAPAN, in_japan
from webapp.leaking import Leak, affected

MOMENT = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"])


@click.command("leak-report")
@click.argument("login_id")
@click.option("--from", "begin", type=MOMENT, required=True, help="From when on, Japan's time.")
@click.option("--until", "end", type=MOMENT, required=True, help="Until when, Japan's time.")
def leak_report(login_id: str, begin: datetime, end: datetime) -> None:
    """Say whose data an account saw or took along between two moments; numbers, no names."""
    since, until = begin.replace(tzinfo=JAPAN), end.replace(tzinfo=JAPAN)
    if since >= until:
        raise click.UsageError("--from は --until より前にしてください / --from must lie before --until")
    database: Database = current_app.extensions["database"]
    now = datetime.now(UTC)
    with database.transaction() as session:
        account = find(session, login_id)
        if account is None:
            raise click.ClickException(
                f"そのログインIDの人はいません: {login_id} / nobody has this login ID: {login_id}"
            )
        leak = affected(session, account.id, since, until)
        record(session, now, None, "leak_reported", f"learner/{account.id}", people=len(leak.people))
    for line in _draft(account.id, since, until, now, leak):
        click.echo(line)


def _draft(account: int, since: datetime, until: datetime, now: datetime, leak: Leak) -> list[str]:
    first, last = leak.lines or ("—", "—")
    did = ", ".join(f"{action} {number}" for action, number in sorted(leak.actions.items())) or "—"
    unclear = ", ".join(map(str, leak.unclear)) or "—"
    return [
        "漏えい等の報告（下書き） / report of a leak (draft)",
        f"作成 / made: {in_japan(now):%Y-%m-%d %H:%M} JST",
        f"アカウント / account: learner/{account}",
        f"期間 / period: {since:%Y-%m-%d %H:%M} – {until:%Y-%m-%d %H:%M} JST",
        f"監査の行 / lines of the audit: {first} – {last}（{sum(leak.actions.values())}）",
        f"したこと / what it did: {did}",
        f"本人のおそれのある人数 / people who may be concerned: {len(leak.people)}",
        f"  名指しで開いたもの / opened one by one: {_numbers(leak.named)}",
        f"  一覧・書き出しの講座にいた人 / in the offerings of lists and exports: {_numbers(leak.of_lists)}",
        f"人を決められない行（人が確かめる） / lines to be looked at by a person: {unclear}",
        "一覧の行には人数だけが残るため、その時までに講座にいた全員を数えています。見られた人より多いことはあっても、少ないことはありません。",
        "Of a list the audit keeps how many stood on it; everybody who belonged to the offering by then is counted: more than were seen, never fewer.",
        "書き足すこと / to be added by a person: 事実の経過・原因・二次被害・本人への対応・再発防止 / what happened, why, harm, what people were told, prevention",
    ]


def _numbers(people: frozenset[int]) -> str:
    return f"{len(people)}: {', '.join(map(str, sorted(people)))}" if people else "0"

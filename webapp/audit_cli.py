"""監査の照合: says loudly where the chain was changed or cut; part of `flask --app webapp verify`."""

from collections import defaultdict

import click
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp import audit_guard
from webapp.audit import FIRST, AuditEntry, AuditSubject, broken_links, people_of
from webapp.audit_emptying import is_attested
from webapp.audit_heads import anchored
from webapp.config import Settings
from webapp.db import Database


def check_audit(settings: Settings, database: Database) -> bool:
    """Report on the chain; True where it was tampered with."""
    with database.sessions() as session:
        broken = list(broken_links(session))
        heads = anchored(settings.audit_heads)
        lost = lost_heads(session, heads)
        attested = is_attested(session, heads)
        misled = misled_lines(session)
        unguarded = audit_guard.missing(session.connection())
        count = session.scalar(select(func.count()).select_from(AuditEntry))
        head = session.scalar(select(AuditEntry.digest).order_by(AuditEntry.id.desc()).limit(1))
    for entry_id in broken:
        click.echo(
            f"監査の記録 {entry_id} 番か、その前が書きかえられています / audit line {entry_id}, or what stood before it, was changed"
        )
    if lost:
        click.echo(
            f"監査の記録から {len(lost)} 行がなくなっています（{settings.audit_heads.name} にある控えと一致しません）"
            f" / {len(lost)} lines of the audit are gone: {settings.audit_heads.name} knows of them"
        )
    if misled:
        click.echo(
            f"監査の対象者の索引が、{len(misled)} 行で記録と合いません（{', '.join(map(str, misled[:5]))} 番など）"
            f" / the index of whom the audit tells differs from {len(misled)} of its lines"
        )
    if not attested:
        click.echo(
            f"監査の古い行が空にされていますが、{settings.audit_heads.name} にその控えがありません。保存期間の処理なら"
            " flask --app webapp apply-retention を実行すると直ります"
            f" / old lines of the audit were emptied, of which {settings.audit_heads.name} does not know; if that was the "
            "retention job, running apply-retention mends it"
        )
    if unguarded:
        click.echo(
            f"監査の記録を守るトリガーがデータベースにありません（{', '.join(unguarded)}）。flask --app webapp upgrade-database で作り直せます"
            f" / triggers that guard the audit do not stand in the database ({', '.join(unguarded)}): upgrade-database makes "
            "them anew"
        )
    # To be written down elsewhere by whoever wants to be sure of more than this machine.
    click.echo(
        f"監査の記録 {count} 行、末尾 {head or FIRST} / {count} audit lines, ending with this digest",
        err=True,
    )
    return bool(broken or lost or misled or unguarded or not attested)


def lost_heads(session: Session, heads: set[str]) -> set[str]:
    """The digests that were written down and are not in the chain any more."""
    left = set(heads)
    for digest in session.scalars(select(AuditEntry.digest).execution_options(yield_per=1000)):
        left.discard(digest)
    return left


def misled_lines(session: Session) -> list[int]:
    """The ids of lines of which somebody would not find, or would find though it does not tell of them."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    links = select(AuditSubject.entry_id, AuditSubject.learner_id).execution_options(yield_per=10_000)
    for entry_id, learner_id in session.execute(links):
        found[entry_id].add(learner_id)
    lines = session.scalars(select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=1000))
    wrong = [line.id for line in lines if found.pop(line.id, set()) != people_of(line)]
    return wrong + sorted(found)

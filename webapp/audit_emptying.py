"""監査の保存期間: what old lines say goes; their links stay, so that the chain is still whole from its first line on.

A line that was emptied is covered by a younger one that says so. Somebody who empties lines and writes such a line as
well is found out by the heads (audit-heads), which lie outside the database and do not know theirs.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from webapp.audit import EMPTIED, EMPTYING, AuditEntry, AuditSubject, emptied_through, record

LAST = 2**31 - 1  # beyond every line, where all of them are old


def emptied_lines(before: datetime) -> ColumnElement[bool]:
    """What holds of a line that goes: it is older, and so is every line before it."""
    first_kept = select(func.min(AuditEntry.id)).where(AuditEntry.at >= before).scalar_subquery()
    return (AuditEntry.id < func.coalesce(first_kept, LAST)) & (AuditEntry.action != "")


def empty_old(session: Session, before: datetime, at: datetime) -> int:
    """監査の中身を消す: lines older than this say nothing any more; how many it were."""
    old = emptied_lines(before)
    through = session.scalar(select(func.max(AuditEntry.id)).where(old))
    if through is None:
        return 0
    # First, since the database lets a line go only where the chain's newest says so (webapp.audit_guard).
    record(session, at, None, EMPTIED, "audit", through=through)
    gone = session.execute(
        update(AuditEntry)
        .where(AuditEntry.id <= through, AuditEntry.action != "")
        .values(actor=None, action="", subject="", detail={}),
        execution_options={"synchronize_session": "fetch", EMPTYING: True},
    )
    session.execute(
        delete(AuditSubject).where(AuditSubject.entry_id <= through), execution_options={EMPTYING: True}
    )
    return int(gone.rowcount)  # type: ignore[attr-defined]


def attest_again(session: Session, heads: set[str], at: datetime) -> bool:
    """Say once more up to which line was emptied, where the heads do not know who said so (a crash came between)."""
    if not heads or not (through := emptied_through(session)) or is_attested(session, heads):
        return False
    record(session, at, None, EMPTIED, "audit", through=through)
    return True


def is_attested(session: Session, heads: set[str]) -> bool:
    """Whether every emptied line is covered by one whose digest was written down outside the database."""
    last = session.scalar(select(func.max(AuditEntry.id)).where(AuditEntry.action == ""))
    if last is None or not heads:
        return True
    said = session.scalars(select(AuditEntry).where(AuditEntry.action == EMPTIED))
    return any(entry.digest in heads and entry.detail.get("through", 0) >= last for entry in said)

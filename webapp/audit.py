"""監査の記録: who looked at or changed whose data and what for, in a chain that shows when somebody tampered with it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, insert, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from webapp.append_only import append_only
from webapp.audit_guard import guard
from webapp.audit_triggers import REFUSAL
from webapp.db import Model
from webapp.purposes import PURPOSE_OF


class AuditEntry(Model):
    """監査の一行: appended only; each carries the hash of the one before."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    # A person's id; None where the platform acted by itself.
    actor: Mapped[int | None] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(String(60))
    # What it was done to: "offering/3", "application/17".
    subject: Mapped[str] = mapped_column(String(100), index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64), unique=True)


class AuditSubject(Model):
    """監査の対象者: of whom a line tells, so that a person finds it; the line itself names them all, under its digest."""

    __tablename__ = "audit_subject"

    # By number alone, as the chain has it: neither an erasure nor a restore may pull a line apart.
    learner_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entry.id"), primary_key=True, index=True)


class AuditIsAppendOnly(RuntimeError):
    """Somebody tried to change or delete a line of the audit; what was written wrongly is told by another line."""

    def __init__(self) -> None:
        super().__init__(REFUSAL)


# The execution option of the one change there is: what the periods of retention empty (webapp.audit_emptying).
EMPTYING = "tateyama_empties_audit"
append_only(AuditEntry, AuditIsAppendOnly, lawful=EMPTYING)
append_only(AuditSubject, AuditIsAppendOnly, lawful=EMPTYING)
guard(AuditEntry)
guard(AuditSubject)

FIRST = "0" * 64
HEAD = "audit_head"
# The action of the line that says up to which one the lines before it were emptied.
EMPTIED = "audit_emptied"
LOCK = 0x7A7E  # whatever number; every writer of the chain waits for the same


def record(
    session: Session,
    at: datetime,
    actor: int | None,
    action: str,
    subject: str,
    *,
    whose: Iterable[int] = (),
    **detail: Any,
) -> AuditEntry:
    """記録する: append one line to the chain, in the writing transaction of what it tells of.

    `whose` are the people whose data it was: they find the line. Its purpose is the action's; a KeyError where an action
    that names people has none.
    """
    if session.get_bind().dialect.name == "postgresql":
        # Two writers would both continue from the same line. SQLite has one writer anyway.
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    newest = session.scalar(select(AuditEntry.digest).order_by(AuditEntry.id.desc()).limit(1))
    entry = AuditEntry(
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        # As it will come out again: the digest is taken over what a reader finds.
        detail=json.loads(json.dumps(detail | _what_for(action, sorted(set(whose))))),
        previous=newest or FIRST,
    )
    entry.digest = digest_of(entry)
    session.add(entry)
    session.flush()
    if told := people_of(entry):
        session.execute(
            insert(AuditSubject), [{"learner_id": who, "entry_id": entry.id} for who in sorted(told)]
        )
    session.info[HEAD] = entry.digest
    return entry


def _what_for(action: str, whose: list[int]) -> dict[str, Any]:
    if whose:
        return {"purpose": PURPOSE_OF[action].value, "whose": whose, "people": len(whose)}
    return {"purpose": PURPOSE_OF[action].value} if action in PURPOSE_OF else {}


def people_of(entry: AuditEntry) -> set[int]:
    """対象者: the people of whom a line tells by their number."""
    kind, _, number = entry.subject.partition("/")
    told = {int(number)} if kind == "learner" and number.isdecimal() else set()
    # A partner's list from before stands under "people", where a number stands today.
    listed = entry.detail.get("whose", entry.detail.get("people"))
    return told.union(listed) if isinstance(listed, list) else told


def digest_of(entry: AuditEntry) -> str:
    """The sha256 of a line and of the digest before it, as hex."""
    told = [
        entry.at.astimezone(UTC).isoformat(),
        entry.actor,
        entry.action,
        entry.subject,
        entry.detail,
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def broken_links(session: Session) -> Iterator[int]:
    """The ids of lines that were changed, or before which one was taken out; of an old, emptied one its link alone is left."""
    previous, through = FIRST, emptied_through(session)
    for entry in session.scalars(
        select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=1000)
    ):
        whole = entry.digest == digest_of(entry) or (entry.id <= through and is_empty(entry))
        if entry.previous != previous or not whole:
            yield entry.id
        previous = entry.digest


def is_empty(entry: AuditEntry) -> bool:
    """Whether a line's content was let go when its time was over."""
    return (entry.actor, entry.action, entry.subject, entry.detail) == (None, "", "", {})


def emptied_through(session: Session) -> int:
    """Up to which line the chain itself says that its old lines were emptied; 0 where none was."""
    said = session.scalars(select(AuditEntry).where(AuditEntry.action == EMPTIED))
    whole = [entry for entry in said if entry.digest == digest_of(entry)]
    return max((int(entry.detail.get("through", 0)) for entry in whole), default=0)

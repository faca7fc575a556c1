"""見た記録: a list with names was opened; who, what for and whose names stood there go into the audit."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit import AuditEntry, record
from webapp.auth import signed_in_learner
from webapp.db import transaction
from webapp.purposes import PURPOSE_OF

# The same list of the same people, opened again within this time, is the line that stands already.
AGAIN = timedelta(minutes=15)


def looked(
    session: Session,
    at: datetime,
    actor: int,
    action: str,
    subject: str,
    whose: Iterable[int],
    **detail: Any,
) -> AuditEntry:
    """見たことを記録する: one line, or the one of a moment ago where nothing about it is different.

    A KeyError where the action has no purpose, whether it was people with an account whose names stood there or others.
    """
    if action not in PURPOSE_OF:
        raise KeyError(action)
    people = sorted(set(whose))
    before = session.scalar(
        select(AuditEntry)
        .where(
            AuditEntry.actor == actor,
            AuditEntry.subject == subject,
            AuditEntry.action == action,
            AuditEntry.at > at - AGAIN,
        )
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )
    if before is not None and _says(before, people, detail):
        return before
    return record(session, at, actor, action, subject, whose=people, **detail)


def look(action: str, subject: str, whose: Iterable[int], **detail: Any) -> None:
    """The signed-in person opened a list: written down at once, before the page goes out."""
    people = list(whose)  # read before the writing transaction begins
    with transaction() as writing:
        looked(writing, datetime.now(UTC), signed_in_learner().id, action, subject, people, **detail)


def _says(entry: AuditEntry, people: list[int], detail: dict[str, Any]) -> bool:
    said = {key: value for key, value in entry.detail.items() if key not in ("purpose", "whose", "people")}
    return bool(said == detail and entry.detail.get("whose", []) == people)

"""漏えいの報告: who may be concerned, from the audit, when an account was in wrong hands between two moments.

By number alone: the report goes to people who need not know names. A line tells who stood on the list. One from before
lines did tells how many; so everybody is counted who belonged to that offering by then: more than were seen, never fewer.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit import AuditEntry, people_of
from webapp.enrolment.models import Application, Enrolment
from webapp.participation.models import Submission

# Where the account was turned away, or did what shows nobody.
SHOWS_NOBODY = frozenset(
    {"refused", "offering_planned", "offering_copied", "offering_changed", "letter_head_decided", "invitation_ended"}
)  # fmt: skip


@dataclass(frozen=True)
class Leak:
    """What the account did in that time, how often, the people concerned by how it is known, and lines that say too little."""

    actions: Counter[str]
    named: frozenset[int]
    of_lists: frozenset[int]
    unclear: tuple[int, ...]
    lines: tuple[int, int] | None

    @property
    def people(self) -> list[int]:
        """Everybody who may be concerned."""
        return sorted(self.named | self.of_lists)


def affected(session: Session, account: int, begin: datetime, end: datetime) -> Leak:
    """Read the audit of one account between two moments, the first included; old lines were emptied and tell nothing."""
    lines = session.scalars(
        select(AuditEntry)
        .where(AuditEntry.actor == account, AuditEntry.at >= begin, AuditEntry.at < end)
        .order_by(AuditEntry.id)
    ).all()
    shown = [line for line in lines if line.action not in SHOWS_NOBODY]
    told = {line.id: people_of(line) for line in shown}
    listed = {who for people in told.values() for who in people}
    subjects = {line.id: line.subject.partition("/")[::2] for line in shown if not told[line.id]}
    ids = {
        kind: {int(number) for what, number in subjects.values() if what == kind and number.isdecimal()}
        for kind in ("application", "enrolment", "submission", "offering")
    }
    known = {line for line, (what, number) in subjects.items() if what in ids and number.isdecimal()}
    return Leak(
        Counter(line.action for line in lines),
        frozenset((listed | _owners(session, ids)) - {account}),
        frozenset(_members(session, ids["offering"], end) - {account}),
        tuple(sorted(set(subjects) - known)),
        (lines[0].id, lines[-1].id) if lines else None,
    )


def _owners(session: Session, ids: dict[str, set[int]]) -> set[int]:
    tables = (("application", Application), ("enrolment", Enrolment), ("submission", Submission))
    return {
        learner
        for kind, table in tables
        for learner in session.scalars(select(table.learner_id).where(table.id.in_(ids[kind])))
    }


def _members(session: Session, offerings: Iterable[int], end: datetime) -> set[int]:
    """Who had applied for these offerings, or was enrolled, before that moment."""
    some = list(offerings)
    applied = select(Application.learner_id).where(
        Application.offering_id.in_(some), Application.applied_at < end
    )
    enrolled = select(Enrolment.learner_id).where(
        Enrolment.offering_id.in_(some), Enrolment.enrolled_at < end
    )
    return {*session.scalars(applied), *session.scalars(enrolled)}

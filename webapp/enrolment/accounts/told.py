"""あなたの情報の取扱い: the lines of the audit that concern one person, in plain words.

A line names its people by number, and `audit_subject` finds them. Lines from before it did are found by what they are
about: the person's own rows, and lists of offerings the person belongs to, where everybody counts as shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from webapp.audit import AuditEntry, AuditSubject
from webapp.enrolment.accounts.told_words import OLD_LISTS, OTHER, WORDS
from webapp.enrolment.models import Application, Enrolment, Learner, Role, RoleGrant
from webapp.programme.models import Partner
from webapp.purposes import Purpose

MOST = 50
# An investigation warns nobody. An account that somebody tried to look into and did not see, and what the platform let go of, is nobody's look.
SILENT = ("refused", "leak_reported", "")


@dataclass(frozen=True)
class Told:
    """One line: its number, when, what and what for, and who, as an office or a role and never by name."""

    number: int
    at: datetime
    what: str
    purpose: Purpose | None
    by_me: bool
    by: Partner | None
    role: Role | None
    by_platform: bool
    people: int


def told_about(
    session: Session,
    learner: Learner,
    *,
    by_others: bool = False,
    before: int | None = None,
    most: int = MOST,
) -> list[Told]:
    """What was done with this person's data, the newest first, at most so many lines, older than line `before`."""
    found = {line.id: line for asked in (_named, _of_before) for line in _lines(
        session, asked(session, learner), learner, by_others, before, most)}  # fmt: skip
    lines = [found[number] for number in sorted(found, reverse=True)[:most]]
    who = _staff(session, {line.actor for line in lines if line.actor is not None})
    return [_as_told(line, learner, *who.get(line.actor or 0, (None, None))) for line in lines]


def _as_told(line: AuditEntry, learner: Learner, role: Role | None, partner: Partner | None) -> Told:
    purpose = line.detail.get("purpose")
    people = line.detail.get("people")
    return Told(
        line.id, line.at, WORDS.get(line.action, OTHER), Purpose(purpose) if purpose else None,
        line.actor == learner.id, partner, role, line.actor is None, people if isinstance(people, int) else 0,
    )  # fmt: skip


def _lines(
    session: Session,
    asked: ColumnElement[bool],
    learner: Learner,
    by_others: bool,
    before: int | None,
    most: int,
) -> Sequence[AuditEntry]:
    lines: Select[AuditEntry] = select(AuditEntry).where(asked, AuditEntry.action.not_in(SILENT))
    if by_others:
        lines = lines.where(AuditEntry.actor.is_not(None), AuditEntry.actor != learner.id)
    if before is not None:
        lines = lines.where(AuditEntry.id < before)
    return session.scalars(lines.order_by(AuditEntry.id.desc()).limit(most)).all()


def _named(_session: Session, learner: Learner) -> ColumnElement[bool]:
    return AuditEntry.id.in_(select(AuditSubject.entry_id).where(AuditSubject.learner_id == learner.id))


def _of_before(session: Session, learner: Learner) -> ColumnElement[bool]:
    """Lines without people: about the person's own application or enrolment, or a list of one of their offerings."""
    rows, offerings = [], set()
    for table in (Application, Enrolment):
        own = select(table.id, table.offering_id).where(table.learner_id == learner.id)
        for number, offering in session.execute(own):
            rows.append(f"{table.__tablename__}/{number}")
            offerings.add(f"offering/{offering}")
    lists = and_(
        AuditEntry.subject.in_(sorted(offerings)),
        AuditEntry.action.in_(sorted(OLD_LISTS)),
        AuditEntry.detail["purpose"].as_string().is_(None),
        or_(AuditEntry.actor.is_(None), AuditEntry.actor != learner.id),
    )
    return or_(AuditEntry.subject.in_(rows), lists)


def _staff(session: Session, actors: set[int]) -> dict[int, tuple[Role, Partner | None]]:
    """By person: the role in which they look at others' data, be it over by now; an office's before any other."""
    grants = select(RoleGrant).where(RoleGrant.learner_id.in_(actors), RoleGrant.role != Role.LEARNER)
    order = (Role.OPERATOR, Role.INSTRUCTOR, Role.COORDINATOR)
    found = sorted(session.scalars(grants), key=lambda grant: order.index(grant.role))
    return {grant.learner_id: (grant.role, grant.partner) for grant in found}

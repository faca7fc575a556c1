"""監査の記録のページ: what was done and looked at, by ids; nobody's name stands there."""

import re
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request
from sqlalchemy import ColumnElement, or_, select

from webapp.audit import AuditEntry, AuditSubject
from webapp.auth import require
from webapp.db import session
from webapp.enrolment.models import Role

blueprint = Blueprint("audit", __name__)
PER_PAGE = 50
LARGEST_ID = 2**31 - 1


@dataclass(frozen=True)
class Wanted:
    """What the page was asked for, as it was typed."""

    action: str
    subject: str
    person: str

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        """The same for the database; a person is looked for as who acted and as whom it was about."""
        found: list[ColumnElement[bool]] = [AuditEntry.action != ""]  # old lines, which say nothing any more
        if self.action:
            found.append(AuditEntry.action == self.action)
        if self.subject:
            found.append(AuditEntry.subject == self.subject)
        if self.person:
            number = int(self.person)
            told = select(AuditSubject.entry_id).where(AuditSubject.learner_id == number)
            found.append(or_(AuditEntry.actor == number, AuditEntry.id.in_(told)))
        return found


@blueprint.get("/operator/audit")
@require(Role.OPERATOR)
def show() -> str:
    """監査の記録: the newest first, filtered and in pages."""
    wanted = Wanted(*(request.args.get(name, "").strip()[:100] for name in ("action", "subject", "person")))
    problem = bool(wanted.person) and not _is_id(wanted.person)
    before = request.args.get("before", "")
    if before and not _is_id(before):
        abort(404)
    newest = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(PER_PAGE + 1)
    if before:
        newest = newest.where(AuditEntry.id < int(before))
    found = [] if problem else list(session().scalars(newest.where(*wanted.conditions)))
    return render_template(
        "audit/audit.html",
        entries=found[:PER_PAGE],
        older=found[PER_PAGE - 1].id if len(found) > PER_PAGE else None,
        later=bool(before),
        wanted=wanted,
        problem=problem,
        actions=sorted(
            session().scalars(select(AuditEntry.action).where(AuditEntry.action != "").distinct())
        ),
    )


def _is_id(typed: str) -> bool:
    return re.fullmatch("[0-9]{1,10}", typed) is not None and int(typed) <= LARGEST_ID

"""修了を記録する: what the rule says is written down with the very change that made it true, never by a later job.

It is the dated record that reports count by (I11: a completion dated on or before 基準日); what is said of one person is
read from the rule itself (`completing.standing`). A decision of a person goes before the rule, and what a certificate
was issued for stays until a person takes it back.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.completed import completed_now
from webapp.enrolment.models import Enrolment
from webapp.participation.certificates.models import Certificate
from webapp.participation.completing.attending import attended
from webapp.participation.completing.models import CompletionDecision
from webapp.participation.rules import rule_promised_to
from webapp.programme.changes import WHEN_CHANGED
from webapp.programme.rule_kinds import asks_attendance, asks_work


def settle(session: Session, enrolment: Enrolment) -> None:
    """出席による修了を決め直す; doing it again changes nothing."""
    rule = rule_promised_to(session, enrolment)
    if not asks_attendance(rule) or is_decided(session, enrolment):
        return
    met_at = attended(session, enrolment, rule).met_at
    if met_at is not None and asks_work(rule):
        # What hand-ins reached is read by the room above, which knows releases.
        met_at = completed_now(session, enrolment)
    if (met_at is None) != (enrolment.completed_at is None):
        enrolment.completed_at = met_at
        enrolment.completion_rule_version = rule["version"] if met_at else None
        session.flush()


def settle_everybody(session: Session, offering_id: int) -> None:
    """The same for everybody of an offering whose classes or rule changed: 2/3 of seven is another number."""
    people = select(Enrolment).where(Enrolment.offering_id == offering_id, Enrolment.withdrawn_at.is_(None))
    for enrolment in session.scalars(people):
        settle(session, enrolment)


def follow_changes() -> None:
    """From now on 休講 and 振替 settle completions in their own transaction; the room before knows nothing of this one."""
    if settle_everybody not in WHEN_CHANGED:
        WHEN_CHANGED.append(settle_everybody)


def is_decided(session: Session, enrolment: Enrolment) -> bool:
    """Whether only a person may change it: somebody left, somebody decided, or a certificate stands."""
    return (
        enrolment.withdrawn_at is not None
        or decision_on(session, enrolment) is not None
        or certificate_of(session, enrolment) is not None
    )


def decision_on(session: Session, enrolment: Enrolment) -> CompletionDecision | None:
    """The decision that counts: the newest."""
    return session.scalar(
        select(CompletionDecision)
        .where(CompletionDecision.enrolment_id == enrolment.id)
        .order_by(CompletionDecision.id.desc())
        .limit(1)
    )


def certificate_of(session: Session, enrolment: Enrolment) -> Certificate | None:
    """The certificate that stands; one that was taken back does not."""
    return session.scalar(
        select(Certificate).where(Certificate.enrolment_id == enrolment.id, Certificate.revoked_at.is_(None))
    )

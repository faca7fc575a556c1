"""修了の認定と取消: a person decides beside the rule, with a reason, and both are kept."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.models import Enrolment
from webapp.participation.certificates.revoking import revoke
from webapp.participation.completing.models import CompletionDecision
from webapp.participation.completing.settling import certificate_of, decision_on
from webapp.participation.completing.standing import completed_by_rule
from webapp.programme.operations import NotPossible
from webapp.wording import mark

LONGEST_REASON = 500


def decide(
    session: Session,
    enrolment: Enrolment,
    releases: Path,
    *,
    granted: bool,
    reason: str,
    at: datetime,
    by: int,
) -> CompletionDecision:
    """修了を認定する, or 取り消す: counts from now on in every number; the same again changes nothing.

    Taking a completion back takes its certificate back as well. Raises NotPossible without a reason, for somebody who
    withdrew, and where the rule, read now as the page reads it, already says the same.
    """
    session.execute(select(Enrolment.id).where(Enrolment.id == enrolment.id).with_for_update())
    session.refresh(enrolment)
    reason = " ".join(reason.split())
    newest = decision_on(session, enrolment)
    if newest is not None and (newest.granted, newest.reason) == (granted, reason):
        return newest
    _refuse(enrolment, granted, reason, completed_by_rule(session, enrolment, releases) is not None)
    decision = CompletionDecision(
        enrolment_id=enrolment.id, granted=granted, reason=reason, decided_at=at, decided_by_id=by
    )
    session.add(decision)
    standing = certificate_of(session, enrolment)
    enrolment.completed_at = at if granted else None
    enrolment.completion_rule_version = None
    session.flush()
    record(session, at, by, "completion_decided", f"enrolment/{enrolment.id}", granted=granted)
    if standing is not None and not granted:
        revoke(session, standing, reason, at, by)
    return decision


def _refuse(enrolment: Enrolment, granted: bool, reason: str, completed: bool) -> None:
    if not reason or len(reason) > LONGEST_REASON:
        raise NotPossible(mark("理由を500字までで入力してください。受講者のページにそのまま表示されます"))
    if enrolment.withdrawn_at is not None:
        raise NotPossible(mark("受講を辞退しているため、修了を認定することも取り消すこともできません"))
    if granted == completed:
        raise NotPossible(
            mark("すでに修了しています")
            if granted
            else mark("まだ修了していないため、取り消すものがありません")
        )

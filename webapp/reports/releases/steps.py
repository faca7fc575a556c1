"""起案・確認・決裁: a draft goes from hand to hand, and no two of its three steps are the same person's."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.models import Learner, Role
from webapp.fiscal_year import japanese_date
from webapp.reports.frozen.data import digest
from webapp.reports.frozen.report import ParticipationReport
from webapp.reports.releases.models import (
    DraftState,
    ProtectionDecision,
    ReportDraft,
    ReportStep,
    StepKind,
)

_WAITING = {StepKind.CONFIRM: DraftState.TO_CONFIRM, StepKind.DECIDE: DraftState.TO_DECIDE}
_THEN = {StepKind.CONFIRM: DraftState.TO_DECIDE, StepKind.DECIDE: DraftState.DECIDED}


class NotNow(ValueError):
    """This step cannot be taken: `code` says why, and pages say it in words.

    Codes: not_a_coordinator, wrong_state, same_person, no_comment, not_looked_at, other_report.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def hand_in(
    session: Session,
    draft: ReportDraft,
    report: ParticipationReport,
    protection: dict[str, Any],
    by: Learner,
    at: datetime,
) -> ReportStep:
    """起案する: freeze the protected report as it is to be confirmed; after 差し戻し once more."""
    session.refresh(draft, with_for_update=True)
    if draft.state not in (DraftState.DRAFTING, DraftState.SENT_BACK):
        raise NotNow("wrong_state")
    if (report.fiscal_year, report.quarter, report.edition, report.as_of, report.closing) != (
        draft.fiscal_year,
        draft.quarter,
        draft.edition,
        draft.as_of,
        draft.closing,
    ):
        raise NotNow("other_report")
    draft.content = {"report": report.as_data(), "protection": protection}
    draft.state = DraftState.TO_CONFIRM
    return _take(session, draft, StepKind.DRAFT, by, at)


def look_at_protection(
    session: Session, draft: ReportDraft, told: dict[str, Any], by: Learner, at: datetime
) -> ProtectionDecision:
    """公表前の確認: keep what was shown of merged and hidden cells, and who said that it may go out so."""
    _must_coordinate(by, at)
    if draft.content is None or draft.state is not DraftState.TO_CONFIRM:
        raise NotNow("wrong_state")
    decision = ProtectionDecision(
        draft_id=draft.id,
        content_sha256=digest(draft.content),
        told=told,
        decided_at=at,
        decided_by_id=by.id,
    )
    session.add(decision)
    session.flush()
    record(
        session, at, by.id, "protection_decided", f"report_draft/{draft.id}", sha256=decision.content_sha256
    )
    return decision


def confirm(session: Session, draft: ReportDraft, by: Learner, at: datetime, comment: str = "") -> ReportStep:
    """確認する: by another person than who drafted, after 公表前の確認 of these very bytes."""
    session.refresh(draft, with_for_update=True)
    if draft.state is DraftState.TO_CONFIRM and not was_looked_at(session, draft):
        raise NotNow("not_looked_at")
    return _pass_on(session, draft, StepKind.CONFIRM, by, at, comment)


def decide(session: Session, draft: ReportDraft, by: Learner, at: datetime, comment: str = "") -> ReportStep:
    """決裁する: by a third person."""
    session.refresh(draft, with_for_update=True)
    return _pass_on(session, draft, StepKind.DECIDE, by, at, comment)


def send_back(session: Session, draft: ReportDraft, by: Learner, at: datetime, comment: str) -> ReportStep:
    """差し戻す: with a comment that says what to mend; all three steps then begin anew."""
    session.refresh(draft, with_for_update=True)
    if draft.state not in _WAITING.values():
        raise NotNow("wrong_state")
    if not comment.strip():
        raise NotNow("no_comment")
    draft.state = DraftState.SENT_BACK
    return _take(session, draft, StepKind.SEND_BACK, by, at, comment)


def this_round(draft: ReportDraft) -> list[ReportStep]:
    """The steps since the draft was last handed in."""
    starts = [at for at, step in enumerate(draft.steps) if step.kind is StepKind.DRAFT]
    return draft.steps[starts[-1] :] if starts else []


def _pass_on(
    session: Session, draft: ReportDraft, kind: StepKind, by: Learner, at: datetime, comment: str
) -> ReportStep:
    if draft.state is not _WAITING[kind]:
        raise NotNow("wrong_state")
    if by.id in {step.by_id for step in this_round(draft)}:
        raise NotNow("same_person")
    draft.state = _THEN[kind]
    return _take(session, draft, kind, by, at, comment)


def _take(
    session: Session, draft: ReportDraft, kind: StepKind, by: Learner, at: datetime, comment: str = ""
) -> ReportStep:
    _must_coordinate(by, at)
    step = ReportStep(
        kind=kind, by_id=by.id, at=at, comment=comment.strip(), content_sha256=digest(draft.content)
    )
    draft.steps.append(step)
    session.flush()
    record(session, at, by.id, f"report_{kind.value}", f"report_draft/{draft.id}", sha256=step.content_sha256)
    return step


def _must_coordinate(person: Learner, at: datetime) -> None:
    if not any(grant.role is Role.COORDINATOR for grant in person.roles_on(japanese_date(at))):
        raise NotNow("not_a_coordinator")


def was_looked_at(session: Session, draft: ReportDraft) -> bool:
    """Whether 公表前の確認 of these very bytes is on record."""
    looked = session.query(ProtectionDecision.content_sha256).filter_by(draft_id=draft.id)
    return digest(draft.content) in {sha256 for (sha256,) in looked}

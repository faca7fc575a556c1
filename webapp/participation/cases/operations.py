"""活用事例の手続: offered by a learner, put into words by the office, approved word by word, published, withdrawn."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment
from webapp.participation.cases.models import PRINTED, CaseState, UseCase
from webapp.participation.cases.queries import case_of
from webapp.wording import mark

# The office works on these words; a published page is taken down first.
OPEN = frozenset({CaseState.OFFERED, CaseState.TO_APPROVE, CaseState.APPROVED})
OVER = frozenset({CaseState.WITHDRAWN, CaseState.DECLINED})
NOT_NOW = mark("この事例は、もう次の段階に進んでいます。ページを開き直して、いまの状態を確かめてください。")
UNFINISHED = mark("題・課題・取り組み・成果がそろってから、本人に確認を頼んでください。")
OTHER_WORDS = mark(
    "確かめていただいた文面が変わりました。新しい文面をもう一度確かめてから、承認してください。"
)


class CaseNotPossible(ValueError):
    """What was asked does not fit where the case stands; the message is for people."""


@dataclass(frozen=True)
class CaseText:
    """印刷される言葉: the organisation is empty where it is not named (匿名)."""

    title: str
    organisation: str
    field: str
    problem: str
    effort: str
    result: str


def offer(
    session: Session, enrolment: Enrolment, said: CaseText, consent_version: str, at: datetime
) -> UseCase:
    """活用事例を申し出る: once of a course; what is there already stays, unless it was withdrawn or declined."""
    case = case_of(session, enrolment.id)
    if case is not None:
        session.refresh(case, with_for_update=True)
        if case.state not in OVER:
            return case
    case = case or UseCase(enrolment_id=enrolment.id)
    _write(case, said)
    case.state, case.wish = CaseState.OFFERED, ""
    case.consent_version = consent_version
    case.consented_at = case.changed_at = at
    try:
        with session.begin_nested():
            session.add(case)
    except IntegrityError:  # the other press of the button was quicker
        found = case_of(session, enrolment.id)
        assert found is not None  # noqa: S101 - it is what stood in the way
        return found
    return case


def edit(session: Session, case: UseCase, said: CaseText, at: datetime) -> None:
    """文面を直す: other words need another approval."""
    _among(session, case, OPEN)
    before = case.sha256
    _write(case, said)
    if case.sha256 != before:
        case.state, case.approved_sha256, case.approved_at = CaseState.OFFERED, None, None
    case.changed_at = at
    session.flush()


def ask_approval(session: Session, case: UseCase, at: datetime) -> None:
    """本人に確認を頼む; raises CaseNotPossible where something is missing."""
    _among(session, case, OPEN)
    if not all((case.title, case.problem, case.effort, case.result)):
        raise CaseNotPossible(UNFINISHED)
    case.state, case.wish, case.changed_at = CaseState.TO_APPROVE, "", at
    session.flush()


def approve(session: Session, case: UseCase, sha256: str, at: datetime) -> None:
    """文面を承認する: of exactly the words that were shown, by their digest."""
    session.refresh(case, with_for_update=True)
    if case.state in (CaseState.APPROVED, CaseState.PUBLISHED) and case.approved_sha256 == sha256:
        return  # a second press of the button
    if case.state is not CaseState.TO_APPROVE:
        raise CaseNotPossible(NOT_NOW)
    if case.sha256 != sha256:
        raise CaseNotPossible(OTHER_WORDS)
    case.state, case.approved_sha256, case.approved_at = CaseState.APPROVED, sha256, at
    case.changed_at = at
    session.flush()


def wish_change(session: Session, case: UseCase, wish: str, at: datetime) -> None:
    """直してほしいと伝える: the office writes anew, and asks again."""
    _among(session, case, frozenset({CaseState.TO_APPROVE, CaseState.APPROVED}))
    case.state, case.wish, case.changed_at = CaseState.OFFERED, wish, at
    case.approved_sha256 = case.approved_at = None
    session.flush()


def publish(session: Session, case: UseCase, at: datetime) -> None:
    """公開する: only the approved words."""
    session.refresh(case, with_for_update=True)
    if case.state is CaseState.PUBLISHED:
        return
    if case.state is not CaseState.APPROVED or not case.is_as_approved:
        raise CaseNotPossible(NOT_NOW)
    case.state, case.published_at, case.changed_at = CaseState.PUBLISHED, at, at
    session.flush()


def take_down(session: Session, case: UseCase, at: datetime) -> None:
    """公開をやめる: back to the office's desk; the approval stands for the same words."""
    _among(session, case, frozenset({CaseState.PUBLISHED}))
    case.state, case.published_at, case.changed_at = CaseState.APPROVED, None, at
    session.flush()


def decline(session: Session, case: UseCase, at: datetime) -> None:
    """見送る: the office does not make a page of it."""
    _among(session, case, OPEN)
    _close(case, CaseState.DECLINED, at)
    session.flush()


def withdraw(session: Session, case: UseCase, at: datetime) -> None:
    """取り下げる: whenever the person wants; nothing of their words is kept. Released reports stay as they are."""
    session.refresh(case, with_for_update=True)
    if case.state is not CaseState.WITHDRAWN:
        _close(case, CaseState.WITHDRAWN, at)
        session.flush()


def _close(case: UseCase, state: CaseState, at: datetime) -> None:
    _write(case, CaseText("", "", "", "", "", ""))
    case.state, case.wish, case.changed_at = state, "", at
    case.approved_sha256 = case.approved_at = case.published_at = None


def _write(case: UseCase, said: CaseText) -> None:
    for name in PRINTED:
        setattr(case, name, getattr(said, name))


def _among(session: Session, case: UseCase, states: frozenset[CaseState]) -> None:
    session.refresh(case, with_for_update=True)
    if case.state not in states:
        raise CaseNotPossible(NOT_NOW)

"""申込と名簿の保存期間: what was typed into forms and lists goes; who applied for what, and what came of it, stays."""

from collections.abc import Sequence

from sqlalchemy import JSON, ColumnElement, Select, String, and_, cast, or_, select, type_coerce, update
from sqlalchemy.orm import Session

from webapp.enrolment.applying.models import ApplicationMove, Approval
from webapp.enrolment.models import Application
from webapp.enrolment.rosters.models import RosterImport, RosterRow, RosterState
from webapp.participation.erasing import ERASED, emptied_row, nobodys
from webapp.programme.models import Offering
from webapp.retention.periods import Until
from webapp.retention.rules import Rule, Since

# A roster that is being brought in right now is left to whoever does it.
IN_HAND = (RosterState.READING, RosterState.APPLYING)


def _of_courses_over(until: Until) -> Select[int]:
    return select(Application.id).join(Application.offering).where(Offering.ends_on < until.work)


def _has_words(column: ColumnElement[object]) -> ColumnElement[bool]:
    """Whether a JSON object holds anything; both databases write an empty one alike."""
    return cast(column, String) != "{}"


def _profiles(until: Until) -> Select[int]:
    return _of_courses_over(until).where(_has_words(type_coerce(Application.profile, JSON)))


def _rows(until: Until) -> Select[int]:
    """Rows of courses long over, and rows of lists that nobody brought in or finished."""
    never_came = and_(
        RosterImport.made_at < until.log_at, or_(RosterRow.outcome.is_(None), RosterRow.learner_id.is_(None))
    )
    return (
        select(RosterRow.id)
        .join(RosterRow.roster_import)
        .join(RosterImport.offering)
        .where(
            RosterImport.state.not_in(IN_HAND),
            or_(Offering.ends_on < until.work, never_came),
            RosterRow.fingerprint.not_like("erased-%"),
        )
    )


def _empty_profiles(session: Session, ids: Sequence[int]) -> None:
    session.execute(update(Application).where(Application.id.in_(ids)).values(profile={}))


def _empty_moves(session: Session, ids: Sequence[int]) -> None:
    session.execute(update(ApplicationMove).where(ApplicationMove.id.in_(ids)).values(reason=""))


def _empty_approvals(session: Session, ids: Sequence[int]) -> None:
    session.execute(
        update(Approval)
        .where(Approval.id.in_(ids))
        .values(approver_name=ERASED, approver_email=None, note="", token_hash=nobodys(Approval.id))
    )


def _empty_rows(session: Session, ids: Sequence[int]) -> None:
    session.execute(update(RosterRow).where(RosterRow.id.in_(ids)).values(emptied_row()))


def _empty_file_names(session: Session, ids: Sequence[int]) -> None:
    session.execute(update(RosterImport).where(RosterImport.id.in_(ids)).values(file_name="", columns={}))


RULES = (
    Rule("applications", "申込フォームの内容", "what application forms said", Since.WORK, _profiles, _empty_profiles),
    Rule(
        "reasons", "申込を動かした理由", "reasons why applications were moved", Since.WORK,
        lambda until: select(ApplicationMove.id).where(
            ApplicationMove.application_id.in_(_of_courses_over(until)),
            ApplicationMove.moved_by_id.is_not(None),
            ApplicationMove.reason != "",
        ),
        _empty_moves,
    ),
    Rule(
        "approvers", "承認した人の名前とアドレス", "names and addresses of who approved", Since.WORK,
        lambda until: select(Approval.id).where(
            Approval.application_id.in_(_of_courses_over(until)), Approval.approver_name != ERASED
        ),
        _empty_approvals,
    ),
    Rule(
        "roster_files", "名簿のファイルの名前", "names of roster files", Since.WORK,
        lambda until: select(RosterImport.id)
        .join(RosterImport.offering)
        .where(Offering.ends_on < until.work, RosterImport.file_name != ""),
        _empty_file_names,
    ),
    Rule("roster_rows", "名簿の行", "rows of rosters", Since.WORK, _rows, _empty_rows),
)  # fmt: skip

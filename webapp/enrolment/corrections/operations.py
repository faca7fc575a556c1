"""訂正の請求: asked by the person, answered by an office; every step in the audit, without the values themselves."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from webapp.audit import record
from webapp.enrolment.corrections.fields import NEEDED, Field
from webapp.enrolment.corrections.models import Correction
from webapp.enrolment.models import Application, Enrolment, Learner, LearnerYear
from webapp.enrolment.operations import NotPossible
from webapp.programme.audience import Audience
from webapp.programme.models import Offering
from webapp.wording import mark

LONGEST = 200
MOST_OPEN = 20
TOO_LATE = mark("その年度の報告が確定したため、属性はもう変えられません。")


def ask(session: Session, learner: Learner, field: Field, after: str, note: str, at: datetime) -> Correction:
    """訂正を請求する: raises NotPossible with what to do; a wish for the same field takes the place of an open one."""
    after = " ".join(after.split())
    if not after and field.name in NEEDED:
        raise NotPossible(mark("正しい値を入力してください。"))
    if after == field.value:
        raise NotPossible(mark("いまの値と同じです。正しい値に変えてから請求してください。"))
    if len(after) > LONGEST or (after and field.choices and after not in field.choices):
        raise NotPossible(mark("正しい値を、一覧から選ぶか、200文字以内で入力してください。"))
    waiting = session.scalars(
        select(Correction).where(Correction.learner_id == learner.id, Correction.decided_at.is_(None))
    ).all()
    wish = next((one for one in waiting if (one.field, one.fiscal_year) == (field.name, field.year)), None)
    if wish is None:
        if len(waiting) >= MOST_OPEN:
            raise NotPossible(mark("回答待ちの請求が多すぎます。回答を待ってから請求してください。"))
        wish = Correction(learner_id=learner.id, field=field.name, fiscal_year=field.year)
        session.add(wish)
    wish.before, wish.after, wish.note, wish.asked_at, wish.answer = (
        field.value,
        after,
        note.strip()[:500],
        at,
        "",
    )
    record(session, at, learner.id, "correction_asked", f"learner/{learner.id}", field=field.name)
    return wish


def decide(
    session: Session,
    wish: Correction,
    accepted: bool,
    answer: str,
    at: datetime,
    by: int,
    closed_years: Collection[int],
) -> None:
    """回答する: accepted, the value counts at once; refused, a reason is needed. Raises NotPossible."""
    session.refresh(wish, with_for_update=True)
    if wish.decided_at is not None:
        raise NotPossible(mark("すでに回答があります。"))
    if not accepted and not answer.strip():
        raise NotPossible(mark("認めないときは、理由を入力してください。"))
    if accepted:
        _put_right(session, wish, closed_years)
    wish.decided_at, wish.decided_by_id, wish.accepted, wish.answer = at, by, accepted, answer.strip()[:500]
    record(
        session, at, by, "correction_decided", f"correction/{wish.id}", whose=[wish.learner_id],
        field=wish.field, accepted=accepted,
    )  # fmt: skip


def _put_right(session: Session, wish: Correction, closed_years: Collection[int]) -> None:
    row: Learner | LearnerYear = wish.learner
    if wish.fiscal_year is not None:
        if wish.fiscal_year in closed_years:
            raise NotPossible(TOO_LATE)
        row = session.get_one(LearnerYear, (wish.learner_id, wish.fiscal_year))
    there = getattr(row, wish.field)
    if ("" if there is None else str(there)) != wish.before:
        raise NotPossible(mark("請求のあとに値が変わっています。本人に、もう一度請求してもらってください。"))
    value = Audience(wish.after) if wish.field == "audience" else wish.after
    # An empty reading is a reading; of the year's attributes empty is 不明.
    setattr(row, wish.field, value or ("" if wish.fiscal_year is None else None))
    session.flush()


def wishes_of(session: Session, learner: Learner) -> Sequence[Correction]:
    """One's own, the newest first."""
    return session.scalars(
        select(Correction).filter_by(learner_id=learner.id).order_by(Correction.id.desc()).limit(50)
    ).all()


def wishes_for(session: Session, hosts: Collection[int], *, is_operator: bool) -> Sequence[Correction]:
    """What an office answers: wishes of people of its offerings; of who belongs to none, the operator. Open ones first."""
    theirs: list[ColumnElement[bool]] = [_belongs(Offering.host_id.in_(hosts))] if hosts else []
    if is_operator:
        theirs.append(~_belongs(Offering.id.is_not(None)))
    if not theirs:
        return []
    return session.scalars(
        select(Correction).where(or_(*theirs)).options(joinedload(Correction.learner))
        .order_by(Correction.decided_at.is_not(None), Correction.asked_at.desc()).limit(100)
    ).all()  # fmt: skip


def _belongs(which: ColumnElement[bool]) -> ColumnElement[bool]:
    return or_(
        *(
            exists().where(table.learner_id == Correction.learner_id, table.offering_id == Offering.id, which)
            for table in (Application, Enrolment)
        )
    )

"""名簿を直して取り込む: what a coordinator decides about an import and its rows."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.rosters import cells
from webapp.enrolment.rosters.columns import Field
from webapp.enrolment.rosters.models import READY, RosterImport, RosterRow, RosterState, Standing
from webapp.enrolment.rosters.planning import Planner
from webapp.programme.models import OfferingState
from webapp.wording import mark

LONGEST = 1000
FIELDS = frozenset(Field) - {Field.BIRTH_DATE, Field.STAFF_NUMBER, Field.NUMBER}
SAYS_A_NUMBER = re.compile(r"[\d〇一二三四五六七八九十元]")  # and so may be a date
OVER = (OfferingState.CLOSED, OfferingState.CANCELLED)


class NotPossible(ValueError):
    """What was asked breaks a rule of imports; the message is for people."""


def counts_of(session: Session, roster: RosterImport) -> dict[Standing, int]:
    """How many rows of each standing."""
    found = session.execute(
        select(RosterRow.standing, func.count())
        .where(RosterRow.import_id == roster.id)
        .group_by(RosterRow.standing)
    )
    return dict.fromkeys(Standing, 0) | dict(iter(found))


def waiting(session: Session, roster: RosterImport) -> int:
    """How many rows are ready and have not come in yet."""
    ready = select(func.count()).where(
        RosterRow.import_id == roster.id, RosterRow.standing.in_(READY), RosterRow.outcome.is_(None)
    )
    return session.scalar(ready) or 0


def mend(session: Session, roster: RosterImport, row: RosterRow, typed: Mapping[str, str]) -> None:
    """直す: keep what was typed for the cells that had to be mended, and look at the row again."""
    _open(session, roster, row)
    wrong = {problem["field"] for problem in row.problems}
    told = {field.value: typed[field.value][:LONGEST] for field in FIELDS if field.value in typed}
    told = {name: text for name, text in told.items() if name in wrong}
    if Field.AGE_BAND in told:
        _forget_birth(told, roster.offering.starts_on)
    row.mended = {**row.mended, **told}
    _look_again(session, roster, row)


def leave_out(session: Session, roster: RosterImport, row: RosterRow) -> None:
    """この行は取り込まない."""
    _open(session, roster, row)
    row.standing = Standing.LEFT_OUT
    session.flush()


def take_back(session: Session, roster: RosterImport, row: RosterRow) -> None:
    """取り込みに戻す."""
    _open(session, roster, row)
    _look_again(session, roster, row)


def say_who(session: Session, roster: RosterImport, row: RosterRow, *, is_same: bool) -> None:
    """同じ人です, or 別の人です."""
    _open(session, roster, row)
    row.is_same = is_same
    _look_again(session, roster, row)


def begin(session: Session, roster: RosterImport, at: datetime, by: int) -> bool:
    """取り込みを始める: the worker does it; False where there is nothing to bring in or it has begun already."""
    _lock(session, roster)
    if roster.offering.state in OVER:
        raise NotPossible(mark("終了した講座や開講中止の講座には取り込めません。"))
    if roster.state in (RosterState.APPLYING, RosterState.DROPPED) or not (rows := waiting(session, roster)):
        return False
    roster.state, roster.problem = RosterState.APPLYING, ""
    record(session, at, by, "roster_applied", f"offering/{roster.offering_id}", roster=roster.id, rows=rows)
    session.flush()
    return True


def drop(session: Session, roster: RosterImport, at: datetime, by: int) -> None:
    """取り込みをやめる: its rows are deleted; where some came in already they stay as the record."""
    _lock(session, roster)
    if roster.state is not RosterState.CHECKING or roster.rows_done:
        raise NotPossible(mark("取り込みを始めた名簿は、取りやめにできません。"))
    session.execute(delete(RosterRow).where(RosterRow.import_id == roster.id))
    roster.state = RosterState.DROPPED
    record(session, at, by, "roster_dropped", f"offering/{roster.offering_id}", roster=roster.id)
    session.flush()


def _look_again(session: Session, roster: RosterImport, row: RosterRow) -> None:
    row.standing = Standing.TO_MEND
    for _planned in Planner(session, roster).plan([row]):
        pass
    session.flush()


def _forget_birth(told: dict[str, str], day: date) -> None:
    """Of a birth date that is typed as a mend only the band is kept; one that gives no band is asked for again."""
    typed = told[Field.AGE_BAND]
    if not cells.says_nothing(typed):
        try:
            told[Field.AGE_BAND] = cells.band_typed(day)(typed)
        except cells.Amiss:
            if SAYS_A_NUMBER.search(typed):
                del told[Field.AGE_BAND]


def _open(session: Session, roster: RosterImport, row: RosterRow) -> None:
    """Refuse while rows come in, and for a row that has."""
    _lock(session, roster)
    session.refresh(row, with_for_update=True)
    if roster.state is RosterState.APPLYING:
        raise NotPossible(mark("いま取り込んでいます。終わってから直してください。"))
    if row.outcome is not None:
        raise NotPossible(mark("この行はもう取り込みました。"))


def _lock(session: Session, roster: RosterImport) -> None:
    session.refresh(roster, with_for_update=True)

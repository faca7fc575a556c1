"""公式の数値の問い合わせ: targets, totals of earlier years and what a year cost; nothing here is counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.programme.models import Programme
from webapp.programme.official import WHOLE, EarlierTotal, Target


@dataclass(frozen=True)
class Cost:
    """事業費: the settled amount (決算) where there is one, else the budget (予算)."""

    yen: int
    is_settled: bool


def targets(session: Session, fiscal_year: int) -> Mapping[tuple[str, str], Decimal]:
    """By indicator and row of the road map ("" for the whole)."""
    rows = session.scalars(
        select(Target)
        .where(Target.fiscal_year == fiscal_year)
        .order_by(Target.indicator, Target.programme_row)
    )
    return {(row.indicator, row.programme_row): row.value for row in rows}


def earlier_totals(session: Session) -> Sequence[EarlierTotal]:
    """旧集計, the newest year first."""
    order = (EarlierTotal.fiscal_year.desc(), EarlierTotal.indicator, EarlierTotal.programme_row)
    return session.scalars(select(EarlierTotal).order_by(*order)).all()


def whole_totals(session: Session, fiscal_year: int) -> Mapping[str, EarlierTotal]:
    """旧集計 of a year as a whole, by indicator."""
    rows = session.scalars(select(EarlierTotal).filter_by(fiscal_year=fiscal_year, programme_row=WHOLE))
    return {row.indicator: row for row in rows}


def cost(session: Session, fiscal_year: int) -> Cost | None:
    """事業費 of a year; None where it has no programme."""
    row = session.execute(
        select(Programme.budget_yen, Programme.settled_yen).where(Programme.fiscal_year == fiscal_year)
    ).one_or_none()
    if row is None:
        return None
    return Cost(row[0] if row[1] is None else row[1], row[1] is not None)

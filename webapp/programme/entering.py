"""公式の数値を入れる: targets, totals of earlier years and the settled amount; what is entered anew takes the old one's place."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.fiscal_year import FiscalYear
from webapp.programme.official import EarlierTotal, Target
from webapp.programme.planning import programme_of

LARGEST = Decimal("21000000")  # hundredths of it fit into every database's whole numbers


@dataclass(frozen=True)
class Stated:
    """何の数値か: an indicator of a fiscal year, as a whole or in a row of the road map."""

    fiscal_year: int
    indicator: str
    programme_row: str


@dataclass(frozen=True)
class Source:
    """出典: where an official total stands, of which day it is, and whether it was counted as it is counted now."""

    name: str
    dated: date
    comparable: bool


def set_target(session: Session, what: Stated, value: Decimal | None, at: datetime) -> None:
    """目標値を決める; without a value there is no target any more."""
    kept = session.scalar(select(Target).filter_by(**vars(what)))
    if value is None:
        if kept is not None:
            session.delete(kept)
    else:
        kept = kept or Target(**vars(what))
        kept.hundredths, kept.set_at = _hundredths(value), at
        session.add(kept)
    session.flush()


@dataclass(frozen=True)
class Explained:
    """要因と次年度対応 of a target, in both languages; English may be empty."""

    causes_ja: str
    causes_en: str
    next_steps_ja: str
    next_steps_en: str


def explain_target(session: Session, target: Target, said: Explained) -> None:
    """要因と次年度対応を書く: why a target was reached or not, and what follows."""
    for name, text in vars(said).items():
        setattr(target, name, text)
    session.flush()


def enter_earlier_total(
    session: Session, what: Stated, value: Decimal | None, source: Source, at: datetime
) -> None:
    """旧集計を入れる, with its source and date; without a value it is taken out."""
    kept = session.scalar(select(EarlierTotal).filter_by(**vars(what)))
    if value is None:
        if kept is not None:
            session.delete(kept)
    else:
        kept = kept or EarlierTotal(**vars(what))
        kept.hundredths, kept.typed_at = _hundredths(value), at
        kept.source, kept.dated, kept.comparable = source.name, source.dated, source.comparable
        session.add(kept)
    session.flush()


def settle(session: Session, year: FiscalYear, yen: int | None) -> None:
    """決算額を入れる; raises NotPossible where the year has no programme."""
    programme_of(session, year).settled_yen = yen
    session.flush()


def _hundredths(value: Decimal) -> int:
    return int((value * 100).to_integral_exact())

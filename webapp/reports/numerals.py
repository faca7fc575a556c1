"""数字の書き方: thousands separators, 四捨五入, △ for a fall, and the marks for what is no number."""

import math
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from webapp.wording import mark


class Sign(Enum):
    """What stands where no number can: 該当なし, 未集計, 集計中, 秘匿."""

    NIL = "－"
    UNKNOWN = "…"
    PENDING = mark("集計中")
    HIDDEN = "x"


Cell = int | Decimal | Sign
UP, DOWN = "＋", "△"
# From nothing to something there is no rate.
ALL_NEW = mark("皆増")


def percent(share: tuple[int, int] | None, otherwise: Sign = Sign.NIL) -> Decimal | Sign:
    """The rate in per cent with one decimal, rounded as public tables are (四捨五入)."""
    if share is None or share[1] == 0:
        return otherwise
    return _round(Fraction(share[0] * 100, share[1]))


def per_cent(rate: Fraction | None) -> Decimal | Sign:
    """The same for a rate that is a fraction already."""
    return Sign.NIL if rate is None else _round(rate * 100)


def write(cell: Cell) -> str:
    """1,234 and 56.7; a sign stands for itself."""
    if isinstance(cell, Sign):
        return str(cell.value)
    return f"{cell:,}"


def change(now: Cell, before: Cell) -> str | None:
    """I17: ＋4.0 or △4.0 in per cent of last year's count, ＋1.2 as a difference of two printed rates (ポイント).

    皆増 after nothing; None where there is nothing to compare.
    """
    if isinstance(now, Sign) or isinstance(before, Sign):
        return None
    if isinstance(now, Decimal) or isinstance(before, Decimal):
        return _signed(Decimal(now) - Decimal(before))
    if before == 0:
        return ALL_NEW if now else None
    return _signed(_round(Fraction((now - before) * 100, before)))


def _signed(difference: Decimal) -> str:
    return f"{DOWN if difference < 0 else UP if difference > 0 else '±'}{abs(difference)}"


def _round(value: Fraction) -> Decimal:
    # In whole tenths, so that a half is seen exactly; halves go away from zero.
    tenths = math.floor(abs(value) * 10 + Fraction(1, 2))
    return Decimal(tenths if value >= 0 else -tenths).scaleb(-1)

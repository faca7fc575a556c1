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
    # From nothing to something there is no rate.
    ALL_NEW = mark("皆増")


Cell = int | Decimal | Sign
# The marks that are words, and so have others in English.
_SPOKEN = {Sign.PENDING: "pending", Sign.ALL_NEW: "all new"}
UP, DOWN = "＋", "△"


def percent(share: tuple[int, int] | None, otherwise: Sign = Sign.NIL) -> Decimal | Sign:
    """The rate in per cent with one decimal, rounded as public tables are (四捨五入)."""
    if share is None or share[1] == 0:
        return otherwise
    return rounded(Fraction(share[0] * 100, share[1]))


def per_cent(rate: Fraction | None) -> Decimal | Sign:
    """The same for a rate that is a fraction already."""
    return Sign.NIL if rate is None else rounded(rate * 100)


def write(cell: Cell) -> str:
    """1,234 and 56.7, △5 below nothing; a sign stands for itself."""
    if isinstance(cell, Sign):
        return str(cell.value)
    return f"{DOWN if cell < 0 else ''}{abs(cell):,}"


def say(cell: Cell, language: str) -> str:
    """The same in the language of a paper or a chart, where no page translates."""
    spoken = _SPOKEN.get(cell) if isinstance(cell, Sign) and language != "ja" else None
    return spoken or write(cell)


def change(now: Cell, before: Cell) -> str | None:
    """I17: ＋4.0 or △4.0 in per cent of last year's count, ＋1.2 as a difference of two printed rates (ポイント).

    皆増 after nothing; None where there is nothing to compare.
    """
    compared = difference(now, before)
    if isinstance(compared, Sign):
        return str(Sign.ALL_NEW.value) if compared is Sign.ALL_NEW else None
    return _signed(Decimal(compared))


def difference(now: Cell, before: Cell) -> Cell:
    """I17 as a number: per cent of last year's count, or points between two printed rates.

    皆増 after nothing; － where there is nothing to compare.
    """
    if isinstance(now, Sign) or isinstance(before, Sign):
        return Sign.NIL
    if isinstance(now, Decimal) or isinstance(before, Decimal):
        return Decimal(now) - Decimal(before)
    if before == 0:
        return Sign.ALL_NEW if now else Sign.NIL
    return rounded(Fraction((now - before) * 100, before))


def _signed(difference: Decimal) -> str:
    return f"{DOWN if difference < 0 else UP if difference > 0 else '±'}{abs(difference)}"


def rounded(value: Fraction, digits: int = 1) -> Decimal:
    """四捨五入 to so many decimals; halves go away from zero, as public tables have it."""
    # In whole units of the last digit, so that a half is seen exactly.
    units = math.floor(abs(value) * 10**digits + Fraction(1, 2))
    return Decimal(units if value >= 0 else -units).scaleb(-digits)

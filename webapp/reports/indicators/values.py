"""指標の値: a count knows how many distinct people stand behind it, a rate knows both its counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from webapp.reports.numerals import Cell, Sign, rounded


@dataclass(frozen=True)
class Count:
    """件数: the number, and the distinct persons who contribute to it: by them it is protected.

    None where it counts no people (講座数, 定員): then there is nobody to protect.
    """

    value: int
    contributors: int | None

    @property
    def cell(self) -> Cell:
        """As it is printed."""
        return self.value or Sign.NIL


@dataclass(frozen=True)
class Rate:
    """率: two counts and what their ratio is multiplied by (100 for per cent, 1 for 倍, 10,000 for per 10,000 people)."""

    numerator: Count
    denominator: Count
    scale: int = 100
    digits: int = 1
    # 回収率: what a survey says is never told without how many of those asked said it.
    response: "Rate | None" = None

    @property
    def exact(self) -> Fraction | None:
        """The ratio itself; None over nothing."""
        if not self.denominator.value:
            return None
        return Fraction(self.numerator.value * self.scale, self.denominator.value)

    @property
    def cell(self) -> Cell:
        """As it is printed, 四捨五入; － over nothing."""
        return Sign.NIL if self.exact is None else rounded(self.exact, self.digits)


@dataclass(frozen=True)
class Estimate:
    """推定値: a mean with its 95 % interval and how many it rests on."""

    mean: Fraction
    low: Decimal
    high: Decimal
    n: int
    digits: int = 1
    response: Rate | None = None

    @property
    def cell(self) -> Cell:
        """The mean as it is printed."""
        return rounded(self.mean, self.digits)


Value = Count | Rate | Estimate | Sign
# By the key of a line (or of a line and a column); the empty key is the whole.
Key = tuple[str, ...]
WHOLE: Key = ()
Values = Mapping[Key, Value]

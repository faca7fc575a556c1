"""指標の値: a count knows how many distinct people stand behind it, a rate knows both its counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import add

from webapp.reports.indicators.breakdowns import PERSON_ATTRIBUTES, Breakdown
from webapp.reports.numerals import Cell, Sign, rounded
from webapp.reports.scope import Scope


@dataclass(frozen=True)
class Count:
    """件数: the number, and the distinct persons who contribute to it: by them it is protected.

    None where it counts no people (講座数, 定員): then there is nobody to protect.
    """

    value: int
    contributors: int | None

    def __add__(self, other: "Count") -> "Count":
        """Two counts of different things of one kind; whoever stands behind both is behind the sum twice."""
        if isinstance(other, Persons):
            return other + self
        both = (self.contributors, other.contributors)
        return Count(
            self.value + other.value, None if both[0] is None or both[1] is None else both[0] + both[1]
        )

    @property
    def cell(self) -> Cell:
        """As it is printed."""
        return self.value or Sign.NIL


class NeverAdded(ValueError):
    """実 of lines that may share a person: the sum would count somebody twice."""


@dataclass(frozen=True)
class Parts:
    """分け方: the lines of one attribute of people in one scope; everybody is in exactly one of them."""

    scope: Scope
    by: Breakdown

    @classmethod
    def of(cls, scope: Scope, by: Breakdown) -> "Parts | None":
        """None for lines that may share people: courses, quarters, years."""
        return cls(scope, by) if by in PERSON_ATTRIBUTES else None


@dataclass(frozen=True)
class Persons(Count):
    """実人数: distinct people; added up over the lines of one attribute of one scope, and over nothing else."""

    parts: Parts | None = None

    def __add__(self, other: Count) -> "Persons":
        """Raises NeverAdded where somebody could be in both."""
        if not isinstance(other, Persons) or self.parts is None or self.parts != other.parts:
            raise NeverAdded("distinct people are not added up: count them anew")
        return Persons(self.value + other.value, self.value + other.value, self.parts)


def added(counts: Iterable[Count]) -> Count:
    """The sum of some counts of one kind; nothing of none."""
    found = list(counts)
    return reduce(add, found) if found else Count(0, 0)


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
        """As it is printed, 四捨五入; － over nothing, a whole number without decimals."""
        if self.exact is None:
            return Sign.NIL
        return rounded(self.exact, self.digits) if self.digits else int(rounded(self.exact, 0))


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

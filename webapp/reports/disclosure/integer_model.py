"""整数計画: variables, rows and a price, solved by HiGHS; the one module that knows scipy."""

from collections.abc import Iterable
from math import inf

# A search that takes more branches is given up; a count and no time, so that every machine hides the same cells.
_BRANCHES = 300
# How far from the cheapest is good enough, as a share.
NEAR = 0.02


class IntegerModel:
    """整数計画: whole numbers within their ranges that keep every row between its ends and cost as little as they can."""

    def __init__(self) -> None:
        self._ranges: list[tuple[float, float]] = []
        self._prices: list[float] = []
        self._whole: list[int] = []
        self._entries: list[tuple[int, int, float]] = []
        self._ends: list[tuple[float, float]] = []

    def variable(self, least: float, most: float, price: float = 0, whole: bool = True) -> int:
        """A new variable; the number by which rows name it."""
        self._ranges.append((least, most))
        self._prices.append(price)
        self._whole.append(int(whole))
        return len(self._ranges) - 1

    def row(self, terms: Iterable[tuple[int, float]], least: float = -inf, most: float = inf) -> None:
        """Keep the sum of variables times factors between two ends."""
        self._entries += [(len(self._ends), variable, factor) for variable, factor in terms]
        self._ends.append((least, most))

    def solve(self, relaxed: bool = False, near: float = NEAR) -> list[float] | None:
        """The values of all variables, or None where there are none (or the search was given up); relaxed: fractions too."""
        # scipy takes most of a second and 70 MB; only whoever protects a table pays for it.
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        if any(least > most for least, most in self._ranges):
            return None
        if not self._ranges:
            return []
        constraints = []
        if self._entries:
            rows, columns, factors = zip(*self._entries, strict=True)
            shape = (len(self._ends), len(self._ranges))
            matrix = csr_array((factors, (rows, columns)), shape=shape)
            constraints = [LinearConstraint(matrix, *zip(*self._ends, strict=True))]
        found = milp(
            self._prices,
            integrality=[0] * len(self._whole) if relaxed else self._whole,
            bounds=Bounds(*zip(*self._ranges, strict=True)),
            constraints=constraints,
            options={"mip_rel_gap": near, "node_limit": _BRANCHES},
        )
        return None if found.x is None else [float(value) for value in found.x]

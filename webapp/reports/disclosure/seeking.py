"""表を探す: tables that keep every rule and that a reader cannot tell from the true one, and what must be hidden for them."""

from collections.abc import Iterable, Mapping
from math import inf

from webapp.reports.disclosure.integer_model import NEAR, IntegerModel
from webapp.reports.disclosure.problem import Key, Rules

# The least and the most of each count that a reader does not know.
Ranges = Mapping[Key, tuple[int, int]]
_EPSILON = 1e-6


class Seeker:
    """表を探す人: under these rules; counts outside the ranges that it is given have the values that it is given."""

    def __init__(self, rules: Rules, values: Mapping[Key, int]) -> None:
        self._rules, self._values = rules, values
        self._rows: list[tuple[dict[Key, int], float]] = [
            (_signed((total.whole,), total.parts), 0) for total in rules.sums
        ]
        self._rows += [(_signed(bound.smaller, bound.larger), -inf) for bound in rules.bounds]

    def table(self, ranges: Ranges, aim: Mapping[Key, float], near: float = NEAR) -> dict[Key, int] | None:
        """Values for all counts in the ranges with `aim` as small as it gets; None where no table is within."""
        model = IntegerModel()
        ranges = self._limited(ranges)
        place = {key: model.variable(least, most, aim.get(key, 0)) for key, (least, most) in ranges.items()}
        self._keep_rules(model, place, ranges)
        found = model.solve(near=near)
        return None if found is None else {key: round(found[at]) for key, at in place.items()}

    def widening(
        self, ranges: Ranges, prices: Mapping[Key, float], floors: Mapping[Key, int], most: int
    ) -> frozenset[Key] | None:
        """The cheapest of the priced counts to hide as well, so that a table is within; None where none helps.

        A count that gets hidden moves by at most `most` and not below its floor.
        """
        model = IntegerModel()
        ranges = self._limited(ranges)
        place = {key: model.variable(*ends, whole=False) for key, ends in ranges.items()}
        switches = {}
        wider = dict(ranges)
        for key, price in prices.items():
            true = self._values[key]
            wider |= self._limited({key: (max(true - most, floors[key]), true + most)})
            down, up = true - wider[key][0], wider[key][1] - true
            place[key] = model.variable(*wider[key], whole=False)
            switches[key] = model.variable(0, 1, price)
            # true - down * switch <= count <= true + up * switch
            model.row([(place[key], 1), (switches[key], down)], least=true)
            model.row([(place[key], 1), (switches[key], -up)], most=true)
        self._keep_rules(model, place, wider)
        found = model.solve() or model.solve(relaxed=True)
        if found is None:
            return None
        return frozenset(key for key, at in switches.items() if found[at] > _EPSILON)

    def _limited(self, ranges: Ranges) -> dict[Key, tuple[int, int]]:
        """The ranges without what the report's own rules exclude."""
        narrower = dict(ranges)
        for limit in self._rules.limits:
            if limit.key in narrower:
                least, most = narrower[limit.key]
                top = most if limit.most is None else min(most, limit.most)
                narrower[limit.key] = (max(least, limit.least), top)
        return narrower

    def _keep_rules(self, model: IntegerModel, place: Mapping[Key, int], ranges: Ranges) -> None:
        values = self._values
        for signs, least in self._rows:
            terms = [(place[key], sign) for key, sign in signs.items() if key in place]
            if terms:
                rest = sum(sign * values[key] for key, sign in signs.items() if key not in place)
                model.row(terms, least - rest, -rest)
        for coverage in self._rules.coverages:
            self._keep_coverage(model, place, ranges, coverage.among, coverage.filled)

    def _keep_coverage(
        self,
        model: IntegerModel,
        place: Mapping[Key, int],
        ranges: Ranges,
        among: Iterable[Key],
        filled: int,
    ) -> None:
        """So many of these are not nil: a switch for each that may be."""
        sure, switches = 0, []
        for key in among:
            least, most = ranges.get(key, (self._values[key],) * 2)
            if least > 0 or most == 0:
                sure += least > 0
                continue
            switches.append(switch := model.variable(0, 1))
            model.row([(place[key], 1), (switch, -1)], least=0)
            model.row([(place[key], 1), (switch, -most)], most=0)
        model.row([(switch, 1) for switch in switches], filled - sure, filled - sure)


def _signed(plus: Iterable[Key], minus: Iterable[Key]) -> dict[Key, int]:
    signs: dict[Key, int] = {}
    for keys, sign in ((plus, 1), (minus, -1)):
        for key in keys:
            signs[key] = signs.get(key, 0) + sign
    return signs

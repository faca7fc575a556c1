"""疑いの余地: the tables that one reader cannot tell from the true one, gathered until each demand has its two."""

from collections.abc import Mapping, Sequence

from webapp.reports.disclosure.problem import Key, World
from webapp.reports.disclosure.proof import Demand, Proof, Sight
from webapp.reports.disclosure.seeking import Seeker

_Table = Mapping[Key, int]


class NoTable(Exception):
    """Hiding all that may be hidden leaves no doubt."""


class Doubt:
    """疑いの余地: of one reader; a table that was found stays possible while ever more is hidden."""

    def __init__(self, world: World, threshold: int) -> None:
        self._seeker = Seeker(world.rules, world.values)
        self._true = world.values
        self._threshold = threshold
        self._tables: list[_Table] = [{}]  # the true one, by what differs

    def unmet(self, asked: Sequence[Demand]) -> list[tuple[Demand, bool]]:
        """Demands that no table answers yet, each with whether a low one is missing; the hardest first."""
        sides = [(demand, is_low) for demand in asked for is_low in (True, False)]
        missing = [side for side in sides if self._answer(*side) is None]
        return sorted(missing, key=lambda side: -self._distance(*side))

    def find(self, sight: Sight, asked: Sequence[Demand], demand: Demand, is_low: bool) -> bool:
        """Look for a table that answers the demand, and with it as many others as it can."""
        alike = [other for other, low in self.unmet(asked) if low == is_low]
        ranges = self._ranges(sight, demand, is_low)
        if ranges is None:
            return False
        capped = dict(ranges)
        for other in alike:
            if not is_low and other.key in capped and other.key != demand.key:
                least, most = capped[other.key]
                capped[other.key] = (least, max(min(most, other.at_least), self._true[other.key]))
        aim = {other.key: 1.0 if is_low else -1.0 for other in alike}
        table = self._seeker.table(capped, aim) or self._seeker.table(ranges, {})
        if table is None:
            return False
        self._tables.append({key: value for key, value in table.items() if value != self._true[key]})
        return True

    def widening(
        self, sight: Sight, demand: Demand, is_low: bool, prices: Mapping[Key, float], nil: frozenset[Key]
    ) -> frozenset[Key]:
        """What to hide as well, at the least price, so that the demand can be answered; raises NoTable."""
        ranges = self._ranges(sight, demand, is_low)
        if ranges is None:
            raise NoTable
        floors = {key: int(key not in nil) for key in prices}
        near = self._distance(demand, is_low)
        for most in (near, 4 * near, self._room(demand)):
            more = self._seeker.widening(ranges, prices, floors, most)
            if more:
                return more
        raise NoTable

    def proof(self, reader: str, sight: Sight, asked: Sequence[Demand]) -> Proof:
        """The proof from the tables found; every demand must have been met."""
        pairs = [(self._answer(demand, True), self._answer(demand, False)) for demand in asked]
        used = sorted({number for pair in pairs for number in pair if number is not None})
        tables = tuple(
            {key: self._tables[number].get(key, self._true[key]) for key in sight.floors} for number in used
        )
        place = {number: at for at, number in enumerate(used)}
        return Proof(
            reader,
            sight,
            tuple(asked),
            tables,
            tuple((place[low], place[high]) for low, high in pairs if low is not None and high is not None),
        )

    def _answer(self, demand: Demand, is_low: bool) -> int | None:
        for number, table in enumerate(self._tables):
            value = table.get(demand.key, self._true[demand.key])
            if value <= demand.at_most if is_low else value >= demand.at_least:
                return number
        return None

    def _distance(self, demand: Demand, is_low: bool) -> int:
        true = self._true[demand.key]
        return max(true - demand.at_most if is_low else demand.at_least - true, 1)

    def _room(self, demand: Demand) -> int:
        return 8 * self._threshold + 2 * self._true[demand.key]

    def _ranges(self, sight: Sight, demand: Demand, is_low: bool) -> dict[Key, tuple[int, int]] | None:
        """What each count can be for this reader while the demand is answered; None where that cannot be."""
        room = self._room(demand)
        ranges = {key: (least, self._true[key] + room) for key, least in sight.floors.items()}
        if demand.key not in ranges:
            return None
        least, most = ranges[demand.key]
        ranges[demand.key] = (
            (least, demand.at_most) if is_low else (demand.at_least, max(most, demand.at_least))
        )
        return ranges

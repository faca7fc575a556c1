"""二次秘匿: the cheapest cells to hide beside the small ones, so that every small count keeps its two witnesses."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from math import log2

from webapp.reports.disclosure.audience import (
    EditionPlan,
    Recipient,
    known_to,
    may_be_nil,
    read_together,
    sight_of,
)
from webapp.reports.disclosure.doubt import Doubt, NoTable
from webapp.reports.disclosure.primary import demands
from webapp.reports.disclosure.problem import Key, Kind, World
from webapp.reports.disclosure.proof import Demand, Proof, Sight

# A margin says more to a reader than one of its cells, and who took part more than how it ended.
_MARGIN_PRICE = 6.0
_OUTCOME_PRICE = 0.3
# Beside the cheapest pattern so many cells more: whoever runs this program again does not find the same pattern.
_DECOYS = 2
# In a sheet with fewer cells a cell more costs more than such a reader learns.
_CELLS_PER_DECOY = 4


class NoPattern(Exception):
    """Whatever is hidden, this count can be worked out; `is_told_anyway`: even where nothing is printed."""

    def __init__(self, edition: str, key: Key, is_told_anyway: bool = False) -> None:
        super().__init__(f"{edition}: no pattern protects {key}")
        self.edition, self.key, self.is_told_anyway = edition, key, is_told_anyway


class Search:
    """二次秘匿の探索: what the readers of the first of these editions see of all of them; `hidden` only grows."""

    def __init__(
        self, world: World, editions: Sequence[EditionPlan], hidden: frozenset[Key], seed: str
    ) -> None:
        self.hidden = hidden
        self._world, self._editions, self._seed = world, editions, seed
        self._printed = read_together(editions)
        self._totals = frozenset().union(*(edition.totals for edition in editions))
        self._nil = may_be_nil(world, editions)
        self._knows = {reader: known_to(world, editions, reader) for reader in editions[0].readers}
        self._doubts = {reader: Doubt(world, editions[0].threshold) for reader in self._knows}

    def protect(self) -> None:
        """Hide more until no reader can tell a small count; what is hidden for one of them only helps the others."""
        for reader in self._knows:
            while unmet := self._unmet(reader):
                self._meet(reader, *unmet[0])
        self._hide_decoys()

    def proof(self, reader: Recipient, sight: Sight, asked: Sequence[Demand]) -> Proof:
        """The two tables of each demand for a reader with this sight, who sees no more than this search thought."""
        doubt = self._doubts[reader]
        for demand, is_low in doubt.unmet(asked):
            if not doubt.find(sight, asked, demand, is_low):
                raise NoPattern(self._editions[0].name, demand.key)
        return doubt.proof(reader.name, sight, asked)

    def _sight(self, reader: Recipient) -> Sight:
        shown = self._printed - self.hidden
        return sight_of(self._world, shown, self.hidden, self._knows[reader], self._nil)

    def _unmet(self, reader: Recipient) -> list[tuple[Demand, bool]]:
        asked = demands(self._world, self._editions, self._sight(reader), self._knows[reader], reader.name)
        return self._doubts[reader].unmet(asked)

    def _meet(self, reader: Recipient, demand: Demand, is_low: bool) -> None:
        """Find a table that answers the demand, hiding as little more as possible."""
        sight, doubt = self._sight(reader), self._doubts[reader]
        asked = demands(self._world, self._editions, sight, self._knows[reader], reader.name)
        if doubt.find(sight, asked, demand, is_low):
            return
        try:
            more = doubt.widening(sight, demand, is_low, self._prices(reader), self._nil)
        except NoTable:
            raise self._failure(reader, demand, is_low) from None
        self.hidden |= more

    def _failure(self, reader: Recipient, demand: Demand, is_low: bool) -> NoPattern:
        nothing = sight_of(self._world, (), (), self._knows[reader], self._nil)
        leaves_doubt = self._doubts[reader].find(nothing, [demand], demand, is_low)
        return NoPattern(self._editions[0].name, demand.key, not leaves_doubt)

    def _prices(self, reader: Recipient) -> Mapping[Key, float]:
        """What may still be hidden from this reader, and how dear it is; nothing (－) is never hidden."""
        open_ones = self._printed - self.hidden - self._knows[reader] - self._totals
        return {key: self._price(key) for key in sorted(open_ones) if self._world.values[key] > 0}

    def _price(self, key: Key) -> float:
        count = self._world.by_key[key]
        price = (1 + log2(count.value) / 8) * (0.9 + 0.2 * self._chance(key))
        price *= 1 if count.kind is Kind.VOLUME else _OUTCOME_PRICE
        return price * _MARGIN_PRICE if count.is_margin else price

    def _chance(self, key: Key) -> float:
        """A number from 0 to 1 that nobody can tell without the seed."""
        return int.from_bytes(sha256("\0".join((self._seed, *key)).encode()).digest()[:6]) / 2**48

    def _hide_decoys(self) -> None:
        """More than the cheapest pattern in each sheet with an x; beside other x first, or subtraction would give them back."""
        alone = {
            key
            for total in self._world.rules.sums
            if not self.hidden & {total.whole, *total.parts}
            for key in total.parts
        }
        for sheet in self._editions[0].sheets:
            if self._editions[0].hidden_before & sheet.cells:
                continue  # what was hidden before stays so, the decoys with it
            cells = [key for key in sorted(sheet.cells - self._totals) if self._is_inner(key)]
            shown = [key for key in cells if key not in self.hidden]
            shown.sort(key=lambda key: (key in alone, self._chance(key)))
            if self.hidden & sheet.cells:
                self.hidden |= set(shown[: min(_DECOYS, len(cells) // _CELLS_PER_DECOY)])

    def _is_inner(self, key: Key) -> bool:
        return self._world.values[key] > 0 and not self._world.by_key[key].is_margin

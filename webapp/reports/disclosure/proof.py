"""証拠: for one reader, all that they see, what must stay in doubt, and the two tables that leave it so."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from webapp.reports.disclosure.problem import Key

T = TypeVar("T")


@dataclass(frozen=True)
class Sight:
    """見えるもの: counts that a reader knows exactly, and the least that the rest can be (x is 1 or more)."""

    fixed: Mapping[Key, int]
    floors: Mapping[Key, int]


@dataclass(frozen=True)
class Demand:
    """守る条件: in one table this count is at most `at_most`, in another at least `at_least`."""

    key: Key
    at_most: int
    at_least: int


@dataclass(frozen=True)
class Proof:
    """証拠: the witnesses of one reader; `pairs` says by number which two tables answer each demand, in their order.

    A table holds the counts that this reader does not know; the rest is in `sight.fixed`.
    """

    reader: str
    sight: Sight
    demands: tuple[Demand, ...]
    tables: tuple[Mapping[Key, int], ...]
    pairs: tuple[tuple[int, int], ...]

    def as_data(self) -> dict[str, Any]:
        """For a release's snapshot (JSON)."""
        return {
            "reader": self.reader,
            "fixed": keyed(self.sight.fixed),
            "floors": keyed(self.sight.floors),
            "demands": [[list(d.key), d.at_most, d.at_least] for d in self.demands],
            "tables": [keyed(table) for table in self.tables],
            "pairs": [list(pair) for pair in self.pairs],
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Proof":
        """What `as_data` wrote."""
        return cls(
            data["reader"],
            Sight(unkeyed(data["fixed"], int), unkeyed(data["floors"], int)),
            tuple(Demand(tuple(key), low, high) for key, low, high in data["demands"]),
            tuple(unkeyed(table, int) for table in data["tables"]),
            tuple((low, high) for low, high in data["pairs"]),
        )


def keyed(mapping: Mapping[Key, T], write: Callable[[T], Any] = lambda value: value) -> list[list[Any]]:
    """A mapping as JSON knows none: pairs in the order of their keys."""
    return [[list(key), write(value)] for key, value in sorted(mapping.items(), key=lambda item: item[0])]


def unkeyed(data: Iterable[list[Any]], read: Callable[[Any], T]) -> dict[Key, T]:
    """What `keyed` wrote."""
    return {tuple(key): read(value) for key, value in data}

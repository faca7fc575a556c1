"""図の注文: what a chart draws from which table; a chart never sees a number that its table does not print."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from webapp.region import Words
from webapp.reports.frozen.data import words_data, words_from


class ChartKind(StrEnum):
    """図の種類, one for each of the questions that the council asks."""

    GROUPED_BARS = "grouped_bars"  # 申込 → 受講 → 修了 per course
    MONTHLY_BARS = "monthly_bars"  # this year's months, last year as a grey line, unfinished months hatched
    YEARS = "years"  # lines over fiscal years, a break mark where 旧集計 ends
    DOTS = "dots"  # a rate per line with its target and n
    STACKED_SHARES = "stacked_shares"  # five-point answers to 100 per cent
    INTERVALS = "intervals"  # point and 95 % interval
    TILES = "tiles"  # the municipalities, x hatched
    BARS = "bars"  # categories in the order of their codes


@dataclass(frozen=True)
class Chart:
    """図: its table, the columns that are its series, a title that states the finding, words instead of the picture."""

    key: str
    kind: ChartKind
    table: str
    series: tuple[str, ...]
    title: Words
    alt: Words
    # What a kind needs beyond its series: {"target": column, "n": column, "low": column, "high": column, "unfinished": row, …}
    roles: tuple[tuple[str, str], ...] = ()

    def role(self, name: str) -> str | None:
        """The key of the column or row that plays this part; None where none does."""
        return dict(self.roles).get(name)

    def as_data(self) -> dict[str, Any]:
        """For a release's snapshot (JSON)."""
        return {
            "key": self.key,
            "kind": self.kind.value,
            "table": self.table,
            "series": list(self.series),
            "title": words_data(self.title),
            "alt": words_data(self.alt),
            "roles": [list(role) for role in self.roles],
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Chart":
        """What `as_data` wrote."""
        return cls(
            data["key"],
            ChartKind(data["kind"]),
            data["table"],
            tuple(data["series"]),
            words_from(data["title"]),
            words_from(data["alt"]),
            tuple((name, key) for name, key in data["roles"]),
        )

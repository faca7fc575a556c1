"""注文: what a report is asked to be, before anything of it is counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from webapp.region import Words
from webapp.reports.disclosure.result import Protected
from webapp.reports.frozen.report import Edition, Version
from webapp.reports.scope import Scope

# What could be read before: what earlier releases of this year printed, by audience.
Earlier = Mapping[str, tuple[Protected, ...]]


@dataclass(frozen=True)
class Sentences:
    """文章: 要約, 要因, 次年度対応; several paragraphs stand on lines of their own."""

    summary: Words
    causes: Words
    next_steps: Words


@dataclass(frozen=True)
class CaseWords:
    """活用事例の言葉: as they were approved; in Japanese in every paper, as the person read them."""

    title: str
    whose: str
    problem: str
    effort: str
    result: str


@dataclass(frozen=True)
class Order:
    """注文: for whom, towards which version, of what, as of when, under which seed, after which releases."""

    scope: Scope
    edition: Edition
    towards: Version
    closing: date  # データ締切
    made_at: datetime
    seed: str
    invented: bool = False
    # None proposes them from the numbers.
    sentences: Sentences | None = None
    earlier: Earlier = field(default_factory=dict)
    # Partners who read the council's papers beside the rows of what they host: names, and ids of partners.
    hosts: Mapping[str, int] = field(default_factory=dict)
    # Sheets whose coarser form was chosen, since the finer one would be mostly x.
    coarser: frozenset[str] = frozenset()
    # Of a 市町村別1枚: the code of the town.
    town: str | None = None
    # 活用事例 that were chosen, in the words that their people approved.
    cases: tuple[CaseWords, ...] = ()

    @property
    def is_detailed(self) -> bool:
        """Whether tables along attributes of people stand in it: once a year, when the values are settled."""
        return self.scope.quarter is None and self.towards is not Version.PRELIMINARY

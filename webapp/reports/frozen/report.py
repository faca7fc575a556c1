"""受講状況報告書: the deliverable, as one frozen object; each face of it prints all of this and nothing more."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from webapp.region import Words
from webapp.reports.frozen.chart import Chart
from webapp.reports.frozen.data import words_data, words_from
from webapp.reports.frozen.plan import YearPlan
from webapp.reports.frozen.table import Table
from webapp.reports.frozen.term import Term
from webapp.wording import mark


class Edition(StrEnum):
    """版: for whom a report is made, and so what it may show."""

    COUNCIL = "council"  # the council behind closed doors, threshold k of the council
    PUBLIC = "public"  # papers that anybody may read, and the open data
    ASSEMBLY = "assembly"  # 議会: one page with 想定問答; public
    CITY = "city"  # the partner city's own copy
    MUNICIPAL = "municipal"  # 市町村別1枚

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _EDITIONS[self]


class Version(StrEnum):
    """値の段階: 案, 速報値, 確定値, 訂正版."""

    DRAFT = "draft"
    PRELIMINARY = "preliminary"
    FINAL = "final"
    CORRECTED = "corrected"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _VERSIONS[self]


_EDITIONS = {
    Edition.COUNCIL: mark("会議資料（非公開）"),
    Edition.PUBLIC: mark("公開資料"),
    Edition.ASSEMBLY: mark("議会資料"),
    Edition.CITY: mark("構成市の資料"),
    Edition.MUNICIPAL: mark("市町村別の資料"),
}
_VERSIONS = {
    Version.DRAFT: mark("案"),
    Version.PRELIMINARY: mark("速報値"),
    Version.FINAL: mark("確定値"),
    Version.CORRECTED: mark("訂正版"),
}


@dataclass(frozen=True)
class Section:
    """章: what it says in words, its tables and the charts drawn from them."""

    key: str
    title: Words
    paragraphs: tuple[Words, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """For a release's snapshot (JSON)."""
        return {
            "key": self.key,
            "title": words_data(self.title),
            "paragraphs": [words_data(words) for words in self.paragraphs],
            "tables": [table.as_data() for table in self.tables],
            "charts": [chart.as_data() for chart in self.charts],
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Section":
        """What `as_data` wrote."""
        return cls(
            data["key"],
            words_from(data["title"]),
            tuple(words_from(words) for words in data["paragraphs"]),
            tuple(Table.from_data(table) for table in data["tables"]),
            tuple(Chart.from_data(chart) for chart in data["charts"]),
        )


@dataclass(frozen=True)
class ParticipationReport:
    """受講状況報告書: whose, of which year, as of which day, in which version, and all that it says."""

    title: Words
    number: str  # 文書番号 of the release; empty while it is a draft
    edition: Edition
    version: Version
    fiscal_year: int
    quarter: int | None
    as_of: date  # 基準日
    closing: date  # データ締切
    made_at: datetime
    made_by: Words
    invented: bool  # 架空のデータ must stand on every page
    sections: tuple[Section, ...]
    notes: tuple[Words, ...] = ()
    # 定義: what the numbers count, frozen with them; a face prints those that it uses.
    definitions: tuple[Term, ...] = ()
    # 事業計画: for the review sheet of a whole year.
    plan: YearPlan = field(default_factory=YearPlan)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table of the report, in its order."""
        return tuple(table for section in self.sections for table in section.tables)

    def table(self, key: str) -> Table:
        """A table by its key; KeyError where there is none."""
        return {table.key: table for table in self.tables}[key]

    def as_data(self) -> dict[str, Any]:
        """The snapshot of a release (JSON)."""
        # Snapshots from before there were plans, and those without one, stay the bytes that they are.
        planned = {} if self.plan.is_empty else {"plan": self.plan.as_data()}
        return planned | {
            "title": words_data(self.title),
            "number": self.number,
            "edition": self.edition.value,
            "version": self.version.value,
            "fiscal_year": self.fiscal_year,
            "quarter": self.quarter,
            "as_of": self.as_of.isoformat(),
            "closing": self.closing.isoformat(),
            "made_at": self.made_at.isoformat(),
            "made_by": words_data(self.made_by),
            "invented": self.invented,
            "sections": [section.as_data() for section in self.sections],
            "notes": [words_data(note) for note in self.notes],
            "definitions": [term.as_data() for term in self.definitions],
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "ParticipationReport":
        """What `as_data` wrote."""
        return cls(
            title=words_from(data["title"]),
            number=data["number"],
            edition=Edition(data["edition"]),
            version=Version(data["version"]),
            fiscal_year=data["fiscal_year"],
            quarter=data["quarter"],
            as_of=date.fromisoformat(data["as_of"]),
            closing=date.fromisoformat(data["closing"]),
            made_at=datetime.fromisoformat(data["made_at"]),
            made_by=words_from(data["made_by"]),
            invented=data["invented"],
            sections=tuple(Section.from_data(section) for section in data["sections"]),
            notes=tuple(words_from(note) for note in data["notes"]),
            definitions=tuple(Term.from_data(term) for term in data.get("definitions", ())),
            plan=YearPlan.from_data(data["plan"]) if "plan" in data else YearPlan(),
        )

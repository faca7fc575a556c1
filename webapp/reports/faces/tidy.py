"""データの行: one published cell to a line, as the rules for machine-readable tables want it (総務省, 2020)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from webapp.region import Words
from webapp.reports.faces.words import EDITIONS, INTERNAL, INVENTED, VERSIONS, told, unit_of
from webapp.reports.frozen.report import Edition, ParticipationReport
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.numerals import Cell, Sign, say

Datum = str | int | Decimal | date | Sign | None
HEADER = (
    Words("年度（西暦）", "fiscal year"),
    Words("四半期", "quarter"),
    Words("基準日", "as of"),
    Words("資料の区分", "edition"),
    Words("値の段階", "version"),
    Words("表コード", "table code"),
    Words("表", "table"),
    Words("行コード", "row code"),
    Words("行の区分", "rows are"),
    Words("行", "row"),
    Words("行の階層", "row level"),
    Words("合計行", "is total"),
    Words("列コード", "column code"),
    Words("列", "column"),
    Words("指標コード", "indicator code"),
    Words("単位", "unit"),
    Words("値", "value"),
    Words("記号", "mark"),
    Words("備考", "remark"),
)
VALUE = 16  # the place of the number among these
# 機種依存文字: enclosed and squared letters, Roman numerals as one letter, half-width kana.
_OF_MACHINES = re.compile("[\u2116\u2121\u2160-\u217f\u2460-\u24ff\u3220-\u33ff\uff61-\uff9f]+")


@dataclass(frozen=True)
class Place:
    """一つのセル: which table, line and column it stands in."""

    table: Table
    row: Row
    column: Column
    at: int


def header(language: str) -> list[str]:
    """The names of the columns."""
    return [told(name, language) for name in HEADER]


def rows(report: ParticipationReport, language: str) -> Iterator[Sequence[Datum]]:
    """Every cell of every table in the report's order; a mark stands beside the empty value, never in it."""
    same, remark = _of_report(report, language), _remark(report, language)
    for table in report.tables:
        for row in table.rows:
            for at, column in enumerate(table.columns):
                yield [*same, *_place(Place(table, row, column, at), language), remark]


def plain(text: str) -> str:
    """Without spaces for looks, line breaks, or letters that other machines do not have: ① is 1, ㈱ is (株)."""
    written = _OF_MACHINES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return " ".join(written.replace("　", " ").split())


def _of_report(report: ParticipationReport, language: str) -> list[Datum]:
    return [
        report.fiscal_year,
        report.quarter,
        report.as_of,
        told(EDITIONS[report.edition], language),
        told(VERSIONS[report.version], language),
    ]


def _remark(report: ParticipationReport, language: str) -> str:
    said = [INVENTED] if report.invented else []
    said += [INTERNAL] if report.edition is Edition.COUNCIL else []
    return ("、" if language == "ja" else ", ").join(told(words, language) for words in said)


def _place(place: Place, language: str) -> list[Datum]:
    row, column, cell = place.row, place.column, place.row.cells[place.at]
    return [
        place.table.key,
        plain(told(place.table.title, language)),
        row.key,
        plain(told(place.table.heading, language)),
        plain(told(row.label, language)),
        row.level,
        int(row.is_total),
        column.key,
        plain(told(column.label, language)),
        column.indicator or row.indicator or "",
        plain(told(unit_of(row, column), language)),
        None if isinstance(cell, Sign) else cell,
        _mark(cell, language),
    ]


def _mark(cell: Cell, language: str) -> Datum:
    if not isinstance(cell, Sign):
        return ""
    # As the mark itself: a CSV file guards a text that begins with －, and here it is no formula.
    spoken = say(cell, language)
    return cell if spoken == cell.value else spoken

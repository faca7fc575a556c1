"""受講状況報告書を組み立てる: from a year in the database to the frozen report of one edition, with its proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from webapp.fiscal_year import japanese_date
from webapp.region import Words
from webapp.reports.assembling.summary import summary_table
from webapp.reports.assembling.tables import Labels, tables_of
from webapp.reports.assembling.worlds import year_world
from webapp.reports.disclosure.editions import protect
from webapp.reports.disclosure.result import Protected
from webapp.reports.frozen.chart import Chart, ChartKind
from webapp.reports.frozen.report import Edition, ParticipationReport, Section, Version
from webapp.reports.frozen.table import Table
from webapp.reports.frozen.term import Term
from webapp.reports.indicators.definitions import definitions
from webapp.reports.numerals import write
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope
from webapp.wording import mark

TITLE = mark("受講状況報告書")
MAIN, PEOPLE = mark("主な数字"), mark("受講者の内訳")
SUMMARY = mark("要約")
REFUSED = mark("少ない人数が分かってしまうため、つくらなかった表の数")
INDUSTRY = "I07_industry"


@dataclass(frozen=True)
class Assembled:
    """組み立てた報告書: what may be printed, and apart from it the proof that it may."""

    report: ParticipationReport
    protection: Mapping[str, Protected]


def assemble(
    reader: Reader,
    scope: Scope,
    edition: Edition,
    thresholds: Mapping[str, int],
    seed: str,
    labels: Labels,
    courses: dict[str, Words],
    made_at: datetime,
    invented: bool,
) -> Assembled:
    """A draft (案) of this edition; `thresholds` are those of council and public, the finest first."""
    year = year_world(reader, scope, thresholds)
    protection = protect(year.world, year.editions, seed)
    audience = edition.value if edition.value in thresholds else list(thresholds)[-1]
    plan = next(plan for plan in year.editions if plan.name == audience)
    tables = tables_of(plan, protection[audience], labels, courses)
    main = summary_table(reader, scope, thresholds[audience], labels)
    refused = len(protection[audience].refused)
    report = ParticipationReport(
        title=labels.both(TITLE),
        number="",
        edition=edition,
        version=Version.DRAFT,
        fiscal_year=scope.period.year.year,
        quarter=scope.quarter,
        as_of=scope.period.day,
        closing=japanese_date(scope.recorded_before),
        made_at=made_at,
        made_by=reader.region.contact.name,
        invented=invented,
        sections=(
            Section("summary", labels.both(SUMMARY), _sentences(main)),
            Section("main", labels.both(MAIN), (), (main,)),
            Section("people", labels.both(PEOPLE), (), tables, _charts(tables)),
        ),
        notes=(_counted(labels.both(REFUSED), refused),),
        definitions=tuple(Term(known.id, known.name, known.text) for known in definitions().values()),
    )
    return Assembled(report, protection)


def _sentences(main: Table) -> tuple[Words, ...]:
    """Sentences proposed from the numbers; a hidden one stands as its mark, and nothing says why anything changed."""
    nobe, jitsu, rate = (write(main.cell(id, "actual")) for id in ("I06", "I07", "I12"))
    return (
        Words(
            f"延べ受講者数は{nobe}人、実受講者数は{jitsu}人です。",
            f"There were {nobe} enrolments of {jitsu} persons.",
        ),
        Words(
            f"結果が確定した講座の修了率は{rate}％です。"
            if rate[0].isdigit()
            else "修了率はまだ示せません。",
            f"Of the closed enrolments {rate} % were completed."
            if rate[0].isdigit()
            else "The completion rate cannot be told yet.",
        ),
    )


def _charts(tables: tuple[Table, ...]) -> tuple[Chart, ...]:
    table = next((table for table in tables if table.key == INDUSTRY), None)
    if table is None:
        return ()
    column = table.columns[0]
    lines = [(row.label, row.cells[0]) for row in table.rows if not row.is_total]
    alt = Words(
        "、".join(f"{label.ja} {write(cell)}" for label, cell in lines),
        ", ".join(f"{label.en} {write(cell)}" for label, cell in lines),
    )
    return (Chart("industry", ChartKind.BARS, table.key, (column.key,), table.title, alt),)


def _counted(words: Words, number: int) -> Words:
    return Words(f"{words.ja}: {number}", f"{words.en}: {number}")

"""受講状況報告書を組み立てる: from a year in the database to the frozen report of one edition, with its proof."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from webapp.region import Words
from webapp.reports.assembling.by_course import BY_COURSE
from webapp.reports.assembling.by_month import BY_MONTH
from webapp.reports.assembling.cases import WITH_CASES, cases_section
from webapp.reports.assembling.charts import charts_of
from webapp.reports.assembling.five_years import BY_YEAR, year_table
from webapp.reports.assembling.order import Order, Sentences
from webapp.reports.assembling.outreach import outreach_sections
from webapp.reports.assembling.plan import plan_of
from webapp.reports.assembling.questions import question_sections
from webapp.reports.assembling.sentences import paragraphs, proposed
from webapp.reports.assembling.summary import summary_table
from webapp.reports.assembling.tables import tables_of
from webapp.reports.assembling.town import town_sections
from webapp.reports.assembling.worlds import year_world
from webapp.reports.disclosure.editions import protect
from webapp.reports.disclosure.result import Protected
from webapp.reports.frozen.plan import YearPlan
from webapp.reports.frozen.report import Edition, ParticipationReport, Section, Version
from webapp.reports.frozen.table import Table
from webapp.reports.frozen.term import Term
from webapp.reports.indicators.definitions import definitions
from webapp.reports.labels import Labels
from webapp.reports.queries.reader import Reader
from webapp.wording import mark

TITLE = mark("受講状況報告書")
MAIN, YEAR, PEOPLE = mark("主な数字"), mark("講座と年間の動き"), mark("受講者の内訳")
SUMMARY, CAUSES, NEXT_STEPS = mark("要約"), mark("要因"), mark("次年度の対応")
REFUSED = mark("少ない人数が分かってしまうため、つくらなかった表の数")
NOTHING = Words("", "")


@dataclass(frozen=True)
class Assembled:
    """組み立てた報告書: what may be printed, and apart from it the proof that it may."""

    report: ParticipationReport
    protection: Mapping[str, Protected]


def assemble(
    reader: Reader,
    order: Order,
    thresholds: Mapping[str, int],
    labels: Labels,
    courses: Mapping[str, Words],
) -> Assembled:
    """A draft (案) as it was ordered; `thresholds` are those of council and public, the finest first.

    Every edition is protected together with the others, whichever of them is asked for.
    """
    year = year_world(reader, order, thresholds)
    protection = protect(year.world, year.editions, order.seed)
    audience = audience_of(order.edition, thresholds)
    plan = next(plan for plan in year.editions if plan.name == audience)
    tables = tables_of(plan, protection[audience], labels, courses, order.scope.period.year)
    main = summary_table(reader, order.scope, thresholds[audience], labels)
    if order.scope.quarter is None:
        tables = (*tables, year_table(reader, order.scope, thresholds[audience], labels))
    refused = len(protection[audience].refused_whole)
    # What is proposed of causes is the beginning of a sentence: without anybody's end it is not printed.
    said = order.sentences or replace(proposed(main), causes=NOTHING, next_steps=NOTHING)
    if order.town is not None and order.sentences is None:
        said = replace(said, summary=NOTHING)
    report = ParticipationReport(
        title=labels.both(TITLE),
        number="",
        edition=order.edition,
        version=Version.DRAFT,
        fiscal_year=order.scope.period.year.year,
        quarter=order.scope.quarter,
        as_of=order.scope.period.day,
        closing=order.closing,
        made_at=order.made_at,
        made_by=reader.region.contact.name,
        invented=order.invented,
        sections=_sections(
            order,
            main,
            tables,
            said,
            labels,
            thresholds[audience],
            outreach_sections(reader, order.scope, labels),
        ),
        notes=(_counted(labels.both(REFUSED), refused),),
        definitions=tuple(Term(known.id, known.name, known.text) for known in definitions().values()),
        plan=_plan(reader, order, labels),
    )
    return Assembled(report, protection)


def _sections(
    order: Order,
    main: Table,
    tables: tuple[Table, ...],
    said: Sentences,
    labels: Labels,
    threshold: int,
    outreach: tuple[Section, ...],
) -> tuple[Section, ...]:
    words = {
        "summary": _words("summary", labels.both(SUMMARY), said.summary),
        "causes": _words("causes", labels.both(CAUSES), said.causes),
        "next": _words("next", labels.both(NEXT_STEPS), said.next_steps),
    }
    if order.town is not None:
        town = town_sections(order.town, labels.region, tables, threshold, labels)
        return (*words["summary"], *town, *words["next"])
    figures = Section("main", labels.both(MAIN), (), (main,))
    if order.edition is Edition.ASSEMBLY:
        return (*words["summary"], figures, *words["next"], *question_sections(main))
    of_year = tuple(table for table in tables if table.key in (BY_COURSE, BY_MONTH, BY_YEAR))
    of_people = tuple(table for table in tables if table not in of_year)
    is_over = order.scope.period.is_over
    parts = (
        Section("year", labels.both(YEAR), (), of_year, charts_of(of_year, is_over)),
        Section("people", labels.both(PEOPLE), (), of_people, charts_of(of_people, is_over)),
    )
    shown = tuple(part for part in parts if part.tables)
    cases = cases_section(order.cases, labels) if order.edition in WITH_CASES else ()
    return (*words["summary"], figures, *words["causes"], *shown, *outreach, *cases, *words["next"])


def _plan(reader: Reader, order: Order, labels: Labels) -> YearPlan:
    """Of a whole year's paper: that of a quarter or of one town has no review sheet."""
    if order.scope.quarter is not None or order.town is not None:
        return YearPlan()
    return plan_of(reader.session, order.scope.period.year.year, labels)


def audience_of(edition: Edition, thresholds: Mapping[str, int]) -> str:
    """By whose threshold an edition is protected; whoever is not named reads what the public reads."""
    return edition.value if edition.value in thresholds else list(thresholds)[-1]


def _words(key: str, title: Words, said: Words) -> tuple[Section, ...]:
    told = paragraphs(said)
    return (Section(key, title, told),) if told else ()


def _counted(words: Words, number: int) -> Words:
    return Words(f"{words.ja}: {number}", f"{words.en}: {number}")

"""割り付け: which parts of a report stand where on a paper of one page."""

from collections.abc import Mapping, Sequence
from typing import Any

from webapp.reports.frozen.chart import ChartKind

# The keys of the sections that a page of one sheet looks for; whatever else a report has stands in the full one.
SUMMARY, MAIN, OUTREACH, COSTS, NEXT = "summary", "main", "outreach", "costs", "next"
QUESTIONS = "question"  # question-1, question-2, …: 想定問答, the title asks and the paragraphs answer
# Small tables that stand under the figures.
BESIDE = ("I06_area_by_course", "I06_area")
# 図A to D: one of each kind if there is one, then whatever comes first.
MOST_BARS = 10
FIGURES = (ChartKind.GROUPED_BARS, ChartKind.MONTHLY_BARS, ChartKind.TILES, ChartKind.BARS)


def landscape(told: Mapping[str, Any]) -> dict[str, Any]:
    """要約, 主要指標表, 周知とニーズ, 経費, 評価と次年度 at the left; four figures and the small tables beside them."""
    left = [_part(section) for section in _named(told, (SUMMARY, MAIN, OUTREACH, COSTS, NEXT))]
    beside = [table for section in told["sections"] for table in section["tables"] if table["key"] in BESIDE]
    return {**told, "left": left, "beside": beside, "charts": _figures(told, 4)}


def brief(told: Mapping[str, Any], figures: int = 2) -> dict[str, Any]:
    """One upright page, and the questions that may be asked behind it, each with its numbers' definitions."""
    plain = [section for section in told["sections"] if not _is_question(section)]
    left = [_part(section) for section in plain if section["paragraphs"] or section["tables"]]
    asked = [_question(section, told) for section in told["sections"] if _is_question(section)]
    return {**told, "left": left, "questions": asked, "charts": _figures(told, figures)}


def full(told: Mapping[str, Any]) -> dict[str, Any]:
    """Every section in its order; a question is a section like the others."""
    return dict(told)


def _named(told: Mapping[str, Any], keys: Sequence[str]) -> list[Mapping[str, Any]]:
    sections = {section["key"]: section for section in told["sections"]}
    return [sections[key] for key in keys if key in sections]


def _part(section: Mapping[str, Any]) -> dict[str, Any]:
    # A single table needs no title beside its section's.
    return {**section, "titled": len(section["tables"]) > 1}


def _figures(told: Mapping[str, Any], most: int) -> list[Mapping[str, Any]]:
    """So many of the charts that are not too tall for a part of a page."""
    charts = [
        chart for section in told["sections"] for chart in section["charts"]
        if chart["kind"] != ChartKind.BARS.value or chart["lines"] <= MOST_BARS
    ]  # fmt: skip
    firsts = [next((chart for chart in charts if chart["kind"] == kind.value), None) for kind in FIGURES]
    chosen = [chart for chart in firsts if chart is not None]
    chosen += [chart for chart in charts if chart not in chosen]
    return chosen[:most]


def _is_question(section: Mapping[str, Any]) -> bool:
    return str(section["key"]).startswith(QUESTIONS)


def _question(section: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    named = [term for term in told["definitions"] if term["id"] in section["indicators"]]
    return {**section, "definitions": named}

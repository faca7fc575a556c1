"""周知とニーズ: the section that answers the two questions the councils ask, from counts of things; no text of anybody's stands in it."""

from collections.abc import Mapping, Sequence

from webapp.programme.needs.models import NeedState
from webapp.region import Words
from webapp.reports.disclosure.arranging import ALL
from webapp.reports.frozen.report import Section
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.definitions import definitions
from webapp.reports.indicators.values import WHOLE, Count, Rate
from webapp.reports.labels import Labels
from webapp.reports.queries.needs import States, needs
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope
from webapp.wording import mark

TITLE = mark("周知とニーズ")
NEEDS, GROUP, HEARD = mark("要望の多い業種・校種と対応の状況"), mark("業種・校種"), mark("要望")
OTHERS = mark("その他の業種・校種")
NOTE = mark("年度の初めに残っていた要望と、基準日までに受けた要望です。重ねて受けた要望は1件と数えています。")
UNIT = Words("件", "needs")
MOST_GROUPS = 5
BY_GROUP = "I23_group"
STATES = (NeedState.MET, NeedState.PLANNED, NeedState.CONSIDERED, NeedState.DIFFICULT)


def outreach_sections(reader: Reader, scope: Scope, labels: Labels) -> tuple[Section, ...]:
    """The section with its tables; none where nothing was asked for."""
    tables = (*needs_tables(reader, scope, labels),)
    return (Section("outreach", labels.both(TITLE), (), tables),) if tables else ()


def needs_tables(reader: Reader, scope: Scope, labels: Labels) -> tuple[Table, ...]:
    """要望上位: the five groups that asked for most, the others together, and the whole; each with its I23."""
    total = needs(reader, scope, Breakdown.TOTAL).get(WHOLE, {})
    if not sum(total.values()):
        return ()
    known = definitions()["I23"]
    columns = (
        Column("heard", labels.both(HEARD), UNIT),
        *(Column(state.value, labels.both(state.label_ja), UNIT) for state in STATES),
        Column("I23", known.name, known.unit, "I23"),
    )
    groups = sorted(_groups(reader, scope).items(), key=lambda group: (-sum(group[1].values()), group[0]))
    rows = [_row(key, labels.line(key), states) for key, states in groups[:MOST_GROUPS]]
    if rest := [states for _key, states in groups[MOST_GROUPS:]]:
        rows.append(_row("others", labels.both(OTHERS), _together(rest)))
    rows.append(_row("total", labels.line(ALL), total, is_total=True))
    return (
        Table(BY_GROUP, labels.both(NEEDS), labels.both(GROUP), columns, tuple(rows), (labels.both(NOTE),)),
    )


def _groups(reader: Reader, scope: Scope) -> Mapping[str, States]:
    """By 校種 and by 業種, each need in one of them; of neither is a line of its own."""
    axes = (Breakdown.INDUSTRY, Breakdown.SCHOOL_TYPE)
    return {
        key[-1]: states
        for by in axes
        for key, states in needs(reader, scope, by).items()
        if any(states.values())
    }


def _together(groups: Sequence[States]) -> States:
    return {state.value: sum(states[state.value] for states in groups) for state in NeedState}


def _row(key: str, label: Words, states: States, *, is_total: bool = False) -> Row:
    heard, met = sum(states.values()), states[NeedState.MET.value]
    counts = (Count(number, None).cell for number in (heard, *(states[state.value] for state in STATES)))
    return Row(key, label, (*counts, Rate(Count(met, None), Count(heard, None)).cell), is_total=is_total)

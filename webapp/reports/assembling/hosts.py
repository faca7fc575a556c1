"""主催者の目: what a partner knows beside the paper: everybody in the offerings that it hosts."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from webapp.reports.assembling.axes import as_counts, axes_of
from webapp.reports.assembling.by_course import QUARTERS, quarter_key
from webapp.reports.assembling.order import Order
from webapp.reports.disclosure.arranging import ALL, OTHERS, Arrangement
from webapp.reports.disclosure.audience import Recipient
from webapp.reports.disclosure.problem import Key
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.registry import evaluate
from webapp.reports.indicators.values import Count
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope

# By host: its own part of each count in which it has one.
OwnRows = Mapping[str, Mapping[Key, Count]]


def own_rows(reader: Reader, order: Order) -> OwnRows:
    """Enrolments by area and course, and persons along each attribute, of what each host offers."""
    year = replace(order.scope, quarter=None)
    return {
        name: dict(_rows(reader, replace(year, hosts=frozenset({id}))))
        for name, id in sorted(order.hosts.items())
    }


def readers_who_host(arrangement: Arrangement, own: OwnRows) -> tuple[Recipient, ...]:
    """Each host as a reader; what the others have beside its own rows becomes a count that is protected as well.

    A line in which there is nobody but a host's own people holds no secret from it.
    """
    readers = []
    for name, rows in own.items():
        knows = frozenset(_known(arrangement, name, rows))
        _add_up_the_rest(arrangement, name, knows)
        readers.append(Recipient(name, knows))
    return tuple(readers)


def least_beside(own: OwnRows, key: Key, whole: int) -> int:
    """The fewest people that a count leaves for any of these hosts to guess at; the whole where each has all or none."""
    parts = [rows[key].contributors or 0 for rows in own.values() if key in rows]
    return min([whole, *(whole - part for part in parts if 0 < part < whole)])


def _known(arrangement: Arrangement, name: str, rows: Mapping[Key, Count]) -> Iterator[Key]:
    for key, mine in rows.items():
        whole = arrangement.known(key)
        if whole is None or not mine.value:
            continue
        if whole.value == mine.value:
            yield key
        else:
            # At least so many stand behind the others' rows: who is in both is a person of both.
            others = max(1, whole.contributors - (mine.contributors or 0))
            yield arrangement.beside(key, mine, name, others)


def _add_up_the_rest(arrangement: Arrangement, name: str, knows: frozenset[Key]) -> None:
    """What others have of an area or a course is what they have in its cells: each x among them says one at the least."""
    inner = [key for key in arrangement.counted if key[0] == "I06" and len(key) == 3 and _is_inner(key)]
    for margin in arrangement.counted:
        if margin[0] != "I06" or len(margin) != 4 or margin[-1] != OTHERS + name or ALL not in margin[:3]:
            continue
        cells = [
            key
            for key in inner
            if all(part in (ALL, own) for part, own in zip(margin[1:3], key[1:], strict=True))
        ]
        rest = [
            beside if arrangement.known(beside := (*key, OTHERS + name)) else key
            for key in cells
            if key not in knows
        ]
        if cells:
            arrangement.total(margin, rest)


def _is_inner(key: Key) -> bool:
    return ALL not in key and key[1] not in {quarter_key(quarter) for quarter in QUARTERS}


def _rows(reader: Reader, own: Scope) -> Iterator[tuple[Key, Count]]:
    for (area, course), count in as_counts(evaluate("I06", reader, own, Breakdown.AREA_BY_COURSE)).items():
        yield ("I06", area, course), count
    for (course,), count in as_counts(evaluate("I06", reader, own, Breakdown.COURSE)).items():
        yield ("I06", ALL, course), count
    for (area,), count in as_counts(evaluate("I06", reader, own, Breakdown.AREA)).items():
        yield ("I06", area, ALL), count
    for by, axis in axes_of(reader.region).items():
        for (line,), count in as_counts(evaluate("I07", reader, own, by)).items():
            yield ("I07", axis.name, line), count

"""版の入れ子: what each edition hides, finest first, so that whoever reads several of them learns no more from all."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from webapp.reports.disclosure.audience import (
    EditionPlan,
    Sheet,
    as_told,
    known_to,
    read_together,
)
from webapp.reports.disclosure.complementary import NoPattern, Search
from webapp.reports.disclosure.primary import demands, must_be_hidden
from webapp.reports.disclosure.problem import Key, Rules, Sum, World
from webapp.reports.disclosure.refusing import refusals
from webapp.reports.disclosure.result import Protected, Reason, Refused
from webapp.reports.disclosure.witnesses import seen_by
from webapp.reports.numerals import Sign

# Sheets to refuse together, each with the name of its edition.
Way = tuple[tuple[str, Refused], ...]


def new_seed() -> str:
    """A seed for `protect`; kept with the release's snapshot and shown to nobody."""
    return secrets.token_hex(16)


def protect(world: World, editions: Sequence[EditionPlan], seed: str) -> dict[str, Protected]:
    """What each edition may print, by its name, with its proofs; a sheet that cannot be protected is refused.

    The editions stand finest first (council, then public): a reader of one reads all that follow, and what one hides
    the following hide as well. Raises NoPattern only where readers could work a small count out before anything is printed.
    """
    refused = {edition.name: list(refusals(world, editions[at:])) for at, edition in enumerate(editions)}
    while True:
        left = [edition.without(refused[edition.name]) for edition in editions]
        try:
            return _protected(world, left, refused, seed)
        except NoPattern as failure:
            spare = _spare(world, left, failure)
            for name, one in [spare] if spare else _to_blame(world, left, failure, seed):
                refused[name].append(one)


def _protected(
    world: World, editions: Sequence[EditionPlan], refused: dict[str, list[Refused]], seed: str
) -> dict[str, Protected]:
    searches: list[Search] = []
    hidden: frozenset[Key] = frozenset()
    for at in range(len(editions)):
        hidden = (hidden & read_together(editions[at:])) | _hidden_by_all(world, editions[at:])
        search = Search(as_told(world, editions[at:]), editions[at:], hidden, seed)
        search.protect()
        searches.append(search)
        hidden = search.hidden
    results = {
        edition.name: _printed(
            as_told(world, editions[at:]), editions[at:], searches[at].hidden, refused[edition.name], seed
        )
        for at, edition in enumerate(editions)
    }
    for at, edition in enumerate(editions):
        results[edition.name] = _proved(as_told(world, editions[at:]), editions[at:], searches[at], results)
    return results


def _hidden_by_all(world: World, editions: Sequence[EditionPlan]) -> frozenset[Key]:
    """What every one of these editions that prints it must hide, and what the first one must."""
    must = [must_be_hidden(world, editions[at:]) for at in range(len(editions))]
    by_all = {
        key
        for key in frozenset().union(*must)
        if all(key in hides for hides, edition in zip(must, editions, strict=True) if key in edition.printed)
    }
    return frozenset(by_all | must[0])


def _printed(
    world: World,
    editions: Sequence[EditionPlan],
    hidden: frozenset[Key],
    refused: Sequence[Refused],
    seed: str,
) -> Protected:
    edition = editions[0]
    cells = {
        key: Sign.HIDDEN if key in hidden else world.values[key] or Sign.NIL
        for key in sorted(edition.printed)
    }
    small = must_be_hidden(world, editions)
    return Protected(
        edition.name,
        edition.threshold,
        cells,
        tuple(refused),
        tuple(merged for sheet in edition.sheets for merged in sheet.merged),
        small,
        (hidden & edition.printed) - small,
        seed,
        world.rules,
    )


def _proved(
    world: World, editions: Sequence[EditionPlan], search: Search, results: dict[str, Protected]
) -> Protected:
    proofs = []
    for reader in editions[0].readers:
        sight = seen_by(world, editions, results, reader)
        asked = demands(world, editions, sight, known_to(world, editions, reader), reader.name)
        proofs.append(search.proof(reader, sight, asked))
    return replace(results[editions[0].name], proofs=tuple(proofs))


def _spare(world: World, editions: Sequence[EditionPlan], failure: NoPattern) -> tuple[str, Refused] | None:
    """A part of a sheet that can be left out, where the count stands in it or follows from it by adding; None where none is."""
    at = next(at for at, edition in enumerate(editions) if edition.name == failure.edition)
    near = _beside(as_told(world, editions).rules.sums, failure.key)
    for edition in editions[at:]:
        for sheet in edition.sheets:
            for part, cells in sheet.spare:
                if near & cells:
                    return edition.name, Refused(sheet.name, Reason.NO_PATTERN, part)
    return None


def _to_blame(world: World, editions: Sequence[EditionPlan], failure: NoPattern, seed: str) -> Way:
    """The least important sheet without which the count can be protected, or the same sheet in every edition that has it.

    Sheets in which the count stands, or what adds up with it, are tried first; where none is enough, the first of them
    goes and the rest is tried again. Where the count can be told although nothing is printed, the way in which a
    sheet's lines were merged tells it. Raises the failure again where nothing is left to refuse.
    """
    at = next(at for at, edition in enumerate(editions) if edition.name == failure.edition)
    rules = as_told(world, editions).rules
    near = _beside(rules.sums, failure.key) | _bounding(rules, failure.key)
    sheets = [(edition.name, sheet) for edition in editions[at:] for sheet in reversed(edition.sheets)]
    if failure.is_told_anyway:
        merging = [(name, sheet) for name, sheet in sheets if sheet.limits]
        telling = [one for one in merging if any(limit.key in near for limit in one[1].limits)]
        sheets = telling or merging
    if not sheets:
        raise failure
    wider = near.union(*(_beside(rules.sums, key) for key in near))
    ways = dict.fromkeys(way for reach in (near, wider, None) for way in _ways(sheets, reach))
    enough = (way for way in ways if not _is_still_told(world, editions, failure, way, seed))
    return next(enough, next(iter(ways)))


def _ways(sheets: Sequence[tuple[str, Sheet]], reach: frozenset[Key] | None) -> Iterator[Way]:
    """Each of the sheets within reach alone, then each in all editions that have it."""
    within = [
        (edition, Refused(sheet.name, Reason.NO_PATTERN))
        for edition, sheet in sheets
        if reach is None or reach & sheet.cells
    ]
    yield from ((one,) for one in within)
    for refused in dict.fromkeys(one for _, one in within):
        yield tuple(one for one in within if one[1] == refused)


def _is_still_told(
    world: World,
    editions: Sequence[EditionPlan],
    failure: NoPattern,
    way: Way,
    seed: str,
) -> bool:
    """Whether the same count cannot be protected without these sheets either."""
    gone = {edition.name: [one for name, one in way if name == edition.name] for edition in editions}
    try:
        _protected(world, [edition.without(gone[edition.name]) for edition in editions], gone, seed)
    except NoPattern as again:
        return (again.edition, again.key) == (failure.edition, failure.key)
    return False


def _beside(sums: Iterable[Sum], key: Key) -> frozenset[Key]:
    """A count and all that stand in one sum with it."""
    groups = [{total.whole, *total.parts} for total in sums]
    return frozenset({key}.union(*(group for group in groups if key in group)))


def _bounding(rules: Rules, key: Key) -> frozenset[Key]:
    """All that a count is no less or no more than."""
    groups = [{*bound.smaller, *bound.larger} for bound in rules.bounds]
    return frozenset().union(*(group for group in groups if key in group))

"""証拠の検算: whole numbers alone say whether two tables leave a count in doubt; no solver is asked or trusted."""

from collections.abc import Mapping, Sequence

from webapp.reports.disclosure.audience import (
    EditionPlan,
    Recipient,
    as_told,
    known_to,
    may_be_nil,
    sight_of,
)
from webapp.reports.disclosure.primary import demands
from webapp.reports.disclosure.problem import Key, Rules, World, broken_rules
from webapp.reports.disclosure.proof import Demand, Proof, Sight
from webapp.reports.disclosure.result import Protected
from webapp.reports.numerals import Sign


def faults(rules: Rules, proof: Proof) -> list[str]:
    """What is wrong with a proof, in words for a log; nothing where every demand has its two witnesses."""
    wrong: list[str] = []
    for number, table in enumerate(proof.tables):
        wrong += [f"table {number}: {fault}" for fault in impossible(rules, proof.sight, table)]
    if len(proof.pairs) != len(proof.demands):
        return [*wrong, "there is not one pair of witnesses for each demand"]
    for demand, pair in zip(proof.demands, proof.pairs, strict=True):
        wrong += _unanswered(demand, pair, proof)
    return wrong


def recheck(protected: Protected) -> list[str]:
    """The faults of all proofs of a release, from its snapshot alone; nothing where they hold."""
    return [
        f"{proof.reader}: {fault}" for proof in protected.proofs for fault in faults(protected.rules, proof)
    ]


def impossible(rules: Rules, sight: Sight, table: Mapping[Key, int]) -> list[str]:
    """Why a reader with this sight knows that a table is not the true one; nothing where it could be."""
    if set(table) != set(sight.floors):
        return ["it does not hold exactly the counts that the reader does not know"]
    wrong = [f"{key} is no whole number" for key, value in table.items() if type(value) is not int]
    wrong += [
        f"{key} is less than its mark says" for key, least in sight.floors.items() if table[key] < least
    ]
    return wrong + broken_rules(rules, {**sight.fixed, **table})


def _unanswered(demand: Demand, pair: tuple[int, int], proof: Proof) -> list[str]:
    if demand.key in proof.sight.fixed:
        return [f"{demand.key} stands for a few people, and {proof.reader} sees it"]
    if not all(0 <= number < len(proof.tables) for number in pair):
        return [f"{demand.key} has no two witnesses"]
    low, high = (proof.tables[number].get(demand.key, -1) for number in pair)
    wrong = []
    if not 0 <= low <= demand.at_most:
        wrong.append(f"{demand.key} is never {demand.at_most} or less for {proof.reader}")
    if high < demand.at_least:
        wrong.append(f"{demand.key} is never {demand.at_least} or more for {proof.reader}")
    return wrong


def failures(world: World, editions: Sequence[EditionPlan], results: Mapping[str, Protected]) -> list[str]:
    """Why these editions may not be published together, by the whole criterion; nothing where they may.

    The editions stand in the order of `editions.protect`: a reader of one reads all that follow.
    """
    editions = [edition.without(results[edition.name].refused) for edition in editions]
    wrong: list[str] = []
    for number, edition in enumerate(editions):
        told = as_told(world, editions[number:])
        misprints = _misprints(told, editions[number:], results)
        wrong += [f"{edition.name}: {fault}" for fault in misprints]
        for reader in edition.readers:
            wrong += _failures_for(told, editions[number:], results, reader)
    return wrong


def _misprints(world: World, editions: Sequence[EditionPlan], results: Mapping[str, Protected]) -> list[str]:
    """Cells of the first edition that are not what they should be, and what a coarser one shows that this one hides."""
    first, nil = editions[0], may_be_nil(world, editions)
    wrong = []
    for key, cell in results[first.name].cells.items():
        hides = cell is Sign.HIDDEN
        if not hides and cell != (world.values[key] or Sign.NIL):
            wrong.append(f"{key} is printed as {cell}")
        if hides and world.values[key] == 0 and key not in nil:
            wrong.append(f"{key} is nobody and printed as x")
        if not hides and key in first.hidden_before:
            wrong.append(f"{key} was hidden before and is not any more")
        if hides and any(results[e.name].publishes(key) for e in editions[1:]):
            wrong.append(f"{key} is hidden, but not in a coarser edition")
    return wrong


def _failures_for(
    world: World, editions: Sequence[EditionPlan], results: Mapping[str, Protected], reader: Recipient
) -> list[str]:
    """What a reader of all these editions can tell, held against what the first one's proof says of them."""
    seen = seen_by(world, editions, results, reader)
    proof = next((p for p in results[editions[0].name].proofs if p.reader == reader.name), None)
    asked = demands(world, editions, seen, known_to(world, editions, reader), reader.name)
    if proof is None:
        return [f"{editions[0].name}: nothing is proved for {reader.name}"] if asked else []
    wrong = [] if proof.sight == seen else ["the proof is for a reader who sees something else"]
    wrong += [f"{demand.key} is not in the proof" for demand in asked if demand not in proof.demands]
    return [f"{editions[0].name}: {fault}" for fault in wrong + faults(world.rules, proof)]


def seen_by(
    world: World, editions: Sequence[EditionPlan], results: Mapping[str, Protected], reader: Recipient
) -> Sight:
    """What a reader of all these editions, and of the releases before, knows."""
    cells = [item for edition in editions for item in results[edition.name].cells.items()]
    shown = {key for key, cell in cells if cell is not Sign.HIDDEN}
    hidden = {key for key, cell in cells if cell is Sign.HIDDEN} - shown
    return sight_of(world, shown, hidden, known_to(world, editions, reader), may_be_nil(world, editions))

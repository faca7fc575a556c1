"""一次秘匿: which counts stand for so few people that they may not be told, and how much doubt each must keep."""

from collections.abc import Iterable, Sequence

from webapp.reports.disclosure.audience import EditionPlan, read_together, readable_earlier
from webapp.reports.disclosure.problem import Key, Kind, Rules, World
from webapp.reports.disclosure.proof import Demand, Sight

# The outcome rule (結果の件数): so many people in all, so many on each side, or nobody on the unfavourable one.
LEAST_OUTCOME = 10
LEAST_SIDE = 3


def small_counts(world: World, printed: frozenset[Key], threshold: int) -> frozenset[Key]:
    """一次秘匿: counts with 1 to k-1 persons behind them, printed or implied, and those the outcome rule keeps back."""
    small = {
        count.key
        for count in world.counts
        if 1 <= count.contributors < threshold
        # Of outcomes that are nowhere printed the outcome rule alone decides (C - 修了).
        and (count.kind is Kind.VOLUME or count.key in printed)
    }
    return frozenset(small | small_outcomes(world))


def small_outcomes(world: World) -> frozenset[Key]:
    """Outcomes that would say of nearly everybody in a group how it ended, 0 of 5 修了 among them."""
    small: set[Key] = set()
    for outcome in world.outcomes:
        whole, well, badly = (
            world.by_key[key].contributors for key in (outcome.of, outcome.favourable, outcome.unfavourable)
        )
        if whole == 0:
            continue
        if well < LEAST_SIDE or whole < LEAST_OUTCOME:
            small.add(outcome.favourable)
        if 0 < badly < LEAST_SIDE or whole < LEAST_OUTCOME:
            small.add(outcome.unfavourable)
    return frozenset(small)


def small_changes(world: World, editions: Sequence[EditionPlan]) -> frozenset[tuple[Key, int]]:
    """Counts that changed by so few people since they could be read that the change tells of them; with their value then.

    Of two cuts each detail cell differs by nobody or by k persons and more; totals of whole sheets may change by fewer.
    """
    totals = frozenset().union(*(edition.totals for edition in editions))
    persons = {key: changed for edition in editions for key, changed in edition.changed.items()}
    found = set()
    for key, before in readable_earlier(editions):
        if key in world.values and key not in totals:
            change = abs(world.values[key] - before)
            if change and persons.get(key, change) < editions[0].threshold:
                found.add((key, before))
    return frozenset(found)


def must_be_hidden(world: World, editions: Sequence[EditionPlan]) -> frozenset[Key]:
    """What the first of these editions prints as x, whatever else it prints: small counts and changes, x of before."""
    first = editions[0]
    small = small_counts(world, first.printed, first.threshold)
    changed = {key for key, _ in small_changes(world, editions)}
    return first.printed & (small | first.hidden_before | changed)


def demands(
    world: World, editions: Sequence[EditionPlan], sight: Sight, knows: frozenset[Key], reader: str
) -> tuple[Demand, ...]:
    """What a reader of all these editions must be left in doubt of by the first one's k, but for what they know anyway."""
    k = editions[0].threshold
    least = least_values(world.rules, sight)
    small = small_counts(world, read_together(editions), k) - knows
    asked = [
        Demand(key, low := max(1, least[key]), max(k - 1, low))
        for key in sorted(small)
        if world.by_key[key].only_for in ("", reader)
    ]
    for key, before in sorted(small_changes(world, editions)):
        if key not in knows and world.values[key] > before:
            asked.append(Demand(key, before + 1, before + k - 1))
        elif key not in knows:
            asked.append(Demand(key, max(least[key], before - k + 1), before - 1))
    return tuple(asked)


def least_values(rules: Rules, sight: Sight) -> dict[Key, int]:
    """The least that the marks alone allow: 1 for x, for a margin its non-zero cells, for 延べ at least its 実."""
    least = {**sight.floors, **sight.fixed}
    rising: list[tuple[Key, Iterable[Key]]] = [(total.whole, total.parts) for total in rules.sums]
    rising += [(bound.larger[0], bound.smaller) for bound in rules.bounds if len(bound.larger) == 1]
    moved = True
    while moved:
        moved = False
        for whole, parts in rising:
            below = sum(least[part] for part in parts)
            if whole not in sight.fixed and below > least[whole]:
                least[whole], moved = below, True
    return least


def enough_answers(answers: int) -> bool:
    """Whether a mean or a share of satisfaction may be printed; below ten answers it is x."""
    return answers >= LEAST_OUTCOME

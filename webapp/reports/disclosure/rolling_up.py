"""行のまとめ: lines with too few people are merged before any cell is hidden, so that less has to be."""

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.reports.disclosure.result import Merged

Groups = dict[str, list[str]]


@dataclass(frozen=True)
class RolledUp:
    """まとめた結果: where each line went (itself, where it stands alone), and what was merged."""

    into: Mapping[str, str]
    merged: tuple[Merged, ...]

    @property
    def is_hopeless(self) -> bool:
        """Whether even the merged line has too few people, so that the table must be refused."""
        return any(merged.contributors < merged.threshold for merged in self.merged)


def roll_up(
    people: Mapping[str, int],
    threshold: int,
    least: int,
    other: str,
    areas: Mapping[str, str] | None = None,
    apart: frozenset[str] = frozenset(),
) -> RolledUp:
    """Merge lines with 1 to `least`-1 people into `other`, or into their area's rest where `areas` says which.

    `people` counts distinct persons per line, who add up; `least` is k or 2k. A merged line that does not reach k takes
    the next smallest in; an area's rest that cannot goes to `other`. Lines of nobody stay (－), so do those `apart`
    (県外, 不明), which are counts of another sort.
    """
    small = [line for line in people if line not in apart and 0 < people[line] < least]
    groups: Groups = {}
    for line in small:
        groups.setdefault((areas or {}).get(line, other), []).append(line)
    free = [line for line in people if line not in apart and line not in small and people[line]]
    for name in [name for name in groups if name != other]:
        siblings = [line for line in free if areas and areas.get(line) == name]
        _fill(groups[name], siblings, free, people, threshold)
        if _total(groups[name], people) < threshold:
            groups.setdefault(other, []).extend(groups.pop(name))
    if other in groups:
        _fill(groups[other], list(free), free, people, threshold)
        _join_rests(groups, other, people, threshold)
    return _result(groups, people, threshold)


def _fill(group: list[str], takeable: list[str], free: list[str], people: Mapping[str, int], k: int) -> None:
    """Take in the next smallest lines until the group reaches the threshold or none is left."""
    takeable.sort(key=lambda line: (people[line], line))
    while takeable and _total(group, people) < k:
        group.append(taken := takeable.pop(0))
        free.remove(taken)


def _join_rests(groups: Groups, other: str, people: Mapping[str, int], k: int) -> None:
    """Where no line is left to take in, the smallest rests of areas join the others."""
    rests = sorted((name for name in groups if name != other), key=lambda name: _total(groups[name], people))
    while rests and _total(groups[other], people) < k:
        groups[other].extend(groups.pop(rests.pop(0)))


def _total(group: list[str], people: Mapping[str, int]) -> int:
    return sum(people[line] for line in group)


def _result(groups: Groups, people: Mapping[str, int], threshold: int) -> RolledUp:
    into = {line: line for line in people}
    merged = []
    for name, group in groups.items():
        total = _total(group, people)
        if len(group) == 1 and total >= threshold:
            continue  # a line alone that reaches k needs no other name
        into |= dict.fromkeys(group, name)
        merged.append(Merged(name, tuple(sorted(group)), threshold, total))
    return RolledUp(into, tuple(merged))

"""Figures as rows: a name, a value, a goal and whether it was met; never a value that was not measured."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from agreement import compare
from contest import FLOOR, ONE, OTTER, OURS, TWO, Outcome


@dataclass(frozen=True)
class Row:
    """One figure; without a goal it is told for its own sake, and None is what was not measured."""

    name: str
    value: float | None
    goal: float | None = None
    met: bool | None = None


def at_least(name: str, value: float | None, goal: float) -> Row:
    """More is better."""
    return Row(f"{name} (at least)", value, goal, value is not None and value >= goal)


def at_most(name: str, value: float | None, goal: float) -> Row:
    """Less is better."""
    return Row(f"{name} (at most)", value, goal, value is not None and value <= goal)


# Peer, cost, goal, what it is called. Start-up is counted once on both sides, except beside the floor.
RATIOS = (
    (ONE, "cpu", 5.0, "nbgrader, 1 process / ours: CPU"),
    (ONE, "wall", 10.0, "nbgrader, 1 process / ours on 2 cores: wall"),
    (TWO, "wall", 5.0, "nbgrader, 2 processes / ours on 2 cores: wall"),
    (OTTER, "cpu", 10.0, "otter run / ours: CPU"),
    (FLOOR, "cpu", 0.7, "floor / ours, both standing: CPU"),
    (FLOOR, "wall", 0.7, "floor / ours, both standing: wall"),
)


def ratio(outcome: Outcome, peer: str, kind: str) -> float | None:
    """A peer's cost over ours; None where it was not measured or the scores are not the same."""
    if peer not in outcome.costs or not compare(outcome.scores).same:
        return None
    if peer == OTTER:
        # A sample in one piece: there is no round of ours to pair it with.
        once = getattr(outcome.starts[OURS], kind) / len(outcome.workload.learners)
        return outcome.median(OTTER, kind) / (outcome.median(OURS, kind) + once)
    return outcome.ratio(peer, OURS, kind, started=peer != FLOOR)


def of_contest(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    """The goals by the workload that comes off worst, and what lies behind them."""
    for peer, kind, goal, name in RATIOS:
        each = [ratio(outcome, peer, kind) for outcome in outcomes]
        worst = None if None in each else min(value for value in each if value is not None)
        yield at_least(f"{name}, worst workload", worst, goal)
        for outcome, value in zip(outcomes, each, strict=True):
            yield Row(f"{name}, {outcome.workload.lesson.name}", value)
    agreements = [compare(outcome.scores) for outcome in outcomes]
    yield Row("scores equal to a peer's", sum(agreement.equal for agreement in agreements))
    yield Row("scores different as listed", sum(agreement.listed for agreement in agreements))
    yield at_most("scores different, unlisted", sum(len(each.unlisted) for each in agreements), 0)
    for outcome in outcomes:
        yield from _behind(outcome)


def _behind(outcome: Outcome) -> Iterator[Row]:
    title = outcome.workload.lesson.name
    for grader in outcome.costs:
        yield Row(f"{title}: {grader}, CPU s per submission", outcome.median(grader, "cpu"))
        yield Row(f"{title}: {grader}, batch wall s / submissions", outcome.median(grader, "wall"))
    for grader, start in outcome.starts.items():
        yield Row(f"{title}: {grader}, start-up CPU s", start.cpu)
        yield Row(f"{title}: {grader}, start-up wall s", start.wall)
    yield Row(f"{title}: ours standing, submissions per minute", 60 / outcome.median(OURS, "wall"))


def of_waiting(name: str, seconds: Sequence[float], goals: tuple[float, float] | None) -> Iterator[Row]:
    """The median and the 95th percentile of one submission's way from hand-over to score sheet."""
    ordered = sorted(seconds)
    median = ordered[len(ordered) // 2]
    late = ordered[max(0, round(0.95 * len(ordered)) - 1)]
    for kind, value, goal in zip(("p50", "p95"), (median, late), goals or (None, None), strict=True):
        title = f"{name}: hand-over to score sheet, s, {kind} of {len(ordered)}"
        yield Row(title, value) if goal is None else at_most(title, value, goal)


def told(rows: Iterable[Row]) -> Iterator[str]:
    """The table, line by line."""
    for row in rows:
        value = "not measured" if row.value is None else f"{row.value:.3f}"
        goal = "" if row.goal is None else f"{row.goal:g}"
        yield f"{row.name:<78} {value:>12} {goal:>6} {'' if row.met is None else 'met' if row.met else 'NOT MET'}".rstrip()


def write(rows: Iterable[Row], path: Path) -> None:
    """The same as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = [asdict(row) for row in rows]
    for row in plain:
        if row["value"] is not None:
            row["value"] = round(row["value"], 4)
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", "utf-8")

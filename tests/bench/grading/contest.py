"""All graders on one workload in interleaved rounds: each round grades some of the learners with every one of them."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader_peer import Nbgrader
from otter_peer import Otter
from processes import Cost, Standing
from workload import Scores, Workload

Grade = Callable[[Sequence[str]], tuple[Cost, Scores]]
OURS, FLOOR, ONE, TWO, OTTER = "tateyama", "floor", "nbgrader", "nbgrader × 2", "otter"


@dataclass
class Outcome:
    """What was measured on one workload: a cost per grader and round, all scores, what starting cost."""

    workload: Workload
    costs: dict[str, list[tuple[int, Cost]]] = field(default_factory=dict)
    scores: dict[str, Scores] = field(default_factory=dict)
    starts: dict[str, Cost] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)

    def take(self, grader: str, learners: Sequence[str], cost: Cost, scores: Scores) -> None:
        """Note what one grader did in one round."""
        self.costs.setdefault(grader, []).append((len(learners), cost))
        self.scores.setdefault(grader, {}).update(scores)

    def per_submission(self, grader: str, started: bool) -> list[Cost]:
        """Each round's cost per submission; with start-up, that is counted once over all the learners."""
        once = self.starts[grader].times(1 / len(self.workload.learners)) if started else Cost(0.0, 0.0)
        return [cost.times(1 / number) + once for number, cost in self.costs[grader]]

    def ratio(self, peer: str, ours: str, kind: str, started: bool = True) -> float:
        """The median over the rounds of a peer's cost divided by ours."""
        pairs = zip(self.per_submission(peer, started), self.per_submission(ours, started), strict=True)
        return statistics.median(getattr(theirs, kind) / getattr(our, kind) for theirs, our in pairs)

    def median(self, grader: str, kind: str) -> float:
        """A grader's median cost per submission, start-up left out."""
        return statistics.median(getattr(cost, kind) for cost in self.per_submission(grader, False))


def contest(workload: Workload, rounds: int, peers: bool, otter: Path | None, otter_learners: int) -> Outcome:
    """Grade one workload with everybody; the order within a round turns from round to round."""
    outcome = Outcome(workload)
    ours = Standing("worker.py", {"warm": str(workload.request(workload.learners[0]))})
    floor = Standing("floor.py", {"imports": list(workload.warm)})
    outcome.starts = {OURS: ours.start, FLOOR: floor.start}
    entrants: dict[str, Grade] = {
        OURS: lambda learners: _ours(ours, outcome, learners, 2),
        FLOOR: lambda learners: _floor(floor, workload, learners),
    }
    try:
        if peers:
            entrants |= _nbgrader(workload, outcome)
        for number in range(rounds):
            names = list(entrants)
            for name in names[number % len(names) :] + names[: number % len(names)]:
                learners = workload.learners[number::rounds]
                outcome.take(name, learners, *entrants[name](learners))
        if otter is not None:
            sample = workload.learners[:otter_learners]
            made = Otter(otter, workload, workload.folder / "otter")
            outcome.take(OTTER, sample, *made.graded(sample))
        # One at a time, so that nothing of another submission is waited for.
        outcome.seconds.clear()
        _ours(ours, outcome, workload.learners, 1)
    finally:
        ours.close()
        floor.close()
    return outcome


def _nbgrader(workload: Workload, outcome: Outcome) -> dict[str, Grade]:
    """One nbgrader and two; what the command costs by itself is left in the rounds but once."""
    course = Nbgrader(workload, workload.folder / "nbgrader")
    start = course.start()
    outcome.starts |= {ONE: start, TWO: Cost(2 * start.cpu, start.wall)}

    def graded(shares: list[Sequence[str]], name: str) -> tuple[Cost, Scores]:
        cost, scores = course.graded(shares)
        return cost + outcome.starts[name].times(-1), scores

    return {
        ONE: lambda learners: graded([learners], ONE),
        TWO: lambda learners: graded([learners[::2], learners[1::2]], TWO),
    }


def _ours(worker: Standing, outcome: Outcome, learners: Sequence[str], workers: int) -> tuple[Cost, Scores]:
    paths = [str(outcome.workload.request(learner)) for learner in learners]
    told = worker.ask({"jobs": paths, "workers": workers})
    results = [told["results"][path] for path in paths]
    outcome.seconds += [result["seconds"] for result in results]
    scores = {
        learner: {one["id"]: float(one["points"]) for one in result["sheet"]["exercises"]}
        for learner, result in zip(learners, results, strict=True)
    }
    return Cost(told["cpu"], told["wall"]), scores


def _floor(floor: Standing, workload: Workload, learners: Sequence[str]) -> tuple[Cost, Scores]:
    jobs = {learner: str(workload.job(learner)) for learner in learners}
    told = floor.ask({"jobs": list(jobs.values()), "folder": str(workload.source)})
    scores = {
        learner: {name: points * (name in told["passed"][job]) for name, points in workload.points.items()}
        for learner, job in jobs.items()
    }
    return Cost(told["cpu"], told["wall"]), scores

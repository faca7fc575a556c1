"""Where the CPU time of one submission goes, part by part, beside the floor; nothing else uses it.

`python tests/bench/grading/where_time_goes.py` prints a table per run. A side's birth is what a sandbox costs that runs
nothing: fork, fences, burial. Its work is the rest of what its processes used.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
# The learner's code and libraries compile their bytecode once, as they would anywhere.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import beginner
import errors
import plots
from accounting import TICKS, inside
from processes import Standing
from workload import Workload

from grader import engine
from grader.assignment import read_assignment
from grader.contract import GradingRequest
from grader.limits import Limits
from grader.merge import merge
from grader.notebook import read_notebook
from grader.sandbox import Sandbox
from grader.warmth import WarmPair, warm_pair

LESSONS = (beginner.LESSON, plots.LESSON, errors.LESSON)
Spent = dict[str, float]
# Places in the kernel's line about a process: faults of its children; its own user and system time, and theirs.
CHILDREN_FAULTS, TIMES = 8, slice(11, 15)


def spent(pair: WarmPair) -> Spent:
    """CPU milliseconds of each part so far, and thousands of page faults of each side's sandboxes."""
    own = os.times()
    sides = {"S": pair.submission.pid, "T": pair.testing.pid}
    found = {"R": 1_000 * (own.user + own.system)}
    for side, pid in sides.items():
        fields = next(_line(child) for child in inside(pid))
        found[side] = 1_000 * sum(fields[TIMES]) / TICKS
        found[f"{side} faults"] = fields[CHILDREN_FAULTS] / 1_000
    return found


def _line(pid: int) -> list[int]:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return [0, *map(int, fields[1:])]


def cost(pair: WarmPair, work: Callable[[], None], times: int) -> Spent:
    """What one of so many pieces of work used."""
    before = spent(pair)
    work()
    after = spent(pair)
    return {name: (after[name] - before[name]) / times for name in before}


def lives(pair: WarmPair, files: Mapping[str, str], times: int) -> None:
    """Both sandboxes of a submission, born and buried with nothing to do."""
    for _ in range(times):
        setup = {"files": files}
        with Sandbox(pair.submission, Limits(), setup) as one, Sandbox(pair.testing, Limits(), setup) as two:
            one.begin()
            two.begin()


@contextmanager
def standing(requests: list[bytes]) -> Iterator[tuple[WarmPair, GradingRequest]]:
    """The warm processes of an assignment, after a first submission."""
    engine.grade(requests[0])
    first = GradingRequest.from_json(requests[0])
    plan = merge(read_assignment(first.source), read_notebook(first.submission))
    with warm_pair(engine.zygotes(), plan) as pair:
        yield pair, first


def grade_all(requests: list[bytes]) -> None:
    """Every submission, one after the other."""
    for request in requests:
        engine.grade(request)


def ours(workload: Workload) -> Spent:
    """Each part's milliseconds per submission, one submission at a time."""
    requests = [workload.request(learner).read_bytes() for learner in workload.learners]
    with standing(requests) as (pair, first):
        graded = cost(pair, lambda: grade_all(requests), len(requests))
        empty = cost(pair, lambda: lives(pair, first.files, len(requests)), len(requests))
    parts = {f"{side} birth": empty[side] for side in "ST"}
    return graded | parts | {f"{side} work": graded[side] - empty[side] for side in "ST"}


def floor(workload: Workload) -> float:
    """The floor's milliseconds per submission."""
    program = Standing("floor.py", {"imports": list(workload.warm)})
    try:
        jobs = [str(workload.job(learner)) for learner in workload.learners]
        told = program.ask({"jobs": jobs, "folder": str(workload.source)})
    finally:
        program.close()
    return 1_000 * float(told["cpu"]) / len(jobs)


COLUMNS = ("R", "S birth", "S work", "T birth", "T work")


def row(name: str, workload: Workload) -> str:
    """One line of the table."""
    found, least = ours(workload), floor(workload)
    total = sum(found[column] for column in COLUMNS)
    times = "".join(f"{value:9.1f}" for value in (*map(found.get, COLUMNS), total, least))  # type: ignore[arg-type]
    faults = "".join(f"{found[name]:9.1f}" for name in ("S faults", "T faults"))
    return f"{name:<10}{times}{least / total:9.2f}{faults}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=40, help="learners per workload")
    learners = parser.parse_args().learners
    titles = (*COLUMNS, "ours", "floor", "share", "S kfault", "T kfault")
    print(f"{'CPU ms':<10}" + "".join(f"{title:>9}" for title in titles))
    folder = Path(tempfile.mkdtemp())
    for lesson in LESSONS:
        print(row(lesson.name, Workload.written(lesson, folder / lesson.name, learners)), flush=True)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()

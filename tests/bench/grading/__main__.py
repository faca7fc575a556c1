"""`make bench`, second half: grading side by side with its peers, in one run, on the same notebooks.

Prints a table and writes var/bench/grading.json. Where two graders' scores differ no ratio between them is told.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[2]
sys.path.insert(0, str(CHECKOUT))
# Learners' code and peers compile their bytecode once, as they would anywhere.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import beginner  # noqa: E402 - after the path is set
import errors  # noqa: E402 - the same
import otter_peer  # noqa: E402 - the same
import plots  # noqa: E402 - the same
import sandbox_cost  # noqa: E402 - the same
from agreement import compare  # noqa: E402 - the same
from contest import Outcome, contest  # noqa: E402 - the same
from real_lesson import b1  # noqa: E402 - the same
from rows import Row, at_least, at_most, of_contest, of_waiting, told, write  # noqa: E402 - the same
from workload import Workload  # noqa: E402 - the same

LESSONS = {lesson.name: lesson for lesson in (beginner.LESSON, plots.LESSON, errors.LESSON)}
# Seconds at p50 and p95 from hand-over to score sheet; without a goal it is told all the same.
PATIENCE = {"beginner": (0.4, 0.8), "errors": (0.8, 1.5)}
FLOOR_SHA256 = "fb94d796c8db49c99cae83d88739933afc4388366777e6901c1d4db1dd108a05"


def options() -> argparse.Namespace:
    """What may be made shorter, and what may be left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=40, help="learners per workload")
    parser.add_argument("--rounds", type=int, default=4, help="interleaved rounds that share the learners")
    parser.add_argument("--forks", type=int, default=1_000, help="forks for the memory bound")
    parser.add_argument("--otter", type=int, default=4, help="learners that otter grades; 0 leaves it out")
    parser.add_argument("--workloads", nargs="+", choices=LESSONS, default=list(LESSONS))
    parser.add_argument("--no-peers", action="store_true", help="ours and the floor only")
    parser.add_argument("--folder", type=Path, default=CHECKOUT / "var" / "bench", help="where it writes")
    return parser.parse_args()


def refuse_a_changed_floor() -> None:
    """A floor that was made slower would flatter us."""
    if hashlib.sha256((HERE / "floor.py").read_bytes()).hexdigest() != FLOOR_SHA256:
        raise SystemExit("floor.py is not the program that was frozen: nothing is measured against it")


def contests(chosen: argparse.Namespace, folder: Path) -> list[Outcome]:
    """Every workload, one after the other."""
    peers = not chosen.no_peers
    programs = otter_peer.installed(chosen.folder / "otter-venv") if peers and chosen.otter else None
    outcomes = []
    for name in chosen.workloads:
        workload = Workload.written(LESSONS[name], folder / name, chosen.learners)
        outcomes.append(contest(workload, chosen.rounds, peers, programs, chosen.otter))
        for difference in compare(outcomes[-1].scores).unlisted:
            print(f"another score on {name}: {difference}", file=sys.stderr)
    return outcomes


def measured(chosen: argparse.Namespace, folder: Path) -> Iterator[Row]:
    """Every row, in the order of the table."""
    counted = sandbox_cost.counted_share()
    outcomes = contests(chosen, folder)
    yield from of_contest(outcomes)
    for outcome in outcomes:
        name = outcome.workload.lesson.name
        yield from of_waiting(name, outcome.seconds, PATIENCE.get(name))
    yield from of_waiting("B1 as built", b1(folder, chosen.learners), PATIENCE["beginner"])
    birth = sandbox_cost.births(min(100, chosen.forks))
    yield at_most("sandbox, both sides, fork to ready: ms, median", birth["ready"], 30.0)
    yield Row("sandbox, both sides, fork to burial: wall ms, mean", birth["life"])
    yield Row("sandbox, both sides, fork to burial: CPU ms, mean", birth["cpu"])
    growth = sandbox_cost.growth(chosen.forks)
    for kind in ("Rss", "Pss"):
        name = f"both warm processes, {kind.upper()} growth over {chosen.forks} forks: MB"
        yield at_most(name, growth[kind], 5.0)
    # Without this the CPU ratios above would leave out what bubblewrap hides.
    yield at_least("share of a sandbox's busy loop that the CPU count finds", counted, 0.95)


def main() -> None:
    """Measure, print, write."""
    chosen = options()
    refuse_a_changed_floor()
    folder = chosen.folder / "grading"
    shutil.rmtree(folder, ignore_errors=True)
    load = os.getloadavg()
    rows = list(measured(chosen, folder))
    write(rows, chosen.folder / "grading.json")
    print("\n".join(told(rows)))
    print(
        f"{os.cpu_count()} cores, load {load[0]:.1f} before and {os.getloadavg()[0]:.1f} after; "
        f"{chosen.learners} learners per workload in {chosen.rounds} rounds"
    )


if __name__ == "__main__":
    main()

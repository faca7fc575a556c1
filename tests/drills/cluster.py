"""Drill: two other hosts grade over TLS; one is cut off, one is killed, the scheduler is killed, each in the middle of a grading.

The hosts are network namespaces; the drill has a network and a mount namespace of its own, so nothing of it is left over.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path

import pytest

from tests.drills import two_hosts
from tests.drills.grading_hosts import Hosts, seats, wait_for
from tests.drills.hand_ins import Desk, hand_ins_of
from tests.drills.invariants import look, settle, undone
from tests.drills.outcome import Outcome
from tests.drills.small_platform import CHECKOUT, platform
from tests.drills.speed import grade_all, speed_of
from tests.grader.cluster.machines import Machines

NAME = "hosts that grade"
GRADED_WITHIN = 90  # seconds after a strike, while what was struck is still away
BACK_WITHIN = 60  # seconds after it was mended
SLEEP = "import time\ntime.sleep(0.5)\n"  # in each answer, so that a strike meets a grading


@dataclass(frozen=True)
class Size:
    """Which strikes, under how many hand-ins each, and how many are graded for each measured speed."""

    strikes: tuple[str, ...]
    hand_ins: int
    measured: int
    people: int = 10


WHOLE = Size(("cut off", "blink", "kill", "kill the scheduler"), hand_ins=16, measured=200)
SHORT = Size(("kill",), hand_ins=4, measured=0)


# What is mended before all is graded, and after how many seconds; the others stay away until it is.
MENDED_AFTER = {"blink": 5.0, "kill the scheduler": 3.0}


def slowly(hand_in, place):
    """The same hand-in with answers that take a while; its content is like no other's."""
    notebook = json.loads(hand_in.content)
    for cell in notebook["cells"]:
        if cell["metadata"]["nbgrader"]["grade_id"] == "b1-1-answer":
            cell["source"] = f"# {place}\n{SLEEP}{cell['source']}"
    return replace(hand_in, content=json.dumps(notebook, ensure_ascii=False).encode())


def strike_once(built, hosts, desk, how, hand_ins):
    """Hand in, strike, wait until all is graded, mend; receipts, seconds, and what does not hold."""
    with ThreadPoolExecutor(4) as pool:
        receipts = [each for each in pool.map(desk.hand_in, hand_ins) if each is not None]
    mend = hosts.strike(how)
    began = time.monotonic()
    left = undone(built)
    if how in MENDED_AFTER:
        time.sleep(MENDED_AFTER[how])
        mend()
    graded = wait_for(lambda: undone(built) == 0, GRADED_WITHIN)
    took = time.monotonic() - began
    if how not in MENDED_AFTER:
        mend()
    back = wait_for(lambda: seats(built) == len(two_hosts.HOSTS), BACK_WITHIN)
    faults = [] if left else [f"{how}: nothing was being graded"]
    faults += [] if graded is not None else [f"{how}: not all graded within {GRADED_WITHIN} s"]
    faults += [] if back is not None else [f"{how}: the host was not back within {BACK_WITHIN} s"]
    return receipts, took, faults


def play(size, folder):
    """Measure with one host and with two, then every strike, then a look at everything."""
    two_hosts.lay_cables()
    machines = Machines(folder, two_hosts.HERE, two_hosts.PORT)
    told = {
        "TATEYAMA_DASK_SCHEDULER": machines.address,
        "TATEYAMA_DASK_KEYS": str(machines.keys / "platform"),
    }
    try:
        with platform(size.people, **told) as built:
            return play_on(built, Hosts(machines), size)
    finally:
        machines.end()


def play_on(built, hosts, size):
    built.webapp.start()
    desk, hand_ins = Desk(built.socket), list(all_of(built, size))
    rest = iter(hand_ins)
    if size.measured:
        receipts, speeds = measure(built, hosts, desk, size, rest)
    else:
        receipts, speeds = [], {}
        for host in two_hosts.HOSTS:
            hosts.start(host)
    built.worker.start()
    faults, seconds = [], {}
    for how in size.strikes:
        taken, seconds[how], wrong = strike_once(built, hosts, desk, how, list(islice(rest, size.hand_ins)))
        receipts += taken
        faults += wrong
    settle(built, GRADED_WITHIN)
    found = look(built, hand_ins, receipts)
    return told_of(len(hand_ins), found, seconds, speeds, [*faults, *found.faults, *desk.odd])


def all_of(built, size):
    """First those whose speed is measured: by this host, by one other, by two; then those that are struck."""
    measured = 3 * size.measured
    number = measured + len(size.strikes) * size.hand_ins
    for place, hand_in in enumerate(hand_ins_of(built.people, number)):
        yield hand_in if place < measured else slowly(hand_in, place)


def measure(built, hosts, desk, size, rest):
    """How many a second this host grades with two seats, then one other host, then both; all are up afterwards."""
    receipts, speeds = grade_all(built, desk, list(islice(rest, size.measured)), elsewhere=False), {}
    speeds["here_2_seats"] = speed_of(built, receipts)
    for host in two_hosts.HOSTS:
        hosts.start(host)
        taken = grade_all(built, desk, list(islice(rest, size.measured)), elsewhere=True)
        speeds[f"hosts_{host}"] = speed_of(built, taken)
        receipts += taken
    return receipts, speeds


def told_of(number, found, seconds, speeds, faults):
    """The line and its numbers."""
    after = ", ".join(f"{how} {took:.0f} s" for how, took in seconds.items())
    speed = ", ".join(f"{name.replace('_', ' ')} {each:.0f}/s" for name, each in speeds.items())
    said = f"{number} hand-ins: {found}; all graded after: {after}" + (f"; speed: {speed}" if speed else "")
    graded = {f"graded_after_{how.replace(' ', '_')}_s": took for how, took in seconds.items()}
    per_second = {f"per_second_{name}": each for name, each in speeds.items()}
    return Outcome(NAME, said, {"hand_ins": number, **found.counts, **graded, **per_second}, tuple(faults))


def drill(size):
    """Play it in namespaces of its own."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("needs root, and iproute2: apt install iproute2")
    command = [
        "unshare",
        "--mount",
        "--net",
        sys.executable,
        "-m",
        "tests.drills.cluster",
        json.dumps(asdict(size)),
    ]
    with tempfile.TemporaryDirectory(prefix="tateyama-drill-") as folder:
        done = subprocess.run(
            [*command, folder], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, timeout=900, check=True
        )
    told = json.loads(done.stdout.splitlines()[-1])
    return Outcome(told["drill"], told["said"], told["counts"], tuple(told["faults"]))


if __name__ == "__main__":
    print(json.dumps(asdict(play(Size(**json.loads(sys.argv[1])), Path(sys.argv[2])))))

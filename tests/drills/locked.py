"""Drill: another process keeps the SQLite database locked; answers are receipts or 503 with Retry-After."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from tests.drills.hand_ins import Desk, hand_ins_of
from tests.drills.invariants import look, settle
from tests.drills.outcome import Outcome
from tests.drills.small_platform import platform

NAME = "locked SQLite"
LONGEST = 15.0  # seconds for one answer: ten for the lock, and a busy machine
GRADED_WITHIN = 90

HOLDS = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
connection.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
time.sleep(float(sys.argv[2]))
connection.execute("ROLLBACK")
"""


@dataclass(frozen=True)
class Size:
    """For how long the database is locked, one after the other, and how many hand in meanwhile."""

    seconds: tuple[float, ...]
    graded: bool  # whether there is a worker, which must wait too
    people: int = 8


WHOLE = Size(seconds=(1.0, 5.0, 20.0), graded=True)
SHORT = Size(seconds=(1.0,), graded=False)


@contextmanager
def locked(built, seconds):
    """Somebody else's lock, held when the block begins."""
    command = [sys.executable, "-c", HOLDS, str(built.data / "tateyama.sqlite"), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "locked\n"
        yield
        assert holder.wait(timeout=seconds + 30) == 0


class Timed(Desk):
    """A desk that also keeps how long each answer took."""

    def __init__(self, socket):
        super().__init__(socket)
        self.waits = []

    def ask(self, hand_in):
        began = time.monotonic()
        answer = super().ask(hand_in)
        self.waits.append(time.monotonic() - began)
        return answer


def hand_in_behind_a_lock(built, desk, hand_ins, seconds):
    """Everybody sends while it is locked, and again until they have a receipt."""
    with locked(built, seconds), ThreadPoolExecutor(len(hand_ins)) as pool:
        return [receipt for receipt in pool.map(desk.hand_in, hand_ins) if receipt is not None]


def drill(size):
    """Each lock in turn, then a look at everything."""
    with platform(size.people) as built:
        built.webapp.start()
        if size.graded:
            built.worker.start()
        desk = Timed(built.socket)
        hand_ins = list(hand_ins_of(built.people, size.people * (1 + len(size.seconds))))
        receipts = [desk.hand_in(each) for each in hand_ins[: size.people]]  # webapp has started by then
        desk.waits.clear()
        for place, seconds in enumerate(size.seconds, start=1):
            now = hand_ins[place * size.people : (place + 1) * size.people]
            receipts += hand_in_behind_a_lock(built, desk, now, seconds)
        late = size.graded and settle(built, GRADED_WITHIN) is None
        found = look(built, hand_ins, receipts, size.graded)
    faults = [*found.faults, *desk.odd]
    faults += [f"an answer took {wait:.1f} s" for wait in desk.waits if wait > LONGEST]
    faults += [f"not all graded within {GRADED_WITHIN} s"] if late else []
    return told(size, desk, found, faults)


def told(size, desk, found, faults):
    """The line and its numbers."""
    spans = ", ".join(f"{seconds:g}" for seconds in size.seconds)
    longest = max(desk.waits)
    said = (
        f"locked for {spans} s under {len(size.seconds) * size.people} hand-ins: {found}, "
        f"{desk.answers['503']} times 503, longest answer {longest:.1f} s"
    )
    return Outcome(NAME, said, {**desk.answers, **found.counts, "longest_s": longest}, tuple(faults))

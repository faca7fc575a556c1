"""Drill: kill -9 of worker, webapp, hub and proxy at random while people hand in.

The whole form runs what `make run` runs, and the supervisor brings each part back; the short form has a small hub that is away.
"""

import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice

from tests.drills.hand_ins import Desk, hand_ins_of
from tests.drills.invariants import look, settle
from tests.drills.outcome import Outcome
from tests.drills.small_platform import platform
from tests.drills.whole_platform import whole_platform

NAME = "kill -9 of each part"
GRADED_WITHIN = 60  # seconds after the last kill, or the last receipt where that came later
HUB_AWAY = 1.0  # seconds


@dataclass(frozen=True)
class Size:
    """How much is handed in, how often something is killed."""

    hand_ins: int
    people: int
    senders: int
    pause: float  # seconds between two hand-ins of one sender
    strikes: int  # at one part after the other
    every: tuple[float, float]
    whole: bool


WHOLE = Size(hand_ins=1000, people=50, senders=8, pause=0.7, strikes=48, every=(2.0, 5.0), whole=True)
SHORT = Size(hand_ins=40, people=8, senders=4, pause=0.6, strikes=6, every=(0.8, 1.6), whole=False)


class AwayHub:
    """The small hub, which cannot be killed: for a moment it answers with a failure of its own."""

    orphans = 0

    def __init__(self, hub):
        self.hub = hub

    def kill(self):
        self.hub.broken = True
        time.sleep(HUB_AWAY)

    def start(self):
        self.hub.broken = False


@contextmanager
def running(size):
    """The platform of this form, and the parts that are struck in turn."""
    if size.whole:
        with whole_platform(size.people) as built:
            yield built, built.parts
        return
    with platform(size.people) as built:
        built.webapp.start()
        built.worker.start()
        yield built, {"worker": built.worker, "webapp": built.webapp, "hub": AwayHub(built.hub)}


class Killer:
    """Kills one part after the other, and has it started again at once as the supervisor does."""

    def __init__(self, parts, size, seed=6):
        self.parts, self.size = parts, size
        self.chance = random.Random(seed)  # noqa: S311 - a drill that can be repeated
        self.times = Counter()
        self.last = time.monotonic()

    def strike_all(self):
        """Every kill, after a random while each."""
        for victim in islice(cycle(self.parts), self.size.strikes):
            time.sleep(self.chance.uniform(*self.size.every))
            self.strike(victim)

    def strike(self, victim):
        self.times[victim] += 1
        self.parts[victim].kill()
        self.last = time.monotonic()
        self.parts[victim].start()


def hand_in_all(desk, hand_ins, size):
    """Everybody hands in, a few at a time; the receipts that there are."""

    def one(hand_in):
        receipt = desk.hand_in(hand_in)
        time.sleep(size.pause)
        return receipt

    with ThreadPoolExecutor(size.senders) as pool:
        return [receipt for receipt in pool.map(one, hand_ins) if receipt is not None]


def strike_meanwhile(killer, desk, hand_ins, size):
    """Hand in and kill at the same time; the receipts."""
    thread = threading.Thread(target=killer.strike_all)
    thread.start()
    try:
        return hand_in_all(desk, hand_ins, size)
    finally:
        thread.join()


def drill(size):
    """Hand in under fire, let the queue drain, look at everything."""
    with running(size) as (built, parts):
        desk, killer = Desk(built.socket), Killer(parts, size)
        hand_ins = list(hand_ins_of(built.people, size.hand_ins))
        receipts = strike_meanwhile(killer, desk, hand_ins, size)
        quiet = max(killer.last, *(receipt.moment for receipt in receipts))
        settled = settle(built, GRADED_WITHIN + 120)
        graded = None if settled is None else settled - quiet
        found = look(built, hand_ins, receipts)
        orphans = sum(part.orphans for part in parts.values())
        faults = list(faults_of(graded, orphans, desk, found))
    return told(size, killer, graded, found, faults, desk)


def faults_of(graded, orphans, desk, found):
    """One sentence for each thing that does not hold."""
    yield from found.faults
    yield from (f"an answer that is neither receipt nor 503: {each}" for each in desk.odd)
    if graded is None or graded > GRADED_WITHIN:
        yield f"not all graded within {GRADED_WITHIN} s after the last kill ({graded})"
    if orphans:
        yield f"{orphans} processes outlived what started them"


def told(size, killer, graded, found, faults, desk):
    """The line and its numbers."""
    kills = ", ".join(f"{part} {times} times" for part, times in killer.times.items())
    when = "not all graded" if graded is None else f"all graded {graded:.0f} s after the last kill"
    said = f"{size.hand_ins} hand-ins, {kills}: {found}, {when}"
    counts = {
        "hand_ins": size.hand_ins,
        **killer.times,
        **found.counts,
        "graded_after_s": graded,
        **desk.answers,
    }
    return Outcome(NAME, said, counts, tuple(faults))

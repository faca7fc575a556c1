"""Drill: 500 learners hand in within the minute before a deadline; all have a receipt in time, and the queue drains.

What they hand in is the tests' invented lesson (two exercises and a text), padded to the size of a real notebook.
"""

import math
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from tests.drills.hand_ins import Desk, hand_ins_of
from tests.drills.invariants import look, settle
from tests.drills.outcome import Outcome
from tests.drills.small_platform import platform
from webapp.participation.lateness import set_deadline
from webapp.participation.models import Score
from webapp.programme.models import Offering

NAME = "everybody at once"
PADDING = 200_000  # bytes
GRACE = 10  # seconds between the last hand-in and the deadline
P95 = 3.0  # seconds to the receipt
LONGEST = 10.0


@dataclass(frozen=True)
class Size:
    """How many learners, in how many seconds, and within how many more the queue is drained."""

    learners: int
    seconds: float
    drained_within: float


WHOLE = Size(learners=500, seconds=60.0, drained_within=300.0)
SHORT = Size(learners=30, seconds=4.0, drained_within=60.0)


def hand_in_within(desk, hand_ins, seconds):
    """Everybody presses the button once, at a moment of their own; the receipts."""
    chance = random.Random(500)  # noqa: S311 - a drill that can be repeated
    began = time.monotonic()

    def one(hand_in, moment):
        time.sleep(max(0.0, began + moment - time.monotonic()))
        return desk.hand_in(hand_in)

    moments = sorted(chance.uniform(0, seconds) for _ in hand_ins)
    with ThreadPoolExecutor(min(len(hand_ins), 100)) as pool:
        return [each for each in pool.map(one, hand_ins, moments) if each is not None]


def open_with_deadline(built, hand_in, seconds):
    """Start everything, wait until the first is received, and set the deadline; its receipt."""
    built.webapp.start()
    built.worker.start()
    receipt = Desk(built.socket).hand_in(hand_in)
    due_at = datetime.now(UTC) + timedelta(seconds=seconds + GRACE)
    with built.database.transaction() as session:
        set_deadline(session, session.scalar(select(Offering.id)), "b1", due_at, 10.0)
    return receipt


def drill(size):
    """Hand in, drain, look at everything."""
    with platform(size.learners + 1) as built:
        first, *hand_ins = hand_ins_of(built.people, size.learners + 1, PADDING)
        desk, receipts = Desk(built.socket), [open_with_deadline(built, first, size.seconds)]
        receipts += hand_in_within(desk, hand_ins, size.seconds)
        began = time.monotonic()
        graded = settle(built, size.drained_within)
        found = look(built, [first, *hand_ins], receipts)
        with built.database.sessions() as session:
            late = session.scalar(select(func.count()).where(Score.late_penalty > 0))
    waits = sorted(receipt.seconds for receipt in receipts[1:])
    drained = None if graded is None else graded - began
    faults = [*found.faults, *desk.odd, *faults_of(size, waits, drained, late)]
    return told(size, waits, drained, late, found, faults)


def p95_of(waits):
    """The smallest wait that at least 95 of a hundred do not exceed."""
    return waits[math.ceil(0.95 * len(waits)) - 1]


def faults_of(size, waits, drained, late):
    """What was too slow, or told late."""
    if p95_of(waits) > P95 or waits[-1] > LONGEST:
        yield f"p95 {p95_of(waits):.1f} s (at most {P95}), longest {waits[-1]:.1f} s (at most {LONGEST})"
    if drained is None:
        yield f"the queue was not drained within {size.drained_within:g} s"
    if late:
        yield f"{late} were in time and are told late"


def told(size, waits, drained, late, found, faults):
    """The line and its numbers."""
    when = "not drained" if drained is None else f"drained {drained:.0f} s later"
    said = (
        f"{size.learners} learners in {size.seconds:g} s: {len(waits)} receipts, p95 {p95_of(waits):.2f} s, "
        f"{late} late, {when}, {found}"
    )
    counts = {"receipts": len(waits), "p95_s": p95_of(waits), "longest_s": waits[-1], "drained_s": drained}
    return Outcome(NAME, said, {**counts, **found.counts}, tuple(faults))

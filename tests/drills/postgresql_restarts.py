"""Drill: PostgreSQL is restarted at once (`pg_ctl restart -m immediate`) every few seconds while people hand in."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.drills.hand_ins import Desk, hand_ins_of
from tests.drills.invariants import look, settle
from tests.drills.outcome import Outcome
from tests.drills.small_platform import platform
from tests.webapp.postgresql import postgresql_server

NAME = "PostgreSQL restarted"
HEALS_WITHIN = 10  # seconds
GRADED_WITHIN = 120


@dataclass(frozen=True)
class Size:
    """How much is handed in, and how often the server is restarted."""

    hand_ins: int
    restarts: int
    every: float  # seconds
    graded: bool
    people: int = 10
    senders: int = 4


WHOLE = Size(hand_ins=400, restarts=12, every=5.0, graded=True)
SHORT = Size(hand_ins=24, restarts=2, every=1.0, graded=False)


def restart_again_and_again(cluster, size, restarted):
    """Restart, and keep when it was back."""
    for _ in range(size.restarts):
        time.sleep(size.every)
        cluster.restart()
        restarted.append(time.monotonic())


def hand_in_all(desk, hand_ins, size):
    """Everybody hands in for as long as restarts take; the receipts and the moment of each."""
    pause = size.senders * (size.restarts + 1) * size.every / size.hand_ins

    def one(hand_in):
        receipt = desk.hand_in(hand_in, pause=0.1)
        moment = time.monotonic()
        time.sleep(pause)
        return receipt, moment

    with ThreadPoolExecutor(size.senders) as pool:
        return [each for each in pool.map(one, hand_ins) if each[0] is not None]


def under_restarts(cluster, desk, hand_ins, size):
    """Hand in and restart at the same time; what was received when, and when the server was back each time."""
    restarted = []
    thread = threading.Thread(target=restart_again_and_again, args=(cluster, size, restarted))
    thread.start()
    received = hand_in_all(desk, hand_ins, size)
    thread.join()
    return received, restarted


def seconds_to_heal(received, restarted):
    """From each restart to the next receipt; those after the last receipt do not count."""
    moments = sorted(moment for _, moment in received)
    next_ones = (next((each for each in moments if each > back), None) for back in restarted)
    return [each - back for each, back in zip(next_ones, restarted, strict=True) if each is not None]


def drill(size):
    """Hand in under restarts, then look at everything."""
    with postgresql_server() as cluster, platform(size.people, cluster.new_database()) as built:
        built.webapp.start()
        if size.graded:
            built.worker.start()
        desk = Desk(built.socket)
        first, *hand_ins = hand_ins_of(built.people, size.hand_ins + 1)
        receipts = [desk.hand_in(first)]  # webapp has started by then
        received, restarted = under_restarts(cluster, desk, hand_ins, size)
        receipts += [receipt for receipt, _ in received]
        late = size.graded and settle(built, GRADED_WITHIN) is None
        found = look(built, [first, *hand_ins], receipts, size.graded)
        ended = [
            part for part in (built.webapp, built.worker) if part.process and part.process.poll() is not None
        ]
    heals = seconds_to_heal(received, restarted)
    faults = [*found.faults, *desk.odd, *(f"{part.log.name}: the process ended" for part in ended)]
    faults += [f"healed only after {each:.1f} s" for each in heals if each > HEALS_WITHIN]
    faults += [f"not all graded within {GRADED_WITHIN} s"] if late else []
    return told(size, desk, heals, found, faults)


def told(size, desk, heals, found, faults):
    """The line and its numbers."""
    slowest = max(heals, default=0.0)
    said = (
        f"{size.hand_ins} hand-ins, {size.restarts} restarts: {found}, {desk.answers['503']} times 503, "
        f"healed within {slowest:.1f} s"
    )
    return Outcome(NAME, said, {**desk.answers, **found.counts, "healed_s": slowest}, tuple(faults))

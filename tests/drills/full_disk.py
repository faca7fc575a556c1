"""Drill: the disk fills up while people hand in; no receipt without data, and it goes on by itself when there is room.

The data folder is a small tmpfs in a mount namespace of the drill's own, so nothing of it is seen outside or left over.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.drills.hand_ins import RECEIVED, Desk, Receipt, hand_ins_of
from tests.drills.invariants import look, settle
from tests.drills.outcome import Outcome
from tests.drills.small_platform import CHECKOUT, platform

NAME = "full disk"
MEGABYTES = 48
PADDING = 200_000  # bytes in each notebook beside its cells
AGAIN_WITHIN = 10  # seconds after there is room
GRADED_WITHIN = 90
LEFT = (0, 900_000, 20_000, 250_000, 4096, 100_000)  # bytes that are left over when it is filled up, in turn


@dataclass(frozen=True)
class Size:
    """How often the disk is filled up, and how many hand in each time."""

    rounds: int
    graded: bool  # whether there is a worker, which must go on too
    people: int = 6


WHOLE = Size(rounds=18, graded=True)
SHORT = Size(rounds=2, graded=False)


class Filler:
    """A file that takes what room there is."""

    def __init__(self, folder):
        self.file = folder / "filler"

    def fill(self, left):
        """Take everything but so many bytes."""
        self.file.write_bytes(b"x" * left)
        kept = self.file.with_name("kept free")
        self.file.rename(kept)
        with self.file.open("wb", buffering=0) as file:
            try:
                while file.write(b"x" * 65536):
                    pass
            except OSError:
                pass
        kept.unlink()

    def make_room(self):
        self.file.unlink(missing_ok=True)


def one_round(built, desk, filler, hand_ins, left):
    """Fill up, let everybody try twice, make room, let everybody ask again; receipts, and what took too long."""
    filler.fill(left)
    with ThreadPoolExecutor(len(hand_ins)) as pool:
        early = list(map(receipt_of, hand_ins * 2, pool.map(desk.ask, hand_ins * 2)))
        filler.make_room()
        began = time.monotonic()
        late = list(pool.map(desk.hand_in, hand_ins))
    took = time.monotonic() - began
    return [each for each in (*early, *late) if each is not None], took


def receipt_of(hand_in, answer):
    """What somebody was told, if it was a receipt."""
    if answer is None or answer.status_code not in RECEIVED:
        return None
    return Receipt(hand_in, answer.json()["number"], answer.json(), 0.0)


def play(data, size):
    """Every round on a disk of its own, then a look at everything."""
    with platform(size.people, data=data) as built:
        built.webapp.start()
        if size.graded:
            built.worker.start()
        desk, filler = Desk(built.socket, patience=60), Filler(data)
        hand_ins = list(hand_ins_of(built.people, size.people * size.rounds, PADDING))
        receipts, tooks = [], []
        for place in range(size.rounds):
            now = hand_ins[place * size.people : (place + 1) * size.people]
            told, took = one_round(built, desk, filler, now, LEFT[place % len(LEFT)])
            receipts += told
            tooks.append(took)
        late = size.graded and settle(built, GRADED_WITHIN) is None
        found = look(built, hand_ins, receipts, size.graded)
        faults = [*found.faults, *desk.odd, *faults_of(built, desk, tooks, late)]
    return told_of(size, desk, found, tooks, faults)


def faults_of(built, desk, tooks, late):
    """What recovery and words are wanting."""
    yield from (f"{took:.1f} s until everybody had a receipt" for took in tooks if took > AGAIN_WITHIN)
    yield from (
        f"told {other}, not that the disk is full" for other in desk.reasons if other != "storage_full"
    )
    if late:
        yield f"not all graded within {GRADED_WITHIN} s"
    for part in (built.webapp, built.worker):
        if part.process is not None and part.process.poll() is not None:
            yield f"{part.log.name}: the process ended"


def told_of(size, desk, found, tooks, faults):
    """The line and its numbers."""
    said = (
        f"filled up {size.rounds} times under {size.rounds * size.people} hand-ins: {found}, "
        f"{desk.answers['503']} times 503, all received {max(tooks):.1f} s after there was room"
    )
    counts = {**desk.answers, **desk.reasons, **found.counts, "again_after_s": max(tooks)}
    return Outcome(NAME, said, counts, tuple(faults))


def drill(size):
    """Play it in a mount namespace of its own; where we are not root, with a user namespace around it."""
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    command = [*alone, sys.executable, "-m", "tests.drills.full_disk", json.dumps(asdict(size))]
    with tempfile.TemporaryDirectory(prefix="tateyama-drill-") as folder:
        done = subprocess.run(
            [*command, folder], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, timeout=900, check=True
        )
    told = json.loads(done.stdout.splitlines()[-1])
    return Outcome(told["drill"], told["said"], told["counts"], tuple(told["faults"]))


def main(size, folder):
    """Inside: mount the small disk, play, print the outcome."""
    options = f"size={MEGABYTES}m,mode=0700"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
    print(json.dumps(asdict(play(Path(folder), Size(**json.loads(size))))))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Drill: the power fails after every single file operation of a hand-in, and what was not synced is gone, whole or in part."""

import random
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.drills.disk import Disk
from tests.drills.hand_ins import Desk, hand_ins_of
from tests.drills.outcome import Outcome
from tests.drills.recording import ANSWERED, operations_in, strace_to
from tests.drills.small_platform import platform
from webapp.participation.storage import SubmissionStore, hash_of

NAME = "power loss"
DATABASE = "tateyama.sqlite"


@dataclass(frozen=True)
class Size:
    """How many hand-ins are recorded, and how many mixtures of lost and kept writes are tried at each point."""

    hand_ins: int
    mixtures: int


WHOLE = Size(hand_ins=20, mixtures=3)
SHORT = Size(hand_ins=2, mixtures=1)


def record(size):
    """Hand in one after the other under strace; what was on disk before, the operations, and who was answered."""
    with platform(1) as built:
        trace = built.data / "logs" / "trace"
        before = {DATABASE: (built.data / DATABASE).read_bytes()}
        built.webapp.command[:0] = strace_to(trace)
        built.webapp.start()
        desk, hand_ins = Desk(built.socket), list(hand_ins_of(built.people, size.hand_ins))
        receipts = [desk.hand_in(each) for each in hand_ins]
        built.webapp.process.kill()
        built.webapp.process.wait(timeout=10)
        return before, list(operations_in(trace, built.data)), receipts


def rows_in(folder):
    """The hand-ins that the database knows after it has been opened again."""
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("integrity_check")
        return dict(database.execute("SELECT idempotency_key, sha256 FROM submission"))


def wrong_after(folder, receipts):
    """What does not hold of what is found when the power is back; receipts are those that had been given."""
    try:
        rows = rows_in(folder)
    except sqlite3.DatabaseError as error:
        yield f"the database is broken: {error}"
        return
    for receipt in receipts:
        if rows.get(receipt.hand_in.key) != receipt.hand_in.sha256:
            yield f"{receipt.number} was acknowledged and is lost"
    for sha256 in rows.values():
        path = SubmissionStore(folder / "submissions").path_of(sha256)
        if not path.is_file() or hash_of(path.read_bytes()) != sha256:
            yield f"a row without its file: {sha256[:12]}"


def cut_after_each(before, operations, receipts, mixtures):
    """Replay every prefix; how many cuts were made, and a sentence for each thing that does not hold."""
    disk, answered, cuts, faults = Disk(before), 0, 0, []
    chance = random.Random(7)  # noqa: S311 - a drill that can be repeated
    for place, (name, *what) in enumerate(operations):
        if name == ANSWERED:
            answered += 1
        else:
            disk.do(name, *what)
        for mixture in range(1 + mixtures):
            cuts += 1
            faults += [
                f"cut after operation {place} ({name}): {fault}"
                for fault in after_a_cut(disk, receipts[:answered], chance if mixture else None)
            ]
    return cuts, faults


def after_a_cut(disk, receipts, chance):
    """Lay out what survived in a folder of its own, and look."""
    folder = Path(tempfile.mkdtemp(prefix="tateyama-cut-"))
    try:
        disk.lay_out(folder, chance)
        return list(wrong_after(folder, receipts))
    finally:
        shutil.rmtree(folder)


def drill(size):
    """Record, replay, count."""
    return judge(size, *record(size))


def judge(size, before, operations, receipts):
    """Cut the power at every point of a recording."""
    answered = sum(name == ANSWERED for name, *_ in operations)
    cuts, faults = cut_after_each(before, operations, receipts, size.mixtures)
    if answered != len(receipts) or None in receipts:
        faults.append(f"{answered} answers were recorded for {len(receipts)} receipts")
    syncs = sum(name == "sync" for name, *_ in operations)
    said = (
        f"{size.hand_ins} hand-ins, {len(operations)} file operations, {syncs} of them syncs; "
        f"{cuts} cuts: {len(faults)} acknowledged lost or broken"
    )
    counts = {"hand_ins": size.hand_ins, "operations": len(operations), "syncs": syncs, "cuts": cuts}
    return Outcome(NAME, said, counts, tuple(faults))

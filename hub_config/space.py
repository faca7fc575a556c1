"""What a learner's home holds, measured from outside, and what follows when it is too much (保存場所の上限).

No quota: an ordinary user can set none. A quarter above the limit what runs is interrupted, and ended where the home still
grows. At twice the limit the server is ended, and the next one starts for tidying up: files can be deleted, and nothing runs until they are fewer.
"""

import logging
import os
import signal
import stat
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from hub_config.measures import entries_below, size_of, unlinked
from hub_config.watched import Processes, Watched, end, family_of, send

# More than this since the last warning is no notebook that was saved.
GROWING = 8_000_000
MANY = 100
# A home nested deeper than this is nobody's work, and each level costs the measuring a descriptor.
MOST_LEVELS = 200

log = logging.getLogger("tateyama.watch")


class Fill(IntEnum):
    """How full a home is."""

    FITS = 0
    FULL = 1
    FAR_BEYOND = 2


@dataclass(frozen=True)
class Held:
    """What a home holds, and how full that makes it."""

    fill: Fill
    used: int = 0
    files: int = 0

    def grew_from(self, before: "Held") -> bool:
        """Whether it holds more than a saved notebook or two above what it held."""
        return self.used - before.used >= GROWING or self.files - before.files >= MANY


# What each home held when its learner was last interrupted or ended for it.
warned: dict[str, Held] = {}


def look_at_home(name: str, watched: Watched, _everybody: Processes | None = None) -> None:
    """Above the limit interrupt what runs, which keeps variables; end it where the home grows all the same."""
    held = measure(watched.home, watched.home_limit, watched.files_limit, family_of(watched))
    if held.fill is Fill.FITS:
        warned.pop(name, None)
    elif held.fill is Fill.FAR_BEYOND:
        log.warning("%s is far above its home limit: ending the server", name)
        end(watched.pid, watched.started)
    elif name not in warned:
        log.warning("%s is above its home limit: interrupting what runs", name)
        warned[name] = held
        send_to_workers(watched, signal.SIGINT)
    elif held.grew_from(warned[name]):
        log.warning("%s is above its home limit: ending what writes", name)
        warned[name] = held
        send_to_workers(watched, signal.SIGKILL)


def send_to_workers(watched: Watched, number: signal.Signals) -> None:
    """Signal what a learner's work runs in. Measuring took its time: who runs in the sandbox is asked only now."""
    family = family_of(watched)
    for pid in workers(watched.pid, family, {pid: parent for pid, (parent, _) in family.items()}):
        send(pid, family[pid][1], number)


def workers(first: int, family: Iterable[int], parents: Mapping[int, int]) -> list[int]:
    """What a learner's work runs in: everything but the server itself, the first process's own child."""
    return [pid for pid in family if parents[pid] != first or not is_server(pid)]


def is_server(pid: int) -> bool:
    """Whether this is the launcher, which became the Jupyter server."""
    try:
        return b"tateyama_learner.launcher" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def fill_of(home: Path, most_bytes: int, most_files: int) -> Fill:
    """How full a home is in which nothing runs."""
    return measure(home, most_bytes, most_files).fill


def measure(home: Path, most_bytes: int, most_files: int, family: Iterable[int] = ()) -> Held:
    """What a home holds, with what this family holds open of files that have no name any more.

    A file with several names counts once. Measuring ends where it is plain that twice the limit is passed.
    """
    if not home.exists():
        return Held(Fill.FITS)
    used, files, deep, seen = *unlinked(family, home.stat().st_dev), False, set[int]()
    with closing(entries_below(home)) as found:
        for level, entry in found:
            files += 1
            used += 0 if is_other_name(entry, seen) else size_of(entry)
            deep = deep or level > MOST_LEVELS
            if deep or used > 2 * most_bytes or files > 2 * most_files:
                break
    if used > 2 * most_bytes or files > 2 * most_files:
        return Held(Fill.FAR_BEYOND, used, files)
    too_much = used > most_bytes + most_bytes // 4 or files > most_files + most_files // 4
    return Held(Fill.FULL if deep or too_much else Fill.FITS, used, files)


def is_other_name(entry: os.DirEntry[str], seen: set[int]) -> bool:
    """Whether this file was counted under another name already."""
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return False
    if status.st_nlink < 2 or stat.S_ISDIR(status.st_mode):
        return False
    if status.st_ino in seen:
        return True
    seen.add(status.st_ino)
    return False

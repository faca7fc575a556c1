"""What a learner's home holds, measured from outside, and what follows when it is too much (保存場所の上限).

No quota: an ordinary user can set none. A quarter above the limit whatever writes is ended. At twice the limit the server
is ended, and the next one starts for tidying up: files can be deleted, and nothing runs until they are fewer.
"""

import logging
import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import closing
from enum import IntEnum
from pathlib import Path

from hub_config.measures import entries_below, size_of, unlinked
from hub_config.watched import Processes, Watched, end, family_of

# A home nested deeper than this is nobody's work, and each level costs the measuring a descriptor.
MOST_LEVELS = 200

log = logging.getLogger("tateyama.watch")


class Fill(IntEnum):
    """How full a home is."""

    FITS = 0
    FULL = 1
    FAR_BEYOND = 2


def look_at_home(name: str, watched: Watched, _everybody: Processes | None = None) -> None:
    """End what writes in a home above its limit, and the whole server far above it."""
    fill = fill_of(watched.home, watched.home_limit, watched.files_limit, family_of(watched))
    if fill is Fill.FITS:
        return
    if fill is Fill.FAR_BEYOND:
        log.warning("%s is far above its home limit: ending the server", name)
        end(watched.pid, watched.started)
        return
    log.warning("%s is above its home limit: ending what writes", name)
    end_workers(watched)


def end_workers(watched: Watched) -> None:
    """End everything that a learner's work runs in. Measuring took its time: who runs in the sandbox is asked only now."""
    family = family_of(watched)
    for pid in workers(watched.pid, family, {pid: parent for pid, (parent, _) in family.items()}):
        end(pid, family[pid][1])


def workers(first: int, family: Iterable[int], parents: Mapping[int, int]) -> list[int]:
    """What a learner's work runs in: everything but the server itself, the first process's own child."""
    return [pid for pid in family if parents[pid] != first or not is_server(pid)]


def is_server(pid: int) -> bool:
    """Whether this is the launcher, which became the Jupyter server."""
    try:
        return b"tateyama_learner.launcher" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def fill_of(home: Path, most_bytes: int, most_files: int, family: Iterable[int] = ()) -> Fill:
    """How full a home is, with what this family holds open of files that have no name any more.

    A file with several names counts once. Measuring ends where it is plain that twice the limit is passed.
    """
    if not home.exists():
        return Fill.FITS
    used, files, deep, seen = *unlinked(family, home.stat().st_dev), False, set[int]()
    with closing(entries_below(home)) as found:
        for level, entry in found:
            files += 1
            used += 0 if is_other_name(entry, seen) else size_of(entry)
            deep = deep or level > MOST_LEVELS
            if deep or used > 2 * most_bytes or files > 2 * most_files:
                break
    if used > 2 * most_bytes or files > 2 * most_files:
        return Fill.FAR_BEYOND
    too_much = used > most_bytes + most_bytes // 4 or files > most_files + most_files // 4
    return Fill.FULL if deep or too_much else Fill.FITS


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

"""What the kernel says about processes and files, read from /proc without asking the processes."""

import os
import stat
from collections.abc import Generator, Iterable, Iterator, Mapping
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")


def processes_of_all() -> dict[int, tuple[int, int]]:
    """Every process of this host with its parent and its start time, which together with the pid names it for good."""
    return {pid: found for pid in all_pids() if (found := parent_and_start(pid)) is not None}


def all_pids() -> list[int]:
    """Every pid of this host."""
    return [int(entry) for entry in os.listdir("/proc") if entry.isdecimal()]


def parent_and_start(pid: int) -> tuple[int, int] | None:
    """A process's parent and start time in ticks, or None when it is gone (fields 4 and 22 of stat)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[1]), int(fields[19])
    except (OSError, ValueError, IndexError):
        return None


def descendants(first: int, parents: Mapping[int, int]) -> list[int]:
    """Everything below the sandbox's first process; what is orphaned inside comes back to it."""
    children: dict[int, list[int]] = {}
    for pid, parent in parents.items():
        children.setdefault(parent, []).append(pid)
    found, waiting = [], [first]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def resident_bytes(pid: int) -> int:
    """Resident memory, shared pages counted in full."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def proportional_bytes(pid: int) -> int:
    """Resident memory, each shared page counted by its share (PSS)."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return resident_bytes(pid)


def entries_below(top: Path) -> Generator[tuple[int, os.DirEntry[str]], None, None]:
    """Everything below a folder with its level (1 is directly below), links not followed.

    A descriptor stays open per level, so that moving folders meanwhile leads nowhere else: whoever asks stops at a
    level of his own choice, and closes the iterator.
    """
    way: list[tuple[int | None, list[str]]] = [(None, [str(top)])]
    try:
        while way:
            folder, waiting = way[-1]
            if waiting:
                inner = open_folder(waiting.pop(), folder)
                if inner is not None:
                    way.append((inner, []))
                    yield from entries_in(inner, len(way) - 1, way[-1][1])
            else:
                way.pop()
                if folder is not None:
                    os.close(folder)
    finally:
        for folder, _ in way:
            if folder is not None:
                os.close(folder)


def entries_in(
    folder: int, level: int, below: list[str]
) -> Generator[tuple[int, os.DirEntry[str]], None, None]:
    """What one folder holds; the names of its folders are added to `below`."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                below.append(entry.name)
            yield level, entry


def open_folder(name: str, above: int | None) -> int | None:
    """A folder's descriptor, or None when it is gone, closed to us, or a link by now."""
    try:
        return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=above)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return None


def size_of(entry: os.DirEntry[str]) -> int:
    """What a file takes on the disk; a sparse one takes less than it says, and a folder counts nothing."""
    try:
        return 0 if entry.is_dir(follow_symlinks=False) else entry.stat(follow_symlinks=False).st_blocks * 512
    except OSError:
        return 0


def written_bytes(pid: int) -> int:
    """Bytes that a process had written to disks, those of children it has waited for included; 0 where nobody may know."""
    try:
        for line in Path(f"/proc/{pid}/io").read_text().splitlines():
            if line.startswith("write_bytes:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def unlinked(pids: Iterable[int], device: int) -> tuple[int, int]:
    """Bytes and number of the files on a device that have no name any more and are held open by these processes."""
    held: dict[int, int] = {}
    for pid in pids:
        for status in open_files(pid):
            if status.st_nlink == 0 and status.st_dev == device and stat.S_ISREG(status.st_mode):
                held[status.st_ino] = status.st_blocks * 512
    return sum(held.values()), len(held)


def open_files(pid: int) -> Iterator[os.stat_result]:
    """What a process has open; nothing when it is gone or not ours to look into."""
    try:
        names = os.listdir(f"/proc/{pid}/fd")
    except OSError:
        return
    for name in names:
        try:
            yield os.stat(f"/proc/{pid}/fd/{name}")
        except OSError:
            continue

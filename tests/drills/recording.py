"""What strace saw of a process's files: the operations that matter after a power cut, in the order in which they ended."""

import re
import shutil

import pytest

ANSWERED = "answered"
CALLS = "openat,mkdir,rename,unlink,write,pwrite64,ftruncate,fsync,fdatasync,sendto"
LINE = re.compile(r"(\d+) +(.*)")
RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")
CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+)")
UNFINISHED = " <unfinished ...>"
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
OPEN_FILE = re.compile(r"^\d+<((?:\\x[0-9a-f]{2})*)>")
KEPT = re.compile(r"(submissions(/.*)?|tateyama\.sqlite(-wal)?|\.)")


def strace_to(file):
    """The words before a command that have its file operations written down."""
    program = shutil.which("strace")
    if program is None:
        pytest.skip("no strace here: apt install strace")
    seen = ["-e", f"trace={CALLS}", "-e", "signal=none"]
    return [
        program,
        "-D",
        "-f",
        "-qq",
        "-y",
        "-xx",
        "-s",
        "100000000",
        "--seccomp-bpf",
        *seen,
        "-o",
        str(file),
    ]


def bytes_of(escaped):
    """strace's \\x00\\x01 as bytes."""
    return bytes.fromhex(escaped.replace("\\x", ""))


def whole_calls(lines):
    """Calls that another thread's interrupted, put together again where they ended."""
    begun = {}
    for line in lines:
        thread, text = LINE.fullmatch(line.rstrip("\n")).groups()
        if text.endswith(UNFINISHED):
            begun[thread] = text.removesuffix(UNFINISHED)
            continue
        if resumed := RESUMED.match(text):
            text = begun.pop(thread, "") + resumed[1]
        if (call := CALL.match(text)) and int(call[3]) >= 0:
            yield call[1], call[2], int(call[3])


def operations_in(trace, root):
    """(name, path, …) for everything that happened to hand-ins and database, and each answer with a receipt."""
    with trace.open(encoding="ascii") as lines:
        for call, given, result in whole_calls(lines):
            yield from translated(call, given, result, Names(root))


class Names:
    """Paths below the data folder, as the replay names them."""

    def __init__(self, root):
        self.root = str(root)

    def of(self, escaped):
        """The path from the data folder on, or None where it does not matter."""
        path = bytes_of(escaped).decode(errors="replace")
        if path == self.root:
            return "."
        inside = path.removeprefix(f"{self.root}/")
        return inside if inside != path and KEPT.fullmatch(inside) else None

    def in_text(self, given):
        return [self.of(escaped) for escaped in TEXT.findall(given)]


def translated(call, given, result, names):
    """One call as an operation of the replay, or nothing."""
    if call == "sendto":
        if bytes_of(TEXT.search(given)[1]).startswith(b"HTTP/1.1 20"):
            yield (ANSWERED,)
    elif call in ("openat", "mkdir", "rename", "unlink"):
        yield from of_names(call, given, names.in_text(given))
    elif (open_file := OPEN_FILE.match(given)) and (path := names.of(open_file[1])):
        yield from of_content(call, given, path, result)


def of_names(call, given, paths):
    """What changes names."""
    if None in paths:
        return
    if call == "openat" and "O_CREAT" in given:
        yield "create", paths[0]
    elif call != "openat":
        yield {"mkdir": "folder", "rename": "rename", "unlink": "unlink"}[call], *paths


def of_content(call, given, path, result):
    """What changes bytes, or makes them safe."""
    if call in ("fsync", "fdatasync"):
        yield "sync", path
    elif call == "ftruncate":
        yield "truncate", path, int(given.rsplit(", ", 1)[1], 0)
    else:
        data = bytes_of(TEXT.search(given)[1])[:result]
        yield "write", path, int(given.rsplit(", ", 1)[1], 0) if call == "pwrite64" else None, data

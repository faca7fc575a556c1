"""The system calls a sandbox may not make, assembled here so that no system library is needed.

The namespaces are the fence; this takes away the calls that have broken such fences before. The program is
classic BPF as seccomp(2) describes it: load a word, compare, jump, return.
"""

from __future__ import annotations

import os
import platform
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from errno import ENOSYS, EPERM

ALLOW, ERRNO, KILL = 0x7FFF0000, 0x00050000, 0x80000000
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE = 0, 4
X32_CALLS = 0x40000000
NEW_NAMESPACES = 0x7E020080  # CLONE_NEW{USER,PID,NET,IPC,UTS,CGROUP,NS,TIME}
AF_UNIX, PR_SET_PDEATHSIG, PR_SET_DUMPABLE, TIOCSTI, RLIMIT_CPU = 1, 1, 4, 0x5412, 0

# name: (x86_64, aarch64). Mounts, other processes' memory, kernel modules and keys, clocks, and memory that the
# watchdog would not see because no process has it mapped.
_DENIED: Mapping[str, tuple[int | None, int | None]] = {
    "shmget": (29, 194), "semget": (64, 190), "msgget": (68, 186), "ptrace": (101, 117), "syslog": (103, 116),
    "mknod": (133, None), "personality": (135, 92), "vhangup": (153, 58), "pivot_root": (155, 41),
    "adjtimex": (159, 171), "chroot": (161, 51), "acct": (163, 89), "settimeofday": (164, 170),
    "mount": (165, 40), "umount2": (166, 39), "swapon": (167, 224), "swapoff": (168, 225),
    "reboot": (169, 142), "sethostname": (170, 161), "setdomainname": (171, 162), "iopl": (172, None),
    "ioperm": (173, None), "init_module": (175, 105), "delete_module": (176, 106), "quotactl": (179, 60),
    "lookup_dcookie": (212, 18), "clock_settime": (227, 112), "mq_open": (240, 180), "kexec_load": (246, 104),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219), "migrate_pages": (256, 238),
    "mknodat": (259, 33), "unshare": (272, 97), "move_pages": (279, 239), "perf_event_open": (298, 241),
    "fanotify_init": (300, 262), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "clock_adjtime": (305, 266), "setns": (308, 268), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271), "kcmp": (312, 272), "finit_module": (313, 273), "memfd_create": (319, 279),
    "kexec_file_load": (320, 294), "bpf": (321, 280), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "open_tree": (428, 428),
    "move_mount": (429, 429), "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432),
    "fspick": (433, 433), "pidfd_getfd": (438, 438), "mount_setattr": (442, 442), "quotactl_fd": (443, 443),
    "memfd_secret": (447, 447),
}  # fmt: skip
CLONE3 = 435


class UnknownProcessor(RuntimeError):
    """No table of system calls for this processor."""


@dataclass(frozen=True)
class Processor:
    """What differs between processors: the audit name, the column above, and the calls looked at closely."""

    audit: int
    column: int
    socket: tuple[int, int]
    clone: int
    prctl: int
    ioctl: int
    setrlimit: int
    prlimit: int


PROCESSORS: Mapping[str, Processor] = {
    "x86_64": Processor(0xC000003E, 0, (41, 53), 56, 157, 16, 160, 302),
    "aarch64": Processor(0xC00000B7, 1, (198, 199), 220, 167, 29, 164, 261),
}


class _Program:
    """Instructions whose jumps lead forward, by name to one of the returns at the end or over some lines."""

    def __init__(self) -> None:
        self._lines: list[tuple[int, int, str | int | None, str | int | None]] = []

    def load(self, offset: int) -> None:
        self._lines.append((LOAD, offset, None, None))

    def when(self, test: int, value: int, then: str | None, otherwise: str | None = None) -> None:
        self._lines.append((test, value, then, otherwise))

    def unless(self, number: int, skipped: int) -> None:
        self._lines.append((JUMP_EQUAL, number, None, skipped))

    def assemble(self, returns: Mapping[str, int]) -> bytes:
        places = {name: len(self._lines) + number for number, name in enumerate(returns)}
        code = b""
        for here, (operation, value, *targets) in enumerate(self._lines):
            jumps = [places[to] - here - 1 if isinstance(to, str) else to or 0 for to in targets]
            code += struct.pack("<HBBI", operation, *jumps, value)
        return code + b"".join(struct.pack("<HBBI", RETURN, 0, 0, value) for value in returns.values())


def program(machine: str | None = None) -> bytes:
    """The filter for a processor, as the kernel reads it; raises UnknownProcessor."""
    name = machine or platform.machine()
    if name not in PROCESSORS:
        raise UnknownProcessor(name)
    processor, code = PROCESSORS[name], _Program()
    code.load(ARCHITECTURE)
    code.when(JUMP_EQUAL, processor.audit, None, "kill")
    code.load(NUMBER)
    code.when(JUMP_AT_LEAST, X32_CALLS, "refuse")
    for numbers in _DENIED.values():
        if (number := numbers[processor.column]) is not None:
            code.when(JUMP_EQUAL, number, "refuse")
    code.when(JUMP_EQUAL, CLONE3, "unknown")
    _look_closer(code, processor)
    returns = {"allow": ALLOW, "refuse": ERRNO | EPERM, "unknown": ERRNO | ENOSYS, "kill": KILL}
    return code.assemble(returns)


def _look_closer(code: _Program, processor: Processor) -> None:
    """The calls that are refused for some arguments only; the last test ends in one of the returns."""
    for call in processor.socket:
        _argument(code, call, 0, [(JUMP_EQUAL, AF_UNIX, "allow", "refuse")])
    _argument(code, processor.clone, 0, [(JUMP_ANY_BIT, NEW_NAMESPACES, "refuse", "allow")])
    _argument(code, processor.ioctl, 1, [(JUMP_EQUAL, TIOCSTI, "refuse", "allow")])
    # A lower limit on the processor would let the kernel kill, which looks like somebody outside who did it.
    _argument(code, processor.setrlimit, 0, [(JUMP_EQUAL, RLIMIT_CPU, "refuse", "allow")])
    _processor_limit(code, processor.prlimit)
    forbidden = [
        (JUMP_EQUAL, PR_SET_PDEATHSIG, "refuse", None),
        (JUMP_EQUAL, PR_SET_DUMPABLE, "refuse", "allow"),
    ]
    _argument(code, processor.prctl, 0, forbidden)


def _processor_limit(code: _Program, prlimit: int) -> None:
    """Refuse a new limit on the processor; asking for the limit, which hands in no new one, is allowed."""
    code.unless(prlimit, 6)
    code.load(16 + 8)
    code.when(JUMP_EQUAL, RLIMIT_CPU, None, "allow")
    for half in (0, 4):
        code.load(16 + 8 * 2 + half)
        code.when(JUMP_EQUAL, 0, "allow" if half else None, "refuse")


def _argument(
    code: _Program, call: int, place: int, tests: Sequence[tuple[int, int, str | None, str | None]]
) -> None:
    """Test one argument's low word when this is the call; otherwise go on behind these lines."""
    code.unless(call, 1 + len(tests))
    code.load(16 + 8 * place)
    for test in tests:
        code.when(*test)


def descriptor(code: bytes) -> int:
    """An open file that holds the filter, for bwrap to read."""
    fd = os.memfd_create("seccomp")
    os.write(fd, code)
    os.lseek(fd, 0, os.SEEK_SET)
    return fd

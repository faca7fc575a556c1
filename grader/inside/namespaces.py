"""The kernel's fences, raised from inside: namespaces, mounts, capabilities and the system-call filter.

The order is fixed. Processes are fenced off by the parent, because only a child is ever in a new process namespace;
mounts come next, with the warm process's rights; then the user namespace, which has no rights over those mounts; the
filter comes last, because it forbids all the rest. Python has no names for these calls, so libc is asked.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Mapping

NEW_NAMESPACE, NEW_UTS, NEW_IPC = 0x00020000, 0x04000000, 0x08000000
NEW_USER, NEW_PID, NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000
NO_SUID, NO_DEVICES, NO_PROGRAMS, RECURSIVE, PRIVATE = 2, 4, 8, 1 << 14, 1 << 18
CAPABILITY_VERSION = 0x20080522
CAP_BOUNDING_DROP, CAP_AMBIENT, CAP_AMBIENT_CLEAR, SET_NO_NEW_PRIVILEGES, SET_SECCOMP = 24, 47, 4, 38, 22
SECCOMP_FILTER, INSTRUCTION_BYTES = 2, 8
# What a process is inside; outside it is the uid that the sandbox runs as.
INNER_ID = 1000

_libc = ctypes.CDLL(None, use_errno=True)
_libc.prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]


def fence_off_next_child(own: int) -> None:
    """Make this process's next child the first of a new process namespace; ``own`` is a handle of this one's."""
    # The kernel takes a second new one only from a process whose children would be born in its own again.
    _check(_libc.setns(own, NEW_PID), "setns")
    _check(_libc.unshare(NEW_PID), "unshare")


def furnish(places: Mapping[str, int], inodes: int) -> None:
    """Give this process places of its own to write to, in bytes and inodes, and its own view of processes."""
    _check(_libc.unshare(NEW_NAMESPACE), "unshare")
    _mount("none", "/", None, RECURSIVE | PRIVATE, None)
    for place, size in places.items():
        _mount("tmpfs", place, "tmpfs", NO_SUID | NO_DEVICES, f"size={size},nr_inodes={inodes},mode=700")
    # Terminals too: without an instance of its own, a sandbox could open its siblings'.
    _mount("devpts", "/dev/pts", "devpts", NO_SUID | NO_PROGRAMS, "newinstance,ptmxmode=0666,mode=620")
    _mount("proc", "/proc", "proc", NO_SUID | NO_DEVICES | NO_PROGRAMS, None)


def leave() -> None:
    """Take a new user namespace, which may have no other in it, and what else has no place in the file system."""
    outer_user, outer_group = os.geteuid(), os.getegid()
    _check(_libc.unshare(NEW_USER | NEW_UTS | NEW_IPC | NEW_NETWORK), "unshare")
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{INNER_ID} {outer_user} 1"),
        ("gid_map", f"{INNER_ID} {outer_group} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)
    with open("/proc/sys/user/max_user_namespaces", "w") as file:
        file.write("0")


def give_up_rights(call_filter: bytes) -> None:
    """Drop every capability for good and forbid the system calls that the filter names; never to be undone."""
    _check(_libc.prctl(CAP_AMBIENT, CAP_AMBIENT_CLEAR, 0, 0, 0), "prctl")
    capability = 0
    while _libc.prctl(CAP_BOUNDING_DROP, capability, 0, 0, 0) == 0:
        capability += 1
    _check(0 if capability else -1, "prctl")
    header, none = struct.pack("Ii", CAPABILITY_VERSION, 0), struct.pack("6I", 0, 0, 0, 0, 0, 0)
    _check(_libc.capset(header, none), "capset")
    _check(_libc.prctl(SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0), "prctl")
    code = ctypes.create_string_buffer(call_filter, len(call_filter))
    lines = len(call_filter) // INSTRUCTION_BYTES
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", lines, ctypes.addressof(code)))
    _check(_libc.prctl(SET_SECCOMP, SECCOMP_FILTER, ctypes.addressof(program), 0, 0), "seccomp")


def _mount(source: str, target: str, kind: str | None, flags: int, options: str | None) -> None:
    texts = [None if text is None else text.encode() for text in (source, target, kind, options)]
    _check(_libc.mount(*texts[:3], ctypes.c_ulong(flags), texts[3]), f"mount {target}")


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")

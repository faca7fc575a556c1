"""Looks around inside a sandbox and says what it finds, for ``python -m grader doctor``."""

from __future__ import annotations

import ctypes
import os
import resource
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.inside.wire import Wire

CLONE_NEWUSER = 0x10000000
PAGE = 65_536  # the largest that Linux uses


def report(setup: Mapping[str, Any]) -> dict[str, Any]:
    """What a learner's code could reach from here, and which of the limits it was given do not hold."""
    status = dict(line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return {
        "capabilities": any(int(status[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapBnd")),
        "new_privileges": status["NoNewPrivs"].strip() != "1",
        "unfiltered_calls": status["Seccomp"].strip() != "2",
        "nested_namespaces": _nested(),
        "network": _network(),
        "processes": [pid for pid in os.listdir("/proc") if pid.isdecimal() and int(pid) != os.getpid()],
        "root": os.getuid() == 0,
        "host_settings": os.path.isdir("/etc"),
        "writable_root": os.access("/", os.W_OK) or os.access("/usr", os.W_OK),
        "unlimited": [name for name, value in setup["limits"].items() if _limit(name) != value],
        "unlimited_places": [place for place in setup["places"] if not _small(place, setup)],
        "threads": len(os.listdir("/proc/self/task")) != 1,
    }


def _limit(name: str) -> int:
    return resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[0]


def _small(place: str, setup: Mapping[str, Any]) -> bool:
    """Whether a place to write to holds no more bytes and files than it should; the kernel rounds to pages."""
    found = os.statvfs(place)
    bytes_bounded = 0 < found.f_blocks * found.f_frsize < int(setup["places"][place]) + PAGE
    return bytes_bounded and found.f_files == int(setup["inodes"])


def _nested() -> bool:
    """Whether another user namespace can be made in here; tried in a child that goes away."""
    if (child := os.fork()) == 0:
        os._exit(0 if ctypes.CDLL(None).unshare(CLONE_NEWUSER) == 0 else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _network() -> bool:
    names = [line.split(":")[0].strip() for line in Path("/proc/net/dev").read_text().splitlines()[2:]]
    try:
        socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()
    except OSError:
        return names != ["lo"]
    return True


def prepare() -> None:
    """Nothing: a probe looks around."""


def serve(prepared: None, wire: Wire, setup: dict[str, Any]) -> None:
    """Report once."""
    wire.receive()
    wire.send_message(report(setup))

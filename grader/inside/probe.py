"""Looks around inside a sandbox and says what it finds, for ``python -m grader doctor``."""

from __future__ import annotations

import ctypes
import os
import socket
from pathlib import Path
from typing import Any

from grader.inside import confine
from grader.inside.wire import Wire

CLONE_NEWUSER = 0x10000000


def report() -> dict[str, Any]:
    """What a learner's code could reach from here."""
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
    }


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


def main(read_fd: int, write_fd: int) -> None:
    """Confine this process as the others are, then report once."""
    confine.close_all_but(read_fd, write_fd)
    wire = Wire(read_fd, write_fd)
    setup = wire.receive_message()
    confine.limit(setup["limits"])
    confine.lay_out(setup["files"])
    wire.send_message({"ready": True})
    wire.receive()
    wire.send_message(report())

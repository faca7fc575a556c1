"""Whose sandbox a connection comes from: the kernel says which process connected, and its ancestors say the rest.

No token is asked: a learner who got hold of a neighbour's is still in their own sandbox.
"""

import json
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

from hub_config.leftovers import start_ticks
from hub_config.measures import parent_and_start

# A sandbox holds 320 processes at most (hub_config.learner.launcher), so no chain of parents is longer.
MOST_ANCESTORS = 1000
# struct ucred: pid, uid, gid.
CREDENTIALS = struct.Struct("3i")


class Callers:
    """Knows the first process of every sandbox, as the spawner wrote them down."""

    def __init__(self, servers: Path) -> None:
        self.servers = servers
        self._known: dict[int, tuple[int, str]] = {}

    def name_of(self, connected: socket.socket) -> str:
        """The hub user whose server connected; empty for whoever is in no sandbox, or gone by now."""
        credentials = connected.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, CREDENTIALS.size)
        chain = list(ancestors(CREDENTIALS.unpack(credentials)[0]))
        name = self._find(chain)
        if not name:
            self._known = dict(first_processes(self.servers))
            name = self._find(chain)
        return name

    def _find(self, chain: list[int]) -> str:
        """The sandbox to whose first process a chain of parents leads; a pid that was given anew is not it."""
        for pid in chain:
            started, name = self._known.get(pid, (0, ""))
            if name and start_ticks(pid) == started:
                return name
        return ""


def ancestors(pid: int) -> Iterator[int]:
    """A process, its parent, and so on up; what is orphaned in a sandbox falls to its first process."""
    for _ in range(MOST_ANCESTORS):
        if pid <= 1:
            return
        yield pid
        pid = (parent_and_start(pid) or (0, 0))[0]


def first_processes(servers: Path) -> Iterator[tuple[int, tuple[int, str]]]:
    """Pid, start time and hub user of every server that was started."""
    for file in servers.glob("*/pid.json"):
        try:
            entries = json.loads(file.read_text())
        except (OSError, ValueError):
            continue
        for entry in entries:
            yield int(entry["pid"]), (int(entry["started"]), file.parent.name)

"""One JSON document per line over two pipes: how a sandbox talks with the recorder."""

from __future__ import annotations

import json
import os
from typing import Any

MAX_LINE = 24_000_000
# A bracket takes one byte on the wire and eighty in the memory of whoever reads it.
MAX_CONTAINERS = 500_000
CHUNK = 65_536


class Closed(Exception):
    """The other side is gone."""


class Wire:
    """A pair of pipes; blocking, one line at a time."""

    def __init__(self, read_fd: int, write_fd: int) -> None:
        self._read_fd, self._write_fd = read_fd, write_fd
        self._pending = bytearray()

    @property
    def descriptors(self) -> tuple[int, int]:
        """The two pipe ends, for those that must close everything else."""
        return self._read_fd, self._write_fd

    def receive(self) -> bytes:
        """The next line, without its end; raises Closed."""
        looked_at = 0
        while (end := self._pending.find(b"\n", looked_at)) < 0:
            looked_at = len(self._pending)
            chunk = os.read(self._read_fd, CHUNK)
            if not chunk:
                raise Closed
            self._pending += chunk
        line = bytes(self._pending[:end])
        del self._pending[: end + 1]
        return line

    def receive_message(self) -> dict[str, Any]:
        """The next line as a JSON object."""
        line = self.receive()
        if _containers(line) > MAX_CONTAINERS:
            raise ValueError("a message must not consist of too many parts")
        message = json.loads(line)
        if type(message) is not dict:
            raise ValueError("a message must be an object")
        return message

    def send(self, line: bytes) -> None:
        """Write one line whole."""
        data = memoryview(line + b"\n")
        try:
            while data:
                data = data[os.write(self._write_fd, data) :]
        except BrokenPipeError:
            raise Closed from None

    def send_message(self, message: object) -> None:
        """Write one JSON document; one that is too large is replaced by a refusal the reader understands."""
        line = json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii")
        if len(line) > MAX_LINE or _containers(line) > MAX_CONTAINERS:
            line = b'{"refused":"too large"}'
        self.send(line)


def _containers(line: bytes) -> int:
    return line.count(b"[") + line.count(b"{")

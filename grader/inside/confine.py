"""The last steps of confinement, taken inside the new namespaces before any foreign text is read."""

from __future__ import annotations

import base64
import os
import resource
from collections.abc import Mapping
from pathlib import Path

BOX = "/box"


def limit(limits: Mapping[str, int]) -> None:
    """Set hard limits; set in here, the process limit counts this namespace alone and not the whole host."""
    for name, value in limits.items():
        # A little above the processor limit the kernel kills; at it, it only signals.
        hard = value + 2 if name == "CPU" else value
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, hard))


def close_all_but(*kept: int) -> None:
    """Close every inherited descriptor but the standard three and those kept."""
    low = 3
    for fd in sorted(kept):
        os.closerange(low, fd)
        low = fd + 1
    os.closerange(low, 4096)


def silence() -> None:
    """Let the standard three lead nowhere: printing must fill neither memory nor a pipe."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nowhere, fd)


def lay_out(files: Mapping[str, str]) -> None:
    """Write the lesson's data files into the working folder, as the learner has them at home."""
    for name, content in files.items():
        path = Path(BOX, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(content))
    os.chdir(BOX)

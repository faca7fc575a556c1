"""Runs other programs and says what they cost: CPU seconds with those of all their children, and wall seconds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Cost:
    """What something took."""

    cpu: float
    wall: float

    def __add__(self, other: Cost) -> Cost:
        """Both together."""
        return Cost(self.cpu + other.cpu, self.wall + other.wall)

    def times(self, factor: float) -> Cost:
        """A multiple of it."""
        return Cost(self.cpu * factor, self.wall * factor)


class Failed(RuntimeError):
    """A program ended with an error; the text is what it said last."""


def environment() -> dict[str, str]:
    """This process's environment, with bytecode compiled for everybody."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # A peer finds its own programs first, as it would after its venv is activated.
    return {**kept, "PATH": f"{Path(sys.executable).parent}:{kept.get('PATH', '')}"}


def run_all(lines: Sequence[Sequence[str | Path]], folders: Sequence[Path]) -> Cost:
    """Run programs at the same time, each in its folder, and wait for all of them; raises Failed."""
    logs = [folder / "log.txt" for folder in folders]
    began = time.monotonic()
    running = [
        subprocess.Popen(
            [str(part) for part in line],
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=log.open("w"),
            stderr=subprocess.STDOUT,
        )
        for line, folder, log in zip(lines, folders, logs, strict=True)
    ]
    cpu, failed = 0.0, []
    for process, log in zip(running, logs, strict=True):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu += usage.ru_utime + usage.ru_stime
        if process.returncode != 0:
            failed.append(log.read_text("utf-8", "replace")[-2_000:])
    if failed:
        raise Failed("\n".join(failed))
    return Cost(cpu, time.monotonic() - began)


class Standing:
    """A program that was started once and answers one line of JSON with another."""

    def __init__(self, program: str, first: Mapping[str, Any]) -> None:
        began = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / program)],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        cpu = self.ask(first)["cpu"]
        self.start = Cost(cpu, time.monotonic() - began)

    def ask(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """One order and its answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise Failed(f"a standing program ended with {self._process.wait()}")
        return json.loads(line)

    def close(self) -> None:
        """End it by hanging up."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(timeout=60)
        if self._process.stdout is not None:
            self._process.stdout.close()

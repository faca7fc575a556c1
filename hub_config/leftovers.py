"""Processes remembered on disk by pid and start time, so that a later start can clear what a killed one left."""

import json
import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

import psutil

# Where a supervisor notes its services, in the folder of the sockets.
SERVICES = "services.json"


def remember(file: Path, pids: Iterable[int]) -> None:
    """Write pids with their start times, replacing what stood there."""
    known = [{"pid": pid, "started": started} for pid in pids if (started := start_ticks(pid)) is not None]
    temporary = file.with_suffix(".tmp")
    temporary.write_text(json.dumps(known))
    temporary.replace(file)


def start_ticks(pid: int) -> int | None:
    """The kernel's start time of a process in clock ticks since boot, or None when it is gone (field 22 of stat)."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return int(text.rpartition(")")[2].split()[19])


def remembered(file: Path) -> list[int]:
    """The pids in a file that still are the same processes; a reused pid is not one of them."""
    try:
        known = json.loads(file.read_text())
    except (FileNotFoundError, ValueError):
        return []
    entries = known if isinstance(known, list) else [known]
    return [
        int(entry["pid"])
        for entry in entries
        if isinstance(entry, dict)
        and "pid" in entry
        and start_ticks(int(entry["pid"])) == entry.get("started")
    ]


def learner_servers(run: Path) -> list[int]:
    """The outer processes of learners' servers, as the spawner wrote them."""
    return [pid for file in sorted((run / "servers").glob("*/pid.json")) for pid in remembered(file)]


def clear(run: Path) -> None:
    """End the services and the learners' servers that a killed supervisor left."""
    stop(remembered(run / SERVICES), grace=3.0)
    stop(learner_servers(run), grace=3.0)


def stop(pids: Iterable[int], grace: float) -> None:
    """End processes and everything below them: SIGTERM, then after `grace` seconds SIGKILL."""
    family: dict[int, psutil.Process] = {}
    for pid in pids:
        try:
            parent = psutil.Process(pid)
            family.update({process.pid: process for process in (parent, *parent.children(recursive=True))})
        except psutil.NoSuchProcess:
            continue
    for process in family.values():
        send(process.pid, signal.SIGTERM)
    deadline = time.monotonic() + grace
    while time.monotonic() < deadline and any(is_alive(process) for process in family.values()):
        time.sleep(0.05)
    for process in family.values():
        if is_alive(process):
            send(process.pid, signal.SIGKILL)


def is_alive(process: psutil.Process) -> bool:
    """Whether a process still runs; a zombie does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def send(pid: int, number: signal.Signals) -> None:
    """Send a signal to a process that may be gone already."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return

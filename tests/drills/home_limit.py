"""Drill: a learner tries to fill the disk past every watch; how far each way gets, and that the home can be tidied afterwards.

First the watch inside is stopped (a kernel may stop its own server), so that only the hub's is left.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil
import websocket

from hub_config import leftovers
from hub_config.settings import CHECKOUT, MEGABYTE
from tests.drills.at_work import Begun
from tests.drills.fillers import ALONE, ATTACKS, HARMLESS
from tests.drills.outcome import Outcome
from tests.hub_config.small_platform import KernelDied, Learner, Platform, wait_for

NAME = "filling the disk"
LIMIT, FILES = 48, 2000  # megabytes and files of a home
ENDED_WITHIN = 30.0  # seconds
# Twice the limit, and what this machine writes in about two seconds.
MOST = 2 * LIMIT + 2000  # megabytes
AOI = "u00000000a01a"
WHOLE, SHORT = tuple(ATTACKS), ("many large files",)


@dataclass
class Peak:
    """The least that the disk had left while an attack went on."""

    place: Path
    before: int = 0
    least: int = 0
    done: threading.Event = field(default_factory=threading.Event)

    def left(self):
        found = os.statvfs(self.place)
        return found.f_bavail * found.f_frsize

    def __enter__(self):
        self.before = self.least = self.left()
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()
        return self

    def watch(self):
        while not self.done.wait(0.02):
            self.least = min(self.least, self.left())

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()

    @property
    def megabytes(self):
        return (self.before - self.least) / MEGABYTE


class Attacked:
    """The platform and the learner who attacks it."""

    def __init__(self, platform):
        self.platform, self.home = platform, platform.data / "homes" / AOI
        self.learner = Learner(platform, "aoi")

    def open(self):
        wait_for(self.opened, 60, "Lab")

    def opened(self):
        with contextlib.suppress(httpx.HTTPError):
            return self.learner.lab_page()

    def noted(self):
        return leftovers.remembered(self.platform.run / "servers" / AOI / "pid.json")

    def is_alive(self):
        """Whether the sandbox runs; the hub sees its end only when it next looks."""
        return any(leftovers.is_alive(psutil.Process(pid)) for pid in self.noted())

    def writes(self):
        """Whether anything runs in the sandbox but its first process and the server."""
        with contextlib.suppress(psutil.NoSuchProcess, IndexError):
            server = psutil.Process(self.noted()[0]).children()[0]
            return any(leftovers.is_alive(child) for child in server.children(recursive=True))
        return False

    def attack(self, code):
        """Let it run until what writes has ended; seconds and megabytes, or None for what did not end."""
        kernel = self.learner.start_kernel()
        with Peak(self.platform.data) as peak:
            began = time.monotonic()
            with contextlib.suppress(KernelDied, websocket.WebSocketException, OSError, ValueError):
                Begun(self.learner, kernel.identity).run(ALONE + code, seconds=2)
            while self.writes() and time.monotonic() - began < ENDED_WITHIN:
                time.sleep(0.02)
            seconds = time.monotonic() - began
        return None if self.writes() else (seconds, peak.megabytes)

    def empty(self):
        """As the office would, so that the next attack begins anew; a server that was stopped by its kernel goes too."""
        for pid in self.noted()[:1]:
            os.kill(pid, signal.SIGKILL)
        for file in self.home.glob("f*"):
            file.unlink()

    def stop(self):
        token = next(
            c.value for c in self.learner.browser.cookies.jar if c.name == "_xsrf" and c.path == "/hub/"
        )
        path = f"/hub/api/users/{AOI}/server"
        self.learner.browser.delete(path, params={"_xsrf": token}).raise_for_status()
        wait_for(lambda: not self.is_alive(), 30, "the end of the server")


def harmless_faults(attacked):
    """What takes no space must end nobody."""
    kernel = attacked.learner.start_kernel()
    said = kernel.run(HARMLESS)
    time.sleep(3)
    if said.split()[-2:] != ["-1", "95"]:
        yield f"space could be claimed without writing: {said!r}"
    if kernel.run("print(1 + 1)").strip() != "2":
        yield "a kernel was ended for files that take no space"


def tidying_faults(attacked):
    """After an attack the server starts, runs nothing, lets files be deleted, and then runs again."""
    learner = attacked.learner
    attacked.open()
    refused = learner.api("POST", "kernels", {"name": "python3"})
    if refused.status_code != 507 or "上限を大きく超えた" not in refused.json()["message"]:
        yield f"a kernel in a home far above its limit: {refused.status_code} {refused.text[:200]}"
    if learner.api("POST", "terminals").status_code < 400:
        yield "a terminal in a home far above its limit"
    for name in sorted(file.name for file in attacked.home.glob("f*")):
        gone = learner.api("DELETE", f"contents/{name}")
        if not gone.is_success:
            yield f"{name} could not be deleted: {gone.status_code} {gone.text[:200]}"
            return
    learner.browser.get("/hub/home")
    attacked.stop()
    attacked.open()
    if learner.start_kernel().run("print(6 * 7)").strip() != "42":
        yield "the tidied home has no kernel"


@contextlib.contextmanager
def running():
    data = Path(tempfile.mkdtemp(prefix="tateyama-drill-"))
    data.chmod(0o711)
    platform = Platform(data)
    limits = {"TATEYAMA_HOME_MEGABYTES": str(LIMIT), "TATEYAMA_HOME_FILES": str(FILES)}
    try:
        build = [sys.executable, "-m", "course", "build", "--out", str(data / "releases")]
        subprocess.run(build, cwd=CHECKOUT, check=True, capture_output=True, timeout=120)
        platform.start({"aoi": AOI}, **limits)
        platform.enrol([AOI], "beginner")
        yield Attacked(platform)
    finally:
        platform.stop()
        shutil.rmtree(data, ignore_errors=True)


def drill(names):
    """Every way, one after the other; after the first the home is tidied as its owner would."""
    peaks, faults = {}, []
    with running() as attacked:
        attacked.open()
        faults += harmless_faults(attacked)
        for name in names:
            attacked.open()
            found = attacked.attack(ATTACKS[name])
            if found is None:
                return Outcome(NAME, f"{name}: went on for {ENDED_WITHIN:g} s", {}, (name,))
            peaks[name] = found
            if name == names[0]:
                faults += tidying_faults(attacked)
            attacked.empty()
    faults += [f"{name}: {size:.0f} MB" for name, (_, size) in peaks.items() if size > MOST]
    return told(peaks, faults)


def told(peaks, faults):
    """The line and its numbers."""
    longest = max(seconds for seconds, _ in peaks.values())
    most = max(size for _, size in peaks.values())
    said = f"{len(peaks)} ways past a limit of {LIMIT} MB: at most {most:.0f} MB, ended within {longest:.1f} s, then tidied"
    counts = {
        f"{name} ({unit})": value
        for name, pair in peaks.items()
        for unit, value in zip(["s", "MB"], pair, strict=True)
    }
    return Outcome(NAME, said, counts, tuple(faults))

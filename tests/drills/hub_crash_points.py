"""Drill: the real hub ends at each point of a learner's day in turn; whoever was in the middle of it only asks again."""

import contextlib
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx
import psutil

from hub_config.settings import CHECKOUT
from tests.drills.outcome import Outcome
from tests.drills.stopping_hub import POINT, POINTS
from tests.hub_config.small_platform import START_SECONDS, KernelDied, Learner, Platform, wait_for

NAME = "crash points of the hub"
SETTLED = 1.0  # seconds in which a server that nobody knows would show
GROUP = "/groups/offering-1"
# Each place where a server exists that the hub has not written down yet, or no longer needs.
WHOLE = tuple(POINTS)
SHORT = ("process started",)
BROKEN_OFF = (httpx.HTTPError, KernelDied, AssertionError, OSError, IndexError, TypeError)


class HubWithPoints(Platform):
    """The platform of the tests, whose hub may be told where to end."""

    def launch(self, name, command, environment):
        if name == "hub":
            command = [part.replace("hub_config.hub", "tests.drills.stopping_hub") for part in command]
        return super().launch(name, command, environment)

    def hub_is_gone(self):
        return self.hub.poll() is not None


@dataclass
class Day:
    """What one learner and webapp do from the first row to the last sign-out; every step may be done again."""

    platform: HubWithPoints
    name: str
    learner: Learner | None = None
    kernel: object = None
    faults: list[str] = field(default_factory=list)

    @property
    def steps(self):
        return (
            self.is_written,
            self.is_enrolled,
            self.signs_in,
            self.opens_lab,
            self.works,
            self.is_looked_up,
            self.goes_on,
            self.stops,
            self.is_signed_out,
        )

    def is_written(self):
        self.accepted("POST", "/users", {"usernames": [self.name]})

    def is_enrolled(self):
        self.accepted("POST", f"{GROUP}/users", {"users": [self.name]})

    def accepted(self, method, path, body=None):
        """As webapp asks: what is there already is as good as done."""
        answer = self.platform.ask_hub(method, path, body)
        assert answer.is_success or answer.status_code in (404, 409), answer.text

    def signs_in(self):
        self.learner = Learner(self.platform, self.name)

    def opens_lab(self):
        page = self.learner.browser.get("/hub/user-redirect/lab")
        assert not self.platform.hub_is_gone()
        if not page.url.path.startswith(f"{self.learner.prefix}/lab"):
            wait_for(lambda: self.platform.hub_is_gone() or self.learner.lab_page(), START_SECONDS)
        assert not self.platform.hub_is_gone()
        self.expect(1, "after Lab opened")

    def works(self):
        self.kernel = self.learner.start_kernel()
        assert "41" in self.kernel.run(
            "kept = 41; print(open('/home/learner/kept.txt', 'w').write('kept') and kept)"
        )

    def is_looked_up(self):
        """Somebody asks whose token this is, as webapp does at each hand-in."""
        self.platform.ask_hub("GET", "/user", token=self.platform.secret("hub_token"))

    def goes_on(self):
        said = self.kernel.run("print(kept + 1, open('/home/learner/kept.txt').read())")
        if "42 kept" not in said:
            self.faults.append(f"the kernel had lost its work: {said!r}")

    def stops(self):
        self.learner.browser.get("/hub/home")
        path = f"/hub/api/users/{self.name}/server"
        done = self.learner.browser.delete(path, headers={"X-XSRFToken": self.xsrf()})
        assert done.is_success, f"{done.status_code} {done.text}"
        wait_for(
            lambda: self.platform.hub_is_gone() or not servers_of(self.name), 30, "the end of the server"
        )
        assert not self.platform.hub_is_gone()
        self.expect(0, "after it was stopped")

    def xsrf(self):
        """The hub's own token against forged requests."""
        found = [
            each.value
            for each in self.learner.browser.cookies.jar
            if each.name == "_xsrf" and each.path == "/hub/"
        ]
        return found[0] if found else ""

    def is_signed_out(self):
        self.accepted("DELETE", f"/users/{self.name}/sessions")

    def expect(self, number, when):
        """Count this learner's servers on the machine itself, whatever the hub believes."""
        time.sleep(SETTLED)
        found = len(servers_of(self.name))
        if found != number:
            self.faults.append(f"{found} servers {when}, and not {number}")


def servers_of(name):
    """The launchers that run for this learner."""
    wanted = {"JUPYTERHUB_USER": name}
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if (
                "tateyama_learner.launcher" in process.cmdline()
                and wanted.items() <= process.environ().items()
            ):
                found.append(process)
    return found


def live(day):
    """Do every step; after each end of the hub, start it again and do the step once more. How often it ended."""
    ends = 0
    for step in day.steps:
        try:
            step()
        except BROKEN_OFF:
            # A broken connection is seen a little before the process that held it has ended.
            day.platform.hub.wait(timeout=2)
        if day.platform.hub_is_gone():
            ends += 1
            day.platform.start_hub()
            step()
    return ends


def faults_at(platform, point):
    """One day with a hub that ends at this point."""
    day = Day(platform, f"u{uuid4().hex[:12]}")
    platform.webapp.people[day.name] = day.name
    platform.kill_hub()
    platform.start_hub(**{POINT: point})
    ends = live(day)
    if ends != 1:
        yield f"{point}: the hub ended {ends} times, and not once"
    yield from (f"{point}: {fault}" for fault in day.faults)
    known = platform.ask_hub("GET", f"{GROUP}").json()["users"]
    if day.name not in known:
        yield f"{point}: the learner is not in the group any more"


@contextlib.contextmanager
def running():
    """The platform with its lessons, on a folder of its own."""
    data = Path(tempfile.mkdtemp(prefix="tateyama-drill-"))
    data.chmod(0o711)
    platform = HubWithPoints(data)
    try:
        build = [sys.executable, "-m", "course", "build", "--out", str(data / "releases")]
        subprocess.run(build, cwd=CHECKOUT, check=True, capture_output=True, timeout=120)
        platform.start({})
        platform.enrol(["u000000000000"], "beginner")
        yield platform
    finally:
        platform.stop()
        shutil.rmtree(data, ignore_errors=True)


def drill(points):
    """Every point, one after the other, on one platform."""
    with running() as platform:
        faults = [fault for point in points for fault in faults_at(platform, point)]
    said = f"{len(points)} points, at each the hub ended once; kernels, homes, groups and servers looked at afterwards"
    return Outcome(NAME, said, {"points": len(points)}, tuple(faults))

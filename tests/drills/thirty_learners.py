"""Drill: thirty learners at work while hub, proxy, webapp, culler and gate are killed in turn under them.

Everything is as `make run` starts it; each learner has a kernel with a variable, and a cell that runs the whole time.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field

import httpx
import psutil

from hub_config.leftovers import start_ticks
from tests.drills.at_work import BEAT, AtWork, begin_all, classroom_of
from tests.drills.outcome import Outcome
from tests.drills.whole_platform import SupervisedPart, whole_platform

NAME = "thirty learners at work"
STRUCK = ("hub", "proxy", "webapp", "culler", "gate")
ROUTES_WITHIN, PORTAL_WITHIN = 10.0, 30.0  # seconds after a kill
GIVEN_UP = 90.0
# A cell that was held up for longer than half of the time would show here.
LEAST_BEATS = 0.5


@dataclass(frozen=True)
class Size:
    """How many learners, and how often each part is killed."""

    learners: int
    rounds: int


WHOLE = Size(learners=30, rounds=3)
# Not among the tests of `make test`, whose journeys kill each part under one learner (tests/journeys/test_restarts.py).
SHORT = Size(learners=2, rounds=1)


@dataclass
class Found:
    """What was measured."""

    size: Size
    opened: float = 0.0
    slowest: float = 0.0
    megabytes: float = 0.0
    services: float = 0.0
    routes: dict[str, float] = field(default_factory=dict)
    portal: dict[str, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def seconds_until(what, since):
    """Seconds from a moment until the answer is true; the limit where it never was."""
    while not what() and time.monotonic() - since < GIVEN_UP:
        time.sleep(0.1)
    return time.monotonic() - since


def all_reached(learners):
    """Whether every learner's own server answers through the proxy."""
    with ThreadPoolExecutor(8) as pool:
        return all(pool.map(AtWork.is_reached, learners))


def portal_answers(url):
    """Whether hub and webapp answer behind the proxy."""
    with suppress(httpx.HTTPError):
        pages = ("hub/health", "services/tateyama/health")
        return all(httpx.get(url + page, timeout=3).status_code == 200 for page in pages)
    return False


def strike(built, name, learners, found):
    """kill -9 of one part; how long until servers and pages were reached again."""
    part, killed_at = SupervisedPart(built, name), time.monotonic()
    # Not its own `kill`, which waits for what ran below: learners' servers run below the hub and are to stay.
    part.killed = psutil.Process(part.pid)
    part.killed.kill()
    routes = seconds_until(lambda: all_reached(learners), killed_at)
    portal = seconds_until(lambda: portal_answers(built.url), killed_at)
    found.routes[name] = max(routes, found.routes.get(name, 0.0))
    found.portal[name] = max(portal, found.portal.get(name, 0.0))
    part.start()


def work_on(built, learners, rounds, found):
    """Everything that happens to them, and what is left of it."""
    found.opened = begin_all(learners)
    found.slowest = max(learner.seconds for learner in learners)
    pids = {learner.hub_user: learner.first_pid(built.data / "run") for learner in learners}
    started = {pid: start_ticks(pid) for pid in pids.values()}
    found.megabytes = sum(learner.megabytes(built.data / "run") for learner in learners) / len(learners)
    found.services = sum(megabytes_of(SupervisedPart(built, name).pid) for name in (*STRUCK, "worker"))
    began = time.monotonic()
    for name in STRUCK * rounds:
        strike(built, name, learners, found)
    lasted = time.monotonic() - began
    for learner in learners:
        (built.data / "homes" / learner.hub_user / "enough").touch()
    found.faults += [fault for learner in learners for fault in faults_of(learner, lasted)]
    found.faults += [f"{pid} is another process now" for pid in started if start_ticks(pid) != started[pid]]


def megabytes_of(pid):
    """Proportional memory of one service."""
    return psutil.Process(pid).memory_full_info().pss / 2**20


def faults_of(learner, lasted):
    """What one learner lost."""
    try:
        kept, beats, answer = learner.found()
    except Exception as error:  # whatever it is, this learner's work cannot be seen any more
        yield f"{learner.hub_user}: the kernel is lost ({error!r})"
        return
    if kept != learner.number:
        yield f"{learner.hub_user}: the variable is {kept}, and not {learner.number}"
    if beats * BEAT < lasted * LEAST_BEATS:
        yield f"{learner.hub_user}: the cell ran {beats * BEAT:.0f} s of {lasted:.0f}"
    if answer != 404:
        yield f"{learner.hub_user}: webapp said {answer} through the gate, and not 404"
    if not learner.is_signed_in():
        yield f"{learner.hub_user}: has to sign in again"


def drill(size):
    """Open, kill, look."""
    found = Found(size)
    with whole_platform(size.learners) as built, ExitStack() as open_ones:
        learners = [open_ones.enter_context(closing(learner)) for learner in classroom_of(built)]
        work_on(built, learners, size.rounds, found)
    slow = [
        f"{what} back {seconds:.1f} s after kill -9 of {name} (at most {most:g})"
        for what, times, most in (
            ("routes", found.routes, ROUTES_WITHIN),
            ("portal", found.portal, PORTAL_WITHIN),
        )
        for name, seconds in times.items()
        if seconds > most
    ]
    return told(found, (*found.faults, *slow))


def told(found, faults):
    """The line and its numbers."""
    lost = len({fault.partition(":")[0] for fault in found.faults})
    routes, portal = max(found.routes.values()), max(found.portal.values())
    said = (
        f"{found.size.learners} kernels, {len(STRUCK) * found.size.rounds} kills: {lost} lost, routes back ≤ {routes:.1f} s, "
        f"portal ≤ {portal:.1f} s, all open in {found.opened:.0f} s, {found.megabytes:.0f} MB each"
    )
    counts = {
        "learners": found.size.learners,
        "kills": len(STRUCK) * found.size.rounds,
        "lost": lost,
        "all_open_s": found.opened,
        "slowest_lab_s": found.slowest,
        "server_pss_mb": found.megabytes,
        "services_pss_mb": found.services,
        **{f"routes_back_after_{name}_s": seconds for name, seconds in found.routes.items()},
        **{f"portal_back_after_{name}_s": seconds for name, seconds in found.portal.items()},
    }
    return Outcome(NAME, said, counts, tuple(faults))

"""`make bench`: what a learner waits for and what a learner costs, measured side by side in one run.

Starts the platform on data of its own, prints a table and writes var/bench/*.json. CPU seconds come first: this
counts work, while wall time also counts whatever else the machine does meanwhile.
"""

import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT))

from tests.journeys.conftest import start_platform, stop_platform  # noqa: E402 - after the path is set
from tests.journeys.lab import PASSWORD, release_of  # noqa: E402

ROUNDS = 5
SUBMISSIONS = 30
# FIRST_POLL_MS, the factor, LONGEST_POLL_MS and EACH_BEFORE_MS of labextension/src/hand_in.ts
FIRST_LOOK, LATER_LOOKS, LONGEST_LOOK, EACH_BEFORE = 0.15, 1.4, 10.0, 0.07
LEARNERS = ("aoi", "yui", "sensei", "ren", "coordinator")


@dataclass(frozen=True)
class Cost:
    """Wall and CPU seconds of one thing."""

    wall: float
    cpu: float


class Learner:
    """One person's browser without the browser: cookies, XSRF tokens and nothing else."""

    def __init__(self, platform, login_id):
        self.client = httpx.Client(base_url=platform.url, follow_redirects=True, timeout=60)
        self.client.get("hub/login")
        form = {
            "username": login_id,
            "password": PASSWORD,
            "_xsrf": self.client.cookies.get("_xsrf", path="/hub/"),
        }
        self.client.post("hub/login", data=form).raise_for_status()
        user = self.client.get("hub/api/user", headers=self.token("/hub/")).json()
        self.name = user["name"]

    def token(self, path):
        """The XSRF header for a path."""
        values = [
            cookie.value
            for cookie in self.client.cookies.jar
            if cookie.name == "_xsrf" and cookie.path == path
        ]
        return {"X-XSRFToken": values[0]} if values else {}

    def spawn(self):
        """Start the server and wait for JupyterLab's page."""
        self.client.post(f"hub/api/users/{self.name}/server", headers=self.token("/hub/")).raise_for_status()
        wait_for(
            lambda: self.client.get(f"user/{self.name}/lab", headers={"Accept": "text/html"}), self.is_lab
        )

    def is_lab(self, answer):
        """Whether an answer is JupyterLab's own page rather than the hub's waiting page."""
        return (
            answer.status_code == 200
            and f"/user/{self.name}/lab" in str(answer.url)
            and "jupyter-config-data" in answer.text
        )

    def stop(self):
        """Stop the server and wait until it is gone."""
        self.client.delete(f"hub/api/users/{self.name}/server", headers=self.token("/hub/"))
        address = f"hub/api/users/{self.name}"
        wait_for(
            lambda: self.client.get(address, headers=self.token("/hub/")),
            lambda got: not got.json().get("servers"),
        )

    def submit(self, path):
        """Hand a notebook in through the learner's own server and wait for the score as the panel does."""
        api = f"user/{self.name}/tateyama/api/submissions"
        headers = self.token(f"/user/{self.name}/")
        receipt = self.client.post(api, json={"path": path, "key": str(uuid.uuid4())}, headers=headers)
        receipt.raise_for_status()
        number, before = receipt.json()["number"], receipt.json()["waiting"]
        # The panel's own rhythm: its waiting is part of what a learner waits for.
        pause = FIRST_LOOK
        while True:
            time.sleep(min(pause + before * EACH_BEFORE, LONGEST_LOOK))
            standing = self.client.get(f"{api}/{number}").raise_for_status().json()
            if standing["state"] == "graded":
                return
            moved = standing["waiting"] < before
            pause = FIRST_LOOK if moved else min(pause * LATER_LOOKS, LONGEST_LOOK)
            before = standing["waiting"]


def wait_for(ask, good, seconds=60, every=0.05):
    """Ask until the answer is good."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = ask()
        if good(answer):
            return answer
        time.sleep(every)
    raise TimeoutError(f"no good answer: {answer.status_code} {answer.text[:300]}")


def tree(pid):
    """A process and everything below it."""
    with contextlib.suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    return []


def cpu_seconds(pids):
    """CPU seconds of process trees so far, their ended children included."""
    total = 0.0
    for pid in pids:
        for process in tree(pid):
            with contextlib.suppress(psutil.Error):
                used = process.cpu_times()
                total += used.user + used.system + used.children_user + used.children_system
    return total


def server_pid(platform, name):
    """The outermost process of a learner's server, as the spawner noted it."""
    noted = json.loads((platform.data / "run" / "servers" / name / "pid.json").read_text())
    return noted[0]["pid"]


def pss_megabytes(platform, name):
    """Proportional set size of a learner's server with everything in it."""
    return sum(process.memory_full_info().pss for process in tree(server_pid(platform, name))) / 2**20


def spawn_cost(platform, learner):
    """From the click to Lab's page; CPU of the server and of hub and proxy meanwhile."""
    services = platform.service_pids()
    before, began = cpu_seconds(services), time.monotonic()
    learner.spawn()
    wall = time.monotonic() - began
    cpu = cpu_seconds([server_pid(platform, learner.name)]) + cpu_seconds(services) - before
    learner.stop()
    return Cost(wall, cpu)


def bare_lab_cost(folder):
    """The peer: `jupyter lab` started by hand in an empty folder, to the same page."""
    port = 20000 + os.getpid() % 20000
    command = [
        sys.executable,
        "-m",
        "jupyter",
        "lab",
        "--no-browser",
        f"--port={port}",
        "--ServerApp.token=bench",
    ]
    environment = {**os.environ, "HOME": str(folder), "JUPYTER_PREFER_ENV_PATH": "1"}
    allow_root = ["--allow-root"] if os.getuid() == 0 else []
    began = time.monotonic()
    process = subprocess.Popen(
        [*command, *allow_root],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for_page(f"http://127.0.0.1:{port}/lab?token=bench")
        return Cost(time.monotonic() - began, cpu_seconds([process.pid]))
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for_page(address):
    """Ask until a page answers with 200."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.05)
    raise TimeoutError(address)


def submit_seconds(platform, learner, release):
    """Seconds from handing in to the score, once per attempt; every attempt is another file."""
    seconds = []
    original = json.loads((release / "learner" / "exercise.ipynb").read_text())
    home = platform.data / "homes" / learner.name / "beginner" / "b1"
    for attempt in range(SUBMISSIONS):
        original["metadata"]["attempt"] = attempt
        (home / "exercise.ipynb").write_text(json.dumps(original))
        began = time.monotonic()
        learner.submit("beginner/b1/exercise.ipynb")
        seconds.append(time.monotonic() - began)
    return seconds


def measure(data):
    """Every figure as name → value; seconds unless the name says otherwise."""
    figures = {}
    for attempt in ("first start, installed and built", "second start"):
        began = time.monotonic()
        platform = start_platform(data, TATEYAMA_SUBMISSIONS_PER_MINUTE="1000")
        figures[f"{attempt} (wall)"] = time.monotonic() - began
        if attempt != "second start":
            stop_platform(platform.process)
    try:
        learners = [Learner(platform, login_id) for login_id in LEARNERS]
        folder = Path(tempfile.mkdtemp(prefix="tateyama-bare-"))
        pairs = [(spawn_cost(platform, learners[0]), bare_lab_cost(folder)) for _ in range(ROUNDS)]
        shutil.rmtree(folder)
        for place, name in enumerate(("spawn to Lab's page", "bare jupyter lab to the same page")):
            figures[f"{name} (CPU, median of {ROUNDS})"] = statistics.median(
                pair[place].cpu for pair in pairs
            )
            figures[f"{name} (wall, median of {ROUNDS})"] = statistics.median(
                pair[place].wall for pair in pairs
            )
        figures["spawn / bare (CPU ratio)"] = statistics.median(ours.cpu / bare.cpu for ours, bare in pairs)
        figures["spawn / bare (wall ratio)"] = statistics.median(
            ours.wall / bare.wall for ours, bare in pairs
        )
        learners[0].spawn()
        figures["idle learner, 1 server (PSS, MB)"] = pss_megabytes(platform, learners[0].name)
        seconds = sorted(submit_seconds(platform, learners[0], release_of(platform)))
        figures[f"submit to score (wall, median of {SUBMISSIONS})"] = statistics.median(seconds)
        figures[f"submit to score (wall, p95 of {SUBMISSIONS})"] = seconds[round(0.95 * SUBMISSIONS) - 1]
        for learner in learners[1:]:
            learner.spawn()
        each = [pss_megabytes(platform, learner.name) for learner in learners]
        figures["idle learner, 5 servers (PSS, MB, mean)"] = statistics.mean(each)
    finally:
        stop_platform(platform.process)
    return figures


def main():
    """Measure, print, write."""
    data = Path(tempfile.mkdtemp(prefix="tateyama-bench-"))
    data.chmod(0o755)
    try:
        figures = measure(data)
    finally:
        shutil.rmtree(data, ignore_errors=True)
    for name, value in figures.items():
        print(f"{name:<58} {value:9.2f}")
    goals = {"spawn / bare (CPU ratio)": 1.5, f"submit to score (wall, median of {SUBMISSIONS})": 2.0}
    rows = [
        {
            "name": name,
            "value": round(value, 3),
            "goal": goals.get(name),
            "met": value <= goals[name] if name in goals else None,
        }
        for name, value in figures.items()
    ]
    place = CHECKOUT / "var" / "bench"
    place.mkdir(parents=True, exist_ok=True)
    (place / "platform.json").write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()

"""A cluster's machines, as processes of their own that share a folder of keys and a loopback port."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psutil

from grader.cluster.keys import make_keys
from tests.ports import free_port

CHECKOUT = Path(__file__).resolve().parents[3]
STARTS_WITHIN = 60  # seconds, on a busy machine
ENDS_WITHIN = 20


class Machines:
    """Scheduler and workers; `before` is put in front of a command, such as the network that it runs in."""

    def __init__(self, folder, host="127.0.0.1", port=None):
        self.folder, self.keys = folder, folder / "keys"
        self.address = f"tls://{host}:{port or free_port(host)}"
        self.log = folder / "machines.log"
        self.running = []
        make_keys(self.keys)

    def scheduler(self, before=()):
        return self._start("scheduler", "--listen", self.address, before=before)

    def worker(self, before=(), checkout=CHECKOUT):
        return self._start("worker", self.address, "--seats", "1", before=before, checkout=checkout)

    def _start(self, role, *arguments, before, checkout=CHECKOUT):
        command = [*before, sys.executable, "-m", "grader.cluster", role, *arguments]
        command += ["--keys", str(self.keys / role)]
        # A worker that is killed leaves its scratch folder behind: here it goes with the rest.
        told = {**os.environ, "PYTHONPATH": str(CHECKOUT), "TMPDIR": str(self.folder)}
        told.pop("PYTHONDONTWRITEBYTECODE", None)
        with self.log.open("ab") as log:
            process = subprocess.Popen(command, cwd=checkout, env=told, stdout=log, stderr=log)
        self.running.append(process)
        return process

    def said(self):
        """What all of them logged."""
        return self.log.read_text(errors="replace")

    def end(self):
        for process in self.running:
            process.terminate()
        for process in self.running:
            try:
                process.wait(timeout=ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def is_grading(worker):
    """Below a worker are a bwrap and a warm process for each side; whatever is below those is somebody's work."""
    below = psutil.Process(worker.pid).children(recursive=True)
    return len(below) > 2 * sum(process.name() == "bwrap" for process in below)


@contextmanager
def machines(folder, workers=2, **options):
    """A scheduler with so many workers while the block runs."""
    made = Machines(folder, **options)
    try:
        made.scheduler()
        for _ in range(workers):
            made.worker()
        yield made
    finally:
        made.end()


def wait_until(cluster, wanted, within=STARTS_WITHIN):
    """Wait until the cluster stands as wanted; how it stands then."""
    deadline = time.monotonic() + within
    while not wanted(cluster.state):
        assert time.monotonic() < deadline, cluster.state
        time.sleep(0.05)
    return cluster.state

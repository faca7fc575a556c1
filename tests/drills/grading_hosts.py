"""The hosts that grade at a drill: what is done to them, and how many places the platform sees."""

import time

from tests.drills import two_hosts
from tests.grader.cluster.machines import is_grading
from webapp.participation.heartbeat import beats


class Hosts:
    """Scheduler here, a worker on each of the others; and what is done to them."""

    def __init__(self, machines):
        self.machines = machines
        self.scheduler = machines.scheduler()
        self.workers = {}

    def start(self, host):
        self.workers[host] = self.machines.worker(before=two_hosts.on(host))

    def strike(self, how):
        """In the middle of a grading; what mends it."""
        wait_for(lambda: is_grading(self.workers[1]), 60)
        if how in ("cut off", "blink"):
            two_hosts.cut(1)
            return lambda: two_hosts.mend(1)
        victim = self.workers[1] if how == "kill" else self.scheduler
        victim.kill()
        victim.wait()
        return (lambda: self.start(1)) if how == "kill" else self.schedule_again

    def schedule_again(self):
        self.scheduler = self.machines.scheduler()


def seats(built):
    """How many places there are, as the worker told last."""
    return max((beat.cluster.seats for beat in beats(built.settings.heartbeats) if beat.cluster), default=0)


def wait_for(wanted, within):
    """Seconds until it is so, or None."""
    began = time.monotonic()
    while not wanted():
        if time.monotonic() - began > within:
            return None
        time.sleep(0.02)
    return time.monotonic() - began

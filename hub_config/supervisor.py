"""The supervisor (見張り役): owns proxy, hub, webapp, worker, gate and culler, and brings each back alone.

Learners' servers outlive a killed hub on purpose; as child subreaper we inherit them, so that nothing stays behind at the end.
"""

import ctypes
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hub_config import leftovers

PR_SET_CHILD_SUBREAPER = 36
# A process that lived this long is healthy again: its next restart is at once.
HEALTHY_SECONDS = 20.0
LONGEST_PAUSE_SECONDS = 5.0


@dataclass
class Service:
    """One process that must run: how to start it, and what to do when it came back."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    cwd: Path
    log: Path
    after_restart: Callable[[], None] | None = None
    listen: Path | None = None
    listen_mode: int = 0o600
    listener: socket.socket | None = None
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0
    restart_at: float = 0.0

    def start(self) -> None:
        """Start the process in a session of its own, so that Ctrl-C reaches the supervisor alone."""
        descriptors = [self.open_listener().fileno()] if self.listen is not None else []
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.command, *(f"--fd={number}" for number in descriptors)],
                pass_fds=descriptors,
                env=dict(self.env),
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.started_at = time.monotonic()

    def open_listener(self) -> socket.socket:
        """The socket that the service accepts on: ours, so that callers wait in its queue while the service restarts."""
        if self.listen is None:
            raise ValueError(f"{self.name} listens nowhere")
        if self.listener is None or not self.listen.exists():
            self.listen.unlink(missing_ok=True)
            self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self.listener.bind(str(self.listen))
            self.listen.chmod(self.listen_mode)
            self.listener.listen(512)
        return self.listener

    def ended(self, now: float) -> bool:
        """Whether the process has just ended; if so, plan its restart with a growing pause."""
        if self.process is None or self.process.poll() is None:
            return False
        self.failures = 0 if now - self.started_at > HEALTHY_SECONDS else self.failures + 1
        self.restart_at = now + min(LONGEST_PAUSE_SECONDS, 0.2 * 2 ** min(self.failures, 6) - 0.2)
        self.process = None
        return True


class Supervisor:
    """Runs the services until it is told to stop, then leaves no process behind."""

    def __init__(self, services: Sequence[Service], run: Path, say: Callable[[str, str], None]) -> None:
        self.services = services
        self.run_folder = run
        self.say = say
        self.stopping = False

    def start(self) -> None:
        """Start every service."""
        become_subreaper()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)
        for service in self.services:
            service.start()
            # At once: a kill -9 between two services must leave none that nobody remembers.
            self.write_memory()

    @property
    def memory(self) -> Path:
        """Where the pids of our services stand for the next start."""
        return self.run_folder / leftovers.SERVICES

    def ask_to_stop(self, _number: int, _frame: object) -> None:
        """Remember that we were asked; the loop does the work."""
        self.stopping = True

    def watch(self) -> None:
        """Restart what ended and reap what was orphaned, until asked to stop."""
        while not self.stopping:
            self.look_once(time.monotonic())
            time.sleep(0.1)

    def look_once(self, now: float) -> None:
        """One round: reap orphans, note ends, start what is due."""
        for service in self.services:
            if service.ended(now):
                self.say(
                    f"{service.name} が止まったので起動し直します", f"{service.name} ended; starting it again"
                )
            if service.process is None and now >= service.restart_at:
                self.restart(service, now)
        self.reap_orphans()

    def restart(self, service: Service, now: float) -> None:
        """Start one service again; what the machine refuses now, a full disk say, is tried again later."""
        try:
            service.start()
            self.write_memory()
        except OSError as error:
            service.restart_at = now + LONGEST_PAUSE_SECONDS
            self.say(
                f"{service.name} を起動できません（{error.strerror}）", f"{service.name} cannot start now"
            )
            return
        if service.after_restart is not None:
            service.after_restart()

    def reap_orphans(self) -> None:
        """Collect ended orphans that came to us as subreaper, and none of our own services."""
        ours = {service.process.pid for service in self.services if service.process is not None}
        while True:
            try:
                ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return
            if ended is None or ended.si_pid in ours:
                return
            os.waitpid(ended.si_pid, 0)

    def write_memory(self) -> None:
        """Note our services' pids for a start after kill -9."""
        leftovers.remember(
            self.memory, [service.process.pid for service in self.services if service.process is not None]
        )

    def stop(self) -> None:
        """End learners' servers, then the services from worker to proxy, then whatever is still below us."""
        leftovers.stop(leftovers.learner_servers(self.run_folder), grace=3.0)
        for service in reversed(self.services):
            if service.process is not None:
                leftovers.stop([service.process.pid], grace=5.0)
                service.process.wait(timeout=5)
        leftovers.stop(children_of(os.getpid()), grace=2.0)
        self.reap_orphans()
        self.memory.unlink(missing_ok=True)
        for service in self.services:
            if service.listener is not None and service.listen is not None:
                service.listener.close()
                service.listen.unlink(missing_ok=True)


def become_subreaper() -> None:
    """Make orphans of our children our own children (prctl PR_SET_CHILD_SUBREAPER)."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER)")


def children_of(pid: int) -> list[int]:
    """The pids of the direct children of a process."""
    task = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in task.read_text().split()]

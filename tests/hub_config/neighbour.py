"""Runs in one learner's kernel and attacks another: each attack beside the same attempt on oneself, which must succeed.

What is refused even on oneself (ptrace, inotify, …) stands apart.
"""

import contextlib
import ctypes
import errno
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

# The test puts the neighbour's paths, pids and secrets here.
wanted = json.loads("@WANTED@")
GATE = "/run/tateyama/gate/gate.sock"
HOME = Path.home()
own_token = os.environ["JUPYTERHUB_API_TOKEN"]
libc = ctypes.CDLL(None, use_errno=True)


def why_not(attempt):
    """None when it went through, else the error's name."""
    try:
        attempt()
    except OSError as error:
        return errno.errorcode.get(error.errno, type(error).__name__)
    except (Refused, UnicodeError) as error:
        return str(error)
    return None


class Refused(Exception):
    """The gate or the hub said no."""


class Gate(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(20)
        self.sock.connect(GATE)


def ask(method, path, token=own_token, body=None):
    """Ask at the gate; returns status and text."""
    connection = Gate("hub")
    with contextlib.closing(connection):
        connection.request(method, path, body, {"Authorization": f"token {token}"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def granted(*arguments):
    status, said = ask(*arguments)
    if status >= 300:
        raise Refused(f"{status} {said[:200]}")


def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")


def connect(address):
    with socket.socket(socket.AF_UNIX) as asker:
        asker.settimeout(2)
        asker.connect(address)


def shared_memory(key):
    if libc.shmget(key, 4096, 0o600) < 0:
        raise OSError(ctypes.get_errno(), "refused")


def change(path):
    (path / "theirs").write_text("changed")
    (path / "theirs").rename(path / "moved")
    (path / "moved").unlink()


def through_a_link(path):
    link = HOME / "link-to-them"
    link.unlink(missing_ok=True)
    link.symlink_to(path)
    try:
        os.listdir(link)
    finally:
        link.unlink()


def both(attempt, on_them, on_oneself):
    return {"them": why_not(lambda: attempt(on_them)), "oneself": why_not(lambda: attempt(on_oneself))}


def told(name):
    return f"/hub/api/users/{name}/activity"


activity = json.dumps({"last_activity": "2026-11-28T00:00:00.000000Z"})
own_kernel = next(Path("/tmp/jupyter").glob("kernel-*.json"))
own_socket = next(Path("/tmp/jupyter").glob("kernel-*-ipc-*"), own_kernel)
mine = socket.socket(socket.AF_UNIX)
mine.bind("\0mine")
mine.listen()
mine_too = socket.socket(socket.AF_UNIX)
Path("/tmp/mine.sock").unlink(missing_ok=True)
mine_too.bind("/tmp/mine.sock")
mine_too.listen()
libc.shmget(4711, 4096, 0o1600)
Path("/tmp/marker").write_text("x")
Path("/dev/shm/marker").write_text("x")
child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
home, pid = Path(wanted["home"]), wanted["pid"]

attacks = {
    "list the home": both(os.listdir, home, HOME),
    "read a file": both(lambda top: (top / "private.txt").read_text(), home, HOME),
    "write, move and delete a file": both(change, home, HOME),
    "through a link": both(through_a_link, home, HOME),
    "through the root of its process": both(
        lambda one: os.listdir(f"/proc/{one}/root/home/learner"), pid, os.getpid()
    ),
    "by its working folder": both(lambda one: os.listdir(f"/proc/{one}/cwd"), pid, os.getpid()),
    "from its own home upwards": both(os.listdir, HOME.parent / wanted["name"], HOME.parent / "learner"),
    "its environment": both(lambda one: Path(f"/proc/{one}/environ").read_bytes(), pid, os.getpid()),
    "its memory": both(lambda one: open(f"/proc/{one}/mem", "rb").close(), pid, os.getpid()),
    "end its process": both(lambda one: os.kill(one, signal.SIGTERM), pid, child.pid),
    "its server's socket": both(connect, wanted["socket"], "/tmp/mine.sock"),
    "its abstract socket": both(connect, "\0theirs", "\0mine"),
    "its kernel's connection file": both(os.stat, f"/tmp/jupyter/kernel-{wanted['kernel']}.json", own_kernel),
    "its kernel's ipc socket": both(
        os.stat, str(own_socket).replace(own_kernel.stem, f"kernel-{wanted['kernel']}"), own_socket
    ),
    "its scratch files": both(os.stat, "/tmp/theirs", "/tmp/marker"),
    "its shared memory": both(os.stat, "/dev/shm/theirs", "/dev/shm/marker"),
    "its System V memory": both(shared_memory, 4712, 4711),
    "its uid": both(os.setuid, wanted["uid"], os.getuid()),
    "its activity with its token": both(
        lambda who: granted("POST", told(who[0]), who[1], activity),
        (wanted["name"], wanted["token"]),
        (wanted["own"], own_token),
    ),
    "a course's book": both(os.listdir, wanted["book"], HOME),
}
refused_to_all = {
    "ptrace": why_not(lambda: call(wanted["ptrace"], 16, child.pid, 0, 0)),
    "process_vm_readv": why_not(lambda: call(wanted["process_vm_readv"], child.pid, 0, 0, 0, 0, 0)),
    "inotify": why_not(lambda: call(wanted["inotify_init1"], 0)),
    "fanotify": why_not(lambda: call(wanted["fanotify_init"], 0, 0)),
    "gigabytes in an instant": why_not(
        lambda: call(
            wanted["fallocate"], os.open("/tmp/marker", os.O_RDWR), 0, ctypes.c_long(0), ctypes.c_long(4096)
        )
    ),
    "their user with their token": why_not(
        lambda: granted("GET", f"/hub/api/users/{wanted['name']}", wanted["token"])
    ),
    "stop their server with their token": why_not(
        lambda: granted("DELETE", f"/hub/api/users/{wanted['name']}/server", wanted["token"])
    ),
    "their server through the gate": why_not(lambda: granted("GET", f"/user/{wanted['name']}/api/contents")),
    "the book's server": why_not(lambda: granted("GET", "/user/course-1/formgrader/gradebook")),
}
child.kill()
child.wait()
asked = {f"{method} {path}": ask(method, path) for method, path in wanted["asked"]}
passed = {f"{method} {path}": ask(method, path, own_token, body) for method, path, body in wanted["passed"]}
print(json.dumps({"attacks": attacks, "refused": refused_to_all, "asked": asked, "passed": passed}))

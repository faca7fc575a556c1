"""nbgrader's own programs in a course folder, as an instructor runs them."""

import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from tests.ports import free_port

TOKEN = "invented-token"
STARTS_WITHIN = 60  # seconds, on a busy machine
EXTENSION = "nbgrader.server_extensions.formgrader"


def environment(home):
    """As bare as a service's: without PATH, so that nothing can be run by its name."""
    return {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home / "jupyter"), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def nbgrader(course, home, *arguments, **more):
    """Run an nbgrader command in the course folder."""
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course,
        env={**environment(home), **more},
        capture_output=True,
        text=True,
        timeout=120,
    )


class Formgrader:
    """The JSON API of a running formgrader."""

    def __init__(self, port):
        self._base = f"http://127.0.0.1:{port}"

    def page(self, path):
        with urllib.request.urlopen(self._request(path), timeout=30) as answer:
            return answer.read().decode()

    def get(self, path):
        return json.loads(self.page(f"/formgrader/api/{path}"))

    def put(self, path, said):
        request = self._request(f"/formgrader/api/{path}", json.dumps(said).encode(), "PUT")
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())

    def post(self, path):
        with urllib.request.urlopen(
            self._request(f"/formgrader/api/{path}", b"{}", "POST"), timeout=60
        ) as answer:
            return json.loads(answer.read())

    def _request(self, path, body=None, method=None):
        headers = {"Authorization": f"token {TOKEN}"}
        return urllib.request.Request(self._base + path, data=body, headers=headers, method=method)


@contextmanager
def formgrader(course, home, **more):
    """The real thing on this course folder, until the block ends."""
    port = free_port()
    with open(home / "formgrader.log", "w") as log:
        process = subprocess.Popen(
            [
                sys.executable, "-m", "jupyter_server", "--allow-root", "--no-browser",
                "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
                f"--ServerApp.root_dir={course}", f"--IdentityProvider.token={TOKEN}",
                f"--ServerApp.jpserver_extensions={{'{EXTENSION}': True}}",
            ],
            cwd=course, env={**environment(home), **more}, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            running = Formgrader(port)
            wait_for(running, process, home / "formgrader.log")
            yield running
        finally:
            process.kill()
            process.wait(timeout=10)


def wait_for(running, process, log):
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            running.get("status")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(re.sub(TOKEN, "…", log.read_text()))

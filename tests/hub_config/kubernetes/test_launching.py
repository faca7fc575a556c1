"""A learner's pod without a cluster: its own command in its own environment, on this machine, the image's folders elsewhere."""

import json
import os
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import jupyterhub
import pytest
import yaml

from tests.hub_config.kubernetes.golden import GOLDEN, LEARNER
from tests.hub_config.kubernetes.manifests import CHECKOUT
from tests.ports import free_port

# Jupyter runs as no root, and no pod does.
UID = 40124 if os.getuid() == 0 else os.getuid()
IDENTITY = {"user": UID, "group": UID, "extra_groups": []} if os.getuid() == 0 else {}


class HubStandIn(BaseHTTPRequestHandler):
    """Says which version it is, which is all that a server asks of the hub before somebody signs in."""

    def do_GET(self):
        body = json.dumps({"version": jupyterhub.__version__}).encode()
        self.send_response(200)
        self.send_header("X-JupyterHub-Version", jupyterhub.__version__)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_arguments):
        """Say nothing."""


@pytest.fixture
def hub():
    with ThreadingHTTPServer(("127.0.0.1", 0), HubStandIn) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/hub/api"
        server.shutdown()


@pytest.fixture
def image(open_folder):
    """The folders of the learners' image, made of this checkout as the Containerfile makes them."""
    opt = open_folder / "opt"
    (opt / "python").mkdir(parents=True)
    (opt / "python" / "tateyama_learner").symlink_to(CHECKOUT / "hub_config" / "learner")
    (opt / "etc").mkdir()
    (opt / "etc" / "jupyter").symlink_to(CHECKOUT / "hub_config" / "learner" / "etc" / "jupyter")
    release = opt / "releases" / "0b1d" / "learner"
    release.mkdir(parents=True)
    (release / "exercise.ipynb").write_text("{}")
    return opt


@pytest.fixture
def pod():
    made, _claim = yaml.safe_load_all(GOLDEN.read_text(encoding="utf-8"))
    (container,) = made["spec"]["containers"]
    return container


@pytest.fixture
def volumes(open_folder):
    """The pod's two places to write to, which belong to its user."""
    home, scratch = open_folder / "home", open_folder / "scratch"
    for folder in (home, scratch):
        folder.mkdir()
        os.chown(folder, UID, UID)
    return home, scratch


def test_the_pods_own_command_brings_a_server_and_the_lessons(pod, image, hub, volumes):
    (home, scratch), port = volumes, free_port()
    told = {each["name"]: each["value"].replace("/opt/tateyama", str(image)) for each in pod["env"]}
    told |= {
        "HOME": str(home),
        "JUPYTER_RUNTIME_DIR": str(scratch / "jupyter"),
        "JUPYTERHUB_API_URL": hub,
        "JUPYTERHUB_ACTIVITY_URL": f"{hub}/users/{LEARNER}/activity",
        "JUPYTERHUB_SERVICE_URL": told["JUPYTERHUB_SERVICE_URL"].replace("0.0.0.0:8888", f"127.0.0.1:{port}"),
        # The launcher's own ways to say where the image's folders are.
        "TATEYAMA_LESSONS": str(image / "releases"),
        "TATEYAMA_SCRATCH": str(scratch),
    }
    command = [sys.executable, *pod["args"][1:]]
    process = subprocess.Popen(command, env=told, cwd=home, start_new_session=True, **IDENTITY)
    try:
        answer = ask(f"http://127.0.0.1:{port}/user/{LEARNER}/api", process, home)
        page = httpx.get(f"http://127.0.0.1:{port}/user/{LEARNER}/lab", follow_redirects=False)
    finally:
        process.terminate()
        process.wait(timeout=20)
    assert "version" in answer.json()
    assert page.status_code == 302, "without a sign-in at the hub nothing is shown"
    assert "/hub/api/oauth2/authorize" in page.headers["Location"]
    assert (home / "beginner" / "b1" / "exercise.ipynb").is_file()


def ask(url, process, home):
    """Ask until the server answers; its own log says why it does not."""
    deadline = time.monotonic() + 60
    while True:
        try:
            return httpx.get(url, timeout=20)
        except httpx.ConnectError:
            log = home / ".tateyama" / "server.log"
            said = log.read_text() if log.exists() else ""
            assert process.poll() is None, said
            assert time.monotonic() < deadline, said
            time.sleep(0.1)


def test_the_environment_of_the_hub_on_this_machine_has_no_part_in_it(pod):
    assert not [each for each in pod["env"] if str(CHECKOUT) in each["value"] or os.environ.get("HOME") == each["value"]]  # fmt: skip

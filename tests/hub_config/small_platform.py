"""The real hub, proxy, gate and sandboxes for a test; only webapp's one question, who is this, has a stand-in."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingUnixStreamServer

import httpx
import websocket

from hub_config import leftovers, prepare, services
from hub_config.settings import CHECKOUT
from tests.ports import free_port

PASSWORD = "correct horse"
START_SECONDS = 60


def wait_for(what, seconds, said="it"):
    """Ask until the answer is true or the time is over."""
    deadline = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < deadline, f"{said} did not come within {seconds} s"
        time.sleep(0.1)
    return found


class WebappStandIn(ThreadingUnixStreamServer):
    """Answers the authenticator, and any page with its own name."""

    daemon_threads = True
    people: dict[str, str] = {}  # noqa: RUF012  # filled by the platform

    def get_request(self):
        request, _ = super().get_request()
        return request, ("unix", 0)


class Answers(BaseHTTPRequestHandler):
    """What the stand-in says."""

    def do_POST(self):
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        hub_user = self.server.people.get(question["login_id"])
        known = hub_user is not None and question["password"] == PASSWORD
        self.answer(200 if known else 401, json.dumps({"hub_user": hub_user}))

    def do_GET(self):
        self.answer(200, "webapp")

    def answer(self, status, text):
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        """Say nothing."""


class Platform:
    """A running hub and proxy on a data folder of their own."""

    def __init__(self, data: Path) -> None:
        self.data, self.run = data, data / "run"
        self.port, self.proxy_port = free_port(), free_port()
        self.hub = self.proxy = self.webapp = self.gate = None

    def secret(self, name):
        return (self.data / "secrets" / name).read_text().strip()

    def start(self, people, **environment):
        """Start everything; `people` maps login IDs to hub users."""
        prepare.make_folders(self.data, self.run)
        prepare.make_secrets(self.data / "secrets")
        prepare.install_proxy(CHECKOUT / "var", lambda *_: None)
        self.webapp = WebappStandIn(str(self.run / "web" / "webapp.sock"), Answers)
        (self.run / "web" / "webapp.sock").chmod(0o600)
        self.webapp.people = people
        threading.Thread(target=self.webapp.serve_forever, args=(0.05,), daemon=True).start()
        node, _ = prepare.node_and_npm()
        ports = ["--port", str(self.port), "--api-port", str(self.proxy_port)]
        self.proxy = self.launch(
            "proxy",
            [
                str(node),
                str(prepare.proxy_program(CHECKOUT / "var")),
                "--ip",
                "127.0.0.1",
                "--api-ip",
                "127.0.0.1",
                *ports,
            ],
            {"CONFIGPROXY_AUTH_TOKEN": self.secret("proxy_token"), "PATH": "/usr/bin:/bin"},
        )
        self.gate = services.gate_service(self)
        self.gate.start()
        self.start_hub(**environment)

    def start_hub(self, **environment):
        """Start the hub as the supervisor does."""
        ours = {
            "TATEYAMA_DATA": str(self.data),
            "TATEYAMA_RUN": str(self.run),
            "TATEYAMA_PORT": str(self.port),
            "TATEYAMA_PROXY_API": f"http://127.0.0.1:{self.proxy_port}",
            "PYTHONPATH": str(CHECKOUT),
        }
        rest = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        command = [sys.executable, "-m", "hub_config.hub", "--config", "hub_config/jupyterhub_config.py"]
        self.hub = self.launch("hub", command, {**rest, **ours, **environment})
        wait_for(self.answers, START_SECONDS, "the hub")

    def launch(self, name, command, environment):
        with (self.data / "logs" / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                command, cwd=CHECKOUT, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def answers(self):
        """Whether a request through the proxy reaches the hub."""
        assert self.hub.poll() is None, (self.data / "logs" / "hub.log").read_text()[-4000:]
        with contextlib.suppress(httpx.HTTPError):
            return httpx.get(f"http://127.0.0.1:{self.port}/hub/health", timeout=5).status_code == 200
        return False

    def kill_hub(self):
        """kill -9, as a crash would."""
        self.hub.send_signal(signal.SIGKILL)
        self.hub.wait(timeout=10)

    def ask_hub(self, method, path, body=None, token=None):
        """Ask the hub's REST API over its unix socket, as webapp does."""
        transport = httpx.HTTPTransport(uds=str(self.run / "hub" / "hub.sock"))
        headers = {"Authorization": f"token {token or self.secret('hub_token')}"}
        with httpx.Client(transport=transport, timeout=20) as client:
            return client.request(method, f"http://hub/hub/api{path}", json=body, headers=headers)

    def enrol(self, hub_users, course):
        """Write an offering's group on the hub, as webapp does."""
        self.ask_hub("POST", "/users", {"usernames": hub_users}).raise_for_status()
        self.ask_hub("POST", "/groups/offering-1").raise_for_status()
        self.ask_hub("POST", "/groups/offering-1/users", {"users": hub_users}).raise_for_status()
        self.ask_hub("PUT", "/groups/offering-1/properties", {"course": course}).raise_for_status()

    def stop(self):
        """End what we started, and nothing else."""
        if self.hub is not None:
            leftovers.stop([self.hub.pid], grace=5)
            self.hub.wait(timeout=10)
        leftovers.stop(leftovers.learner_servers(self.run), grace=3)
        for process in (self.proxy, self.gate and self.gate.process):
            if process is not None:
                leftovers.stop([process.pid], grace=2)
                process.wait(timeout=10)
        if self.gate is not None and self.gate.listener is not None:
            self.gate.listener.close()
        if self.webapp is not None:
            self.webapp.shutdown()
            self.webapp.server_close()


def sign_in(browser, login_id, password):
    """Fill in the hub's own sign-in page."""
    page = browser.get("/hub/login")
    token = re.search(r'name="_xsrf" value="([^"]+)"', page.text)[1]
    form = {"username": login_id, "password": password, "_xsrf": token}
    return browser.post("/hub/login?next=/hub/home", data=form)


class Learner:
    """A person with a browser's cookies, signed in through the hub's own page."""

    def __init__(self, platform: Platform, login_id: str) -> None:
        self.platform, self.hub_user = platform, platform.webapp.people[login_id]
        self.prefix = f"/user/{self.hub_user}"
        self.browser = httpx.Client(
            base_url=f"http://127.0.0.1:{platform.port}", follow_redirects=True, timeout=START_SECONDS
        )
        sign_in(self.browser, login_id, PASSWORD).raise_for_status()

    def open_lab(self):
        """Follow 「学習を始める」 until JupyterLab's page is there; returns the page and the seconds it took."""
        before = time.monotonic()
        page = wait_for(self.lab_page, START_SECONDS, "JupyterLab")
        return page, time.monotonic() - before

    def lab_page(self):
        page = self.browser.get("/hub/user-redirect/lab")
        return page if page.status_code == 200 and page.url.path.startswith(f"{self.prefix}/lab") else None

    def api(self, method, path, body=None):
        """Ask the own Jupyter server, as Lab does."""
        token = {cookie.name: cookie.value for cookie in self.cookies()}.get("_xsrf", "")
        return self.browser.request(
            method, f"{self.prefix}/api/{path}", json=body, headers={"X-XSRFToken": token}
        )

    def cookies(self):
        return [cookie for cookie in self.browser.cookies.jar if f"{self.prefix}/".startswith(cookie.path)]

    def connect(self, path):
        """Open a websocket of the own server."""
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies())
        address = f"ws://127.0.0.1:{self.platform.port}{self.prefix}/{path}"
        return websocket.create_connection(address, cookie=cookies, timeout=60)

    def start_kernel(self):
        answer = self.api("POST", "kernels", {"name": "python3"})
        answer.raise_for_status()
        return Kernel(self, answer.json()["id"])

    def close(self):
        self.browser.close()


class KernelDied(Exception):
    """The connection ended or fell silent before the cell did."""


class Kernel:
    """One running notebook kernel, spoken to over Lab's websocket."""

    def __init__(self, learner: Learner, identity: str) -> None:
        self.learner, self.identity = learner, identity

    def run(self, code, seconds=60):
        """Run one cell; returns what it printed, and the traceback of an error as text."""
        message = uuid.uuid4().hex
        request = {
            "channel": "shell", "buffers": [], "parent_header": {}, "metadata": {},
            "header": {"msg_id": message, "msg_type": "execute_request", "username": "", "session": message, "version": "5.3", "date": ""},
            "content": {"code": code, "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False},
        }  # fmt: skip
        path = f"api/kernels/{self.identity}/channels?session_id={uuid.uuid4().hex}"
        connection = self.learner.connect(path)
        try:
            connection.send(json.dumps(request))
            return self.output_of(connection, message, time.monotonic() + seconds)
        finally:
            connection.close()

    def output_of(self, connection, message, deadline):
        said = []
        while time.monotonic() < deadline:
            connection.settimeout(max(0.1, deadline - time.monotonic()))
            try:
                reply = json.loads(connection.recv())
            except (websocket.WebSocketException, ValueError, OSError) as error:
                raise KernelDied from error
            content = reply["content"]
            if content.get("execution_state") in ("restarting", "dead"):
                raise KernelDied
            if reply["parent_header"].get("msg_id") != message:
                continue
            if reply["msg_type"] == "stream":
                said.append(content["text"])
            elif reply["msg_type"] == "error":
                said.append("\n".join(content["traceback"]))
            elif content.get("execution_state") == "idle":
                return "".join(said)
        raise KernelDied

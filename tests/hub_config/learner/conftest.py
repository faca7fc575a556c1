"""A learner's Jupyter server as it runs in the sandbox, and a small HTTP server that speaks webapp's API."""

import hashlib
import json
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import nbformat.v4
import pytest
from jupyter_client.blocking import BlockingKernelClient

from hub_config import build_lab
from tests.ports import free_port

CHECKOUT = Path(__file__).resolve().parents[3]
LEARNER = CHECKOUT / "hub_config" / "learner"
API = "/services/tateyama/api"
HUB_TOKEN = "the-hub-token-of-a-learner"

SCORE = {
    "state": "GRADED",
    "points": 2,
    "max_points": 4,
    "message": {"ja": "", "en": ""},
    "exercises": [
        {
            "id": "b1-1",
            "number": 1,
            "title": {"ja": "合計を求める", "en": "Find the sum"},
            "kind": "basic",
            "points": 2,
            "max_points": 2,
            "passed": True,
            "message": {"ja": "", "en": ""},
            "hint": None,
        },
        {
            "id": "b1-2",
            "number": 2,
            "title": {"ja": "平均を求める", "en": "Find the mean"},
            "kind": "basic",
            "points": 0,
            "max_points": 2,
            "passed": False,
            "message": {"ja": "平均の値が違います。", "en": "The mean is not right."},
            "hint": {"ja": "合計を人数で割ります。", "en": "Divide the sum by the number of people."},
        },
    ],
    "tasks": [{"id": "b1-text", "title": {"ja": "数字を3文で", "en": "In three sentences"}, "max_points": 4}],
}


@dataclass
class Webapp:
    """What webapp promises to learners' servers: tokens, keys, receipts; a test may make it fail."""

    received: dict[str, bytes] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    activity: list[dict] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)
    failures: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    hold: float = 0.0
    looks_before_score: int = 0
    last: int = 0
    score: dict = field(default_factory=lambda: SCORE)
    address: str = ""

    def receive(self, key: str, content: bytes) -> tuple[int, dict]:
        """201 the first time, 200 for the same again, 409 for other bytes under the same key."""
        known = key in self.received
        if known and self.received[key] != content:
            return 409, {"error": "key_conflict", "message": {"ja": "別の内容です。", "en": "Other bytes."}}
        self.received[key] = content
        if not known:
            self.last += 1
            self.numbers[key] = f"S-{self.last:08d}"
        number = self.numbers[key]
        return 200 if known else 201, self.standing(number) | {"size": len(content), "course": "beginner"}

    def standing(self, number: str) -> dict:
        """What a receipt and the state of a submission have in common."""
        key = next(key for key, value in self.numbers.items() if value == number)
        return {
            "number": number,
            "received_at": "2026-11-23T03:04:05+00:00",
            "sha256": hashlib.sha256(self.received[key]).hexdigest(),
            "state": "queued",
            "waiting": 0,
        }

    def look(self, number: str) -> tuple[int, dict]:
        """404 for everybody else's, queued for a while, then the score."""
        if number not in self.numbers.values():
            return 404, {"error": "not_found", "message": {"ja": "見つかりません。", "en": "Not found."}}
        if self.looks_before_score > 0:
            self.looks_before_score -= 1
            return 200, self.standing(number) | {"waiting": 3, "result": None}
        return 200, self.standing(number) | {"state": "graded", "result": self.score}


def handler_for(webapp: Webapp) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            if not self.may_go_on():
                return
            if self.path == f"{API}/activity":
                webapp.activity.append(json.loads(content)["courses"])
                self.send(201, {"counted": 1})
                return
            self.send(*webapp.receive(self.headers["Idempotency-Key"], content))

        def do_GET(self) -> None:
            if self.may_go_on():
                self.send(*webapp.look(self.path.rsplit("/", 1)[1]))

        def may_go_on(self) -> bool:
            webapp.requests.append((self.command, self.path))
            if webapp.hold:
                time.sleep(webapp.hold)
            if webapp.failures:
                status, headers, body = webapp.failures.pop(0)
                self.send_raw(status, headers, body)
                return False
            if self.headers["Authorization"] != f"token {HUB_TOKEN}":
                self.send(401, {"error": "token", "message": {"ja": "鍵が違います。", "en": "Wrong token."}})
                return False
            return self.path.startswith((f"{API}/submissions", f"{API}/activity"))

        def send(self, status: int, body: dict) -> None:
            self.send_raw(status, {"Content-Type": "application/json"}, json.dumps(body).encode())

        def send_raw(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            return

    return Handler


@pytest.fixture(scope="session")
def webapp_process() -> Iterator[Webapp]:
    webapp = Webapp()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(webapp))
    webapp.address = f"http://127.0.0.1:{server.server_port}{API}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield webapp
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def webapp(webapp_process: Webapp) -> Webapp:
    """webapp with nothing received yet and nothing failing."""
    webapp_process.received.clear()
    webapp_process.numbers.clear()
    webapp_process.activity.clear()
    webapp_process.requests.clear()
    webapp_process.failures.clear()
    webapp_process.hold = 0.0
    webapp_process.looks_before_score = 0
    webapp_process.last = 0
    return webapp_process


@dataclass
class LearnerServer:
    """A running JupyterLab server: its address, its home and its token."""

    url: str
    home: Path
    token: str
    process: subprocess.Popen
    log: Path

    def client(self) -> httpx.Client:
        """A client that is signed in by token, as tests may be."""
        return httpx.Client(
            base_url=self.url, headers={"Authorization": f"token {self.token}"}, timeout=30, trust_env=False
        )


@pytest.fixture(scope="session")
def lab_extension() -> Path:
    """The folder that is on JUPYTER_PATH in the sandbox; built now unless the same sources are built already."""
    out = CHECKOUT / "var" / "labextension"
    out.parent.mkdir(exist_ok=True)
    build_lab.build(out)
    return out / "share" / "jupyter"


def start_learner_server(
    folder: Path, lab_extension: Path, webapp_address: str, **limits: float
) -> LearnerServer:
    """Start JupyterLab with exactly the files and variables that the sandbox gives it."""
    home, code, port, token = folder / "home", folder / "python", free_port(), secrets.token_hex(16)
    home.mkdir()
    code.mkdir()
    (code / "tateyama_learner").symlink_to(LEARNER)
    # In the sandbox IPython reads this file from /etc/ipython.
    profile = folder / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    (profile / "ipython_config.json").symlink_to(LEARNER / "etc" / "ipython" / "ipython_config.json")
    variables = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(code),
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_CONFIG_PATH": str(LEARNER / "etc" / "jupyter"),
        "JUPYTER_PATH": str(lab_extension),
        "JUPYTER_TOKEN": token,
        "JUPYTERHUB_API_TOKEN": HUB_TOKEN,
        "TATEYAMA_API": webapp_address,
        "TATEYAMA_LANGUAGE": "ja",
        **{name: str(value) for name, value in limits.items()},
    }
    log = folder / "server.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
                *(
                    f"--ServerApp.port={port}",
                    "--ServerApp.base_url=/user/u1/",
                    f"--ServerApp.root_dir={home}",
                ),
            ],
            env=variables,
            cwd=home,
            stdout=file,
            stderr=file,
        )
    server = LearnerServer(f"http://127.0.0.1:{port}/user/u1/", home, token, process, log)
    wait_until_ready(server)
    return server


def wait_until_ready(server: LearnerServer) -> None:
    deadline = time.monotonic() + 60
    with server.client() as client:
        while time.monotonic() < deadline and server.process.poll() is None:
            try:
                if client.get("api/status").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
    raise AssertionError(f"the learner's server did not start:\n{server.log.read_text()}")


def stop(server: LearnerServer) -> None:
    server.process.terminate()
    try:
        server.process.wait(20)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait(20)


@pytest.fixture(scope="session")
def short_folder() -> Iterator[Callable[[], Path]]:
    """Makes folders with short names: a kernel's socket may have 107 characters, and pytest's own folders are long."""
    made: list[Path] = []

    def make() -> Path:
        made.append(Path(tempfile.mkdtemp(prefix="tt-")))
        return made[-1]

    yield make
    for folder in made:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def learner_server(short_folder, lab_extension, webapp_process) -> Iterator[LearnerServer]:
    """A learner's server with ordinary limits, shared by the tests of a module that leave nothing behind.

    One for the session would stay until the last test of all: an idle JupyterLab takes a twenty-fifth of a core.
    """
    folder = short_folder()
    server = start_learner_server(
        folder,
        lab_extension,
        webapp_process.address,
        TATEYAMA_MEMORY_LIMIT=4_000_000_000,
        TATEYAMA_HOME_LIMIT=1_000_000_000,
    )
    yield server
    stop(server)


@pytest.fixture(scope="module")
def small_server(short_folder, lab_extension, webapp_process) -> Iterator[LearnerServer]:
    """A learner's server with little memory and little space, to be filled."""
    server = start_learner_server(
        short_folder(),
        lab_extension,
        webapp_process.address,
        TATEYAMA_MEMORY_LIMIT=400_000_000,
        TATEYAMA_HOME_LIMIT=30_000_000,
    )
    yield server
    stop(server)


class Kernel:
    """A running kernel of a learner's server, as a notebook uses it."""

    def __init__(self, server: LearnerServer, path: str) -> None:
        self._http = server.client()
        about = {"path": path, "name": Path(path).name, "type": "notebook", "kernel": {"name": "python3"}}
        answer = self._http.post("api/sessions", json=about)
        self.session, self.id = answer.json()["id"], answer.json()["kernel"]["id"]
        runtime = server.home / ".local" / "share" / "jupyter" / "runtime"
        self._client = BlockingKernelClient(connection_file=str(runtime / f"kernel-{self.id}.json"))
        self._client.load_connection_file()
        self._client.start_channels()
        self._client.wait_for_ready(timeout=60)

    def begin(self, code: str) -> None:
        """Start running code, and do not wait for it."""
        self._client.execute(code)

    def run(self, code: str, seconds: float = 60) -> list[dict]:
        """Run code; the contents of what it showed: streams, errors, displays."""
        shown: list[dict] = []
        self._client.execute_interactive(
            code, timeout=seconds, output_hook=lambda message: shown.append(message["content"])
        )
        return shown

    def close(self) -> None:
        self._client.stop_channels()
        self._http.delete(f"api/sessions/{self.session}")
        self._http.close()


@pytest.fixture
def kernel_of():
    """Starts kernels, and ends them after the test."""
    kernels: list[Kernel] = []

    def start(server: LearnerServer, path: str = "a.ipynb") -> Kernel:
        kernels.append(Kernel(server, path))
        return kernels[-1]

    yield start
    for kernel in kernels:
        kernel.close()


@pytest.fixture
def eventually():
    """Asks again until the answer is true; fails after a while."""

    def wait(question: Callable[[], object], seconds: float = 30) -> object:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if answer := question():
                return answer
            time.sleep(0.1)
        raise AssertionError(f"not within {seconds} s")

    return wait


def exercise_notebook(code: str = "total = 1 + 2") -> nbformat.NotebookNode:
    """An exercise notebook as `course build` makes them, cut to what matters here."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.metadata["tateyama"] = {
        "course": "beginner",
        "lesson": "b1",
        "release": "0" * 64,
        "role": "exercise",
    }
    notebook.cells = [nbformat.v4.new_markdown_cell("# 演習"), nbformat.v4.new_code_cell(code)]
    return notebook


@pytest.fixture(scope="module")
def exercise_file(learner_server: LearnerServer) -> Path:
    """Where beginner/b1/exercise.ipynb is in the learner's home."""
    path = learner_server.home / "beginner" / "b1" / "exercise.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(exercise_notebook(), path)
    return path


@pytest.fixture
def exercise(exercise_file: Path) -> Path:
    """The exercise as it was given, saved."""
    nbformat.write(exercise_notebook(), exercise_file)
    return exercise_file

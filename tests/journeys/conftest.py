"""The whole platform, started by its one command, for journeys in a real browser."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ports import free_port

CHECKOUT = Path(__file__).resolve().parents[2]
PASSWORD = "tateyama-demo"
LAST_LINE = "Ctrl-C"
FAILED = pytest.StashKey[bool]()
HERE = Path(__file__).parent
AT_WORK = []


@dataclass
class Platform:
    """A running platform: its address, its data and its supervisor."""

    url: str
    data: Path
    process: subprocess.Popen

    def service_pids(self):
        """The pids of proxy, webapp, hub, worker, gate and culler as the supervisor knows them."""
        return [entry["pid"] for entry in json.loads((self.data / "run" / "services.json").read_text())]


def built_once():
    """Build proxy, Lab extension and pages in the checkout's own var/, where a second run finds them."""
    from hub_config import prepare

    var = CHECKOUT / "var"
    var.mkdir(exist_ok=True)
    prepare.install_proxy(var, lambda ja, en: None)
    prepare.run_step(
        [sys.executable, "-m", "hub_config.build_lab", "--out", str(var / "labextension")],
        {"PYTHONPATH": str(CHECKOUT)},
        CHECKOUT,
    )
    prepare.build_pages(var / prepare.SITE, {"PYTHONPATH": str(CHECKOUT)}, lambda ja, en: None)
    return var


def start_platform(data, **env):
    """Start everything by the command that `make run` uses and wait until it says that it is ready."""
    var = built_once()
    for name in ("proxy", "labextension", "site"):
        if not (data / name).exists():
            shutil.copytree(var / name, data / name, symlinks=True)
    port = env.get("TATEYAMA_PORT") or str(free_port())
    said = data / "said.txt"
    with said.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "hub_config.run"],
            cwd=CHECKOUT,
            env={**os.environ, "TATEYAMA_DATA": str(data), "TATEYAMA_PORT": port, **env},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    deadline = time.monotonic() + 300
    while LAST_LINE not in said.read_text() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.1)
    if LAST_LINE not in said.read_text():
        stop_platform(process)
        logs = "\n".join(f"== {log.name}\n{log.read_text()[-3000:]}" for log in (data / "logs").glob("*.log"))
        raise AssertionError(f"the platform did not start:\n{said.read_text()}\n{logs}")
    return Platform(f"http://127.0.0.1:{port}/", data, process)


def stop_platform(process):
    """Press Ctrl-C and wait."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def platform():
    """One platform with the demo year for all journeys of a run; it ends with the last of them."""
    data = Path(tempfile.mkdtemp(prefix="tateyama-"))
    data.chmod(0o755)
    try:
        running = start_platform(data)
        AT_WORK.append(running)
        yield running
        stop_platform(running.process)
    finally:
        shutil.rmtree(data, ignore_errors=True)


def pytest_runtest_teardown(nextitem):
    """A fixture of the session would keep the platform, an eighth of a core, until the last test of all."""
    if nextitem is not None and HERE not in nextitem.path.parents:
        while AT_WORK:
            stop_platform(AT_WORK.pop().process)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Remember on the test how it went, for the picture that a failed journey leaves."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def page(browser, request):
    """A fresh browser profile, in Japanese and Japan time, as a learner's is; a failure leaves its picture."""
    context = browser.new_context(
        locale="ja-JP", timezone_id="Asia/Tokyo", viewport={"width": 1200, "height": 900}
    )
    context.set_default_timeout(60_000)
    opened = context.new_page()
    console = []
    opened.on("console", lambda message: console.append(f"{message.type}: {message.text}"))
    opened.on(
        "requestfailed", lambda sent: console.append(f"failed: {sent.method} {sent.url} {sent.failure}")
    )
    opened.on(
        "response", lambda got: console.append(f"{got.status} {got.url}") if got.status >= 400 else None
    )
    yield opened
    if request.node.stash.get(FAILED, False):
        pictures = CHECKOUT / "var" / "failed-journeys"
        pictures.mkdir(parents=True, exist_ok=True)
        opened.screenshot(path=pictures / f"{request.node.name}.png")
        print(f"picture: {pictures / request.node.name}.png", opened.url, *console[-40:], sep="\n")
    context.close()

"""The whole platform, started by its one command, for journeys in a real browser."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

CHECKOUT = Path(__file__).resolve().parents[2]
PASSWORD = "tateyama-demo"
LAST_LINE = "Ctrl-C"
# Chromium as root has no sandbox of its own; without the others it calls out to the internet at every start.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Platform:
    """A running platform: its address, its data and what it printed."""

    url: str
    data: Path
    process: subprocess.Popen
    said: list

    def service_pids(self):
        """The pids of proxy, webapp, hub and worker as the supervisor knows them."""
        import json

        return [entry["pid"] for entry in json.loads((self.data / "run" / "services.json").read_text())]


def built_once():
    """Build proxy and Lab extension in the checkout's own var/, where a second run finds them."""
    from hub_config import prepare

    var = CHECKOUT / "var"
    var.mkdir(exist_ok=True)
    prepare.install_proxy(var, lambda ja, en: None)
    prepare.run_step(
        [sys.executable, "-m", "hub_config.build_lab", "--out", str(var / "labextension")],
        {"PYTHONPATH": str(CHECKOUT)},
        CHECKOUT,
    )
    return var


def start_platform(data, **env):
    """Start everything by the command that `make run` uses and wait until it says that it is ready."""
    var = built_once()
    for name in ("proxy", "labextension"):
        if not (data / name).exists():
            shutil.copytree(var / name, data / name, symlinks=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "hub_config.run"],
        cwd=CHECKOUT,
        env={**os.environ, "TATEYAMA_DATA": str(data), "TATEYAMA_PORT": str(port), **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    said = []
    ready = threading.Event()

    def listen():
        for line in process.stdout:
            said.append(line)
            if LAST_LINE in line:
                ready.set()
        ready.set()

    threading.Thread(target=listen, daemon=True).start()
    if not ready.wait(timeout=300) or process.poll() is not None:
        stop_platform(process)
        logs = "\n".join(f"== {log.name}\n{log.read_text()[-3000:]}" for log in (data / "logs").glob("*.log"))
        raise AssertionError("the platform did not start:\n" + "".join(said) + logs)
    return Platform(f"http://127.0.0.1:{port}/", data, process, said)


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
    """One platform with the demo year for all journeys of a run."""
    data = Path(tempfile.mkdtemp(prefix="tateyama-"))
    data.chmod(0o755)
    running = start_platform(data)
    yield running
    stop_platform(running.process)
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="session")
def browser(chromium):
    """One Chromium for all journeys of a run."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser):
    """A fresh browser profile, in Japanese and Japan time, as a learner's is."""
    context = browser.new_context(
        locale="ja-JP", timezone_id="Asia/Tokyo", viewport={"width": 1200, "height": 900}
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()

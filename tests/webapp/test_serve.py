"""The server of webapp: who sends half a request holds nobody up."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from tests.ports import free_port
from webapp.serve import main

CHECKOUT = Path(__file__).resolve().parents[2]
MANY = 64
HALF_HEADERS = b"GET /services/tateyama/ HTTP/1.1\r\nHost: x\r\n"
HALF_BODY = b"POST /services/tateyama/language HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx"


@pytest.fixture
def served():
    """A served webapp on an empty database; hands out its socket."""
    with prepared() as (data, env):
        path = data / "webapp.sock"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            listener.listen(256)
            with running(env, "--fd", str(listener.fileno()), pass_fds=[listener.fileno()]) as process:
                yield path, process


@contextlib.contextmanager
def prepared():
    """A data folder with keys and an empty database, and the environment that names it."""
    data = Path(tempfile.mkdtemp(prefix="tateyama-serve-"))
    (data / "secrets").mkdir()
    for name in ("hub_token", "verify_token", "webapp_secret_key", "grading_key", "metrics_token"):
        (data / "secrets" / name).write_text("secret")
    env = {**os.environ, "TATEYAMA_DATA": str(data), "TATEYAMA_RUN": str(data), "PYTHONPATH": str(CHECKOUT)}
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", "webapp", "upgrade-database"],
        env=env,
        check=True,
        cwd=CHECKOUT,
    )
    try:
        yield data, env
    finally:
        shutil.rmtree(data)


@contextlib.contextmanager
def running(env, *options, pass_fds=()):
    """The server's process, for as long as the block lasts."""
    command = [sys.executable, "-m", "webapp.serve", *options]
    process = subprocess.Popen(command, env=env, cwd=CHECKOUT, pass_fds=pass_fds)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def health(path, seconds):
    """Ask for health once, with a limit."""
    with httpx.Client(transport=httpx.HTTPTransport(uds=str(path)), timeout=seconds) as client:
        return client.get("http://webapp/services/tateyama/health").status_code


@pytest.mark.parametrize("half", [HALF_HEADERS, HALF_BODY], ids=["headers", "body"])
def test_many_half_sent_requests_do_not_stop_the_others(served, half):
    path, _process = served
    assert health(path, seconds=60) == 200
    with contextlib.ExitStack() as open_ones:
        for _ in range(MANY):
            slow = open_ones.enter_context(socket.socket(socket.AF_UNIX))
            slow.connect(str(path))
            slow.sendall(half)
        began = time.monotonic()
        assert health(path, seconds=20) == 200
        assert time.monotonic() - began < 10


def test_asked_to_stop_it_ends_by_itself(served):
    path, process = served
    assert health(path, seconds=60) == 200
    process.terminate()
    assert process.wait(timeout=20) == 0


def test_a_request_larger_than_any_notebook_is_refused_before_it_is_read(served):
    path, _process = served
    assert health(path, seconds=60) == 200
    with socket.socket(socket.AF_UNIX) as sender:
        sender.connect(str(path))
        sender.settimeout(20)
        sender.sendall(HALF_BODY.replace(b"Content-Length: 100", b"Content-Length: 99999999999"))
        assert sender.recv(200).startswith(b"HTTP/1.1 413")


def test_what_is_far_too_large_is_refused_in_a_sentence(served):
    path, _process = served
    assert health(path, seconds=60) == 200
    with socket.socket(socket.AF_UNIX) as browser:
        browser.settimeout(20)
        browser.connect(str(path))
        browser.sendall(HALF_BODY.replace(b"100\r\n", b"104857600\r\n"))
        said = b"".join(iter(lambda: browser.recv(65536), b"")).decode()
    assert said.startswith("HTTP/1.1 413")
    assert "送れるのは10MBまでです" in said
    assert "At most 10 MB" in said
    assert health(path, seconds=20) == 200


def test_in_a_pod_of_its_own_it_listens_on_a_port():
    port = free_port()
    with prepared() as (_data, env), running(env, "--port", str(port)):
        deadline = time.monotonic() + 60
        while True:
            try:
                answer = httpx.get(f"http://127.0.0.1:{port}/services/tateyama/health", timeout=20)
                break
            except httpx.ConnectError:
                assert time.monotonic() < deadline
                time.sleep(0.1)
    assert answer.status_code == 200


@pytest.mark.parametrize("options", [[], ["--fd", "3", "--port", "8000"]], ids=["neither", "both"])
def test_it_wants_to_be_told_one_place_to_listen_at(options):
    done = CliRunner().invoke(main, options)
    assert done.exit_code == 2
    assert "どちらかひとつ" in done.output
    assert "give one of" in done.output

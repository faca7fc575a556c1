"""The proxy in front, as the supervisor starts it."""

import contextlib
import json
import socket
import stat
import subprocess
import threading
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

from hub_config import prepare
from hub_config.services import gate_service, proxy_command, proxy_environment, services_of
from tests.ports import free_port

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@dataclass
class Place:
    address: str
    port: int
    data: Path
    run: Path
    proxy_api_port: int


@pytest.fixture
def proxy(open_folder):
    var = prepare.CHECKOUT / "var"
    var.mkdir(exist_ok=True)
    prepare.install_proxy(var, lambda ja, en: None)
    (open_folder / "proxy").symlink_to(var / "proxy")
    (open_folder / "secrets").mkdir()
    (open_folder / "secrets" / "proxy_token").write_text("token")
    place = Place("127.0.0.1", free_port(), open_folder, open_folder, free_port())
    with subprocess.Popen(proxy_command(place), env=proxy_environment(place)) as process:
        yield place
        process.terminate()


def call(request, seconds=20):
    """Ask until the proxy is there."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.read()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def test_a_server_on_a_unix_socket_is_not_asked_to_close_before_the_request_has_ended(proxy):
    path = proxy.data / "s.sock"
    asked = []
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()

        def answer_once():
            connection, _ = listener.accept()
            with connection:
                asked.append(connection.recv(65536).decode("latin-1").lower())
                connection.sendall(ANSWER)
                with contextlib.suppress(OSError):
                    asked.append(connection.recv(1))

        server = threading.Thread(target=answer_once)
        server.start()
        target = f"http+unix://{str(path).replace('/', '%2F')}"
        route = urllib.request.Request(
            f"http://127.0.0.1:{proxy.proxy_api_port}/api/routes/here",
            data=json.dumps({"target": target}).encode(),
            headers={"Authorization": "token token"},
        )
        call(route)
        sent = urllib.request.Request(f"http://127.0.0.1:{proxy.port}/here", data=b"{}", method="PATCH")
        assert call(sent) == b"ok"
        server.join(timeout=10)
    assert "connection: close" not in asked[0]
    assert asked[1] == b"", "the proxy closes once it has the answer"


@pytest.fixture
def place(tmp_path):
    class Running(Place):
        def environment(self):
            return {"TATEYAMA_DATA": str(self.data)}

    for folder in ("secrets", "run/gate", "logs"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "secrets" / "proxy_token").write_text("token")
    return Running("127.0.0.1", 8000, tmp_path, tmp_path / "run", 8001)


def test_the_gate_is_told_no_secret_and_where_none_is(place):
    gate = gate_service(place)
    assert set(gate.env) == {"PATH", "PYTHONPATH"}
    assert not [word for word in gate.command if "secrets" in word or word == str(place.data)]


def test_of_all_sockets_the_gates_alone_is_open_to_learners_uids(place):
    modes = {each.name: each.listen_mode for each in services_of(place) if each.listen is not None}
    assert modes == {"webapp": 0o600, "gate": 0o666}
    gate = gate_service(place)
    with gate.open_listener():
        assert stat.S_IMODE(gate.listen.stat().st_mode) == 0o666

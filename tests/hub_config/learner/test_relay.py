import socket
import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingUnixStreamServer

import pytest

from hub_config.learner import relay


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was sent."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""

    def address_string(self):
        return "unix"


class Server(ThreadingUnixStreamServer):
    daemon_threads = True
    # A Unix socket refuses at once when its queue is full, and Python's own holds five.
    request_queue_size = 64

    def get_request(self):
        request, _ = super().get_request()
        return request, ("unix", 0)


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "webapp.sock"
    with Server(str(path), Echo) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield path
        server.shutdown()


def post(port, body):
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("POST", "/services/tateyama/api/submissions", body=body)
        return connection.getresponse().read()
    finally:
        connection.close()


def test_a_notebook_of_ten_megabytes_passes_unchanged(target):
    body = bytes(range(256)) * 40_000
    assert post(relay.start(target, 0), body) == body


def test_many_may_ask_at_once(target):
    port = relay.start(target, 0)
    answers = {}
    askers = [
        threading.Thread(target=lambda n=n: answers.update({n: post(port, b"%d" % n)})) for n in range(12)
    ]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join(timeout=20)
    assert answers == {n: b"%d" % n for n in range(12)}


def test_while_webapp_is_away_the_asker_is_told_at_once(tmp_path):
    port = relay.start(tmp_path / "nobody.sock", 0)
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert receives_nothing(connection)


def receives_nothing(connection):
    try:
        return connection.recv(100) == b""
    except ConnectionResetError:
        return True


def test_a_webapp_that_comes_back_is_found_again(tmp_path):
    path = tmp_path / "webapp.sock"
    port = relay.start(path, 0)
    for _ in range(2):
        with Server(str(path), Echo) as server:
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            assert post(port, b"here") == b"here"
            server.shutdown()
        path.unlink()


def test_a_port_that_is_taken_is_an_error_and_not_a_silence(target):
    port = relay.start(target, 0)
    with pytest.raises(OSError, match="in use"):
        relay.start(target, port)

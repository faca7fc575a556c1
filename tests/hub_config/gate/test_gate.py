"""The gate as a process, with hub and webapp behind it that write down every byte they are sent."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time

import pytest

from hub_config import leftovers
from hub_config.gate.passing import plain
from hub_config.gate.turns import AT_ONCE, MOST_CONNECTIONS
from hub_config.settings import CHECKOUT

OWN, OTHER = "u0123456789ab", "u00000000b02b"
USER = b"GET /hub/api/user HTTP/1.1\r\nHost: hub\r\nAuthorization: token mine\r\n"
ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-JupyterHub-Version: 6\r\nSet-Cookie: secret=1\r\n"
    b"Content-Length: 2\r\nConnection: close\r\n\r\n{}"
)


class Behind:
    """A socket that answers everything alike and keeps what it heard, one text for each connection."""

    def __init__(self, path):
        self.heard = []
        self.path = path
        self.open()

    def open(self):
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.path))
        self.listener.listen()
        threading.Thread(target=self.serve, args=(self.listener,), daemon=True).start()

    def serve(self, listener):
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                self.heard.append(read_whole(connection))
                connection.sendall(ANSWER)

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.path.unlink()


def read_whole(connection):
    """One request with its body, and whatever came along with it."""
    text = b""
    while b"\r\n\r\n" not in text:
        piece = connection.recv(65536)
        if not piece:
            return text
        text += piece
    head, _, body = text.partition(b"\r\n\r\n")
    length = next(
        (
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length")
        ),
        0,
    )
    while len(body) < length:
        piece = connection.recv(65536)
        text, body = text + piece, body + piece
    return text


class Gate:
    """What the tests ask at, and what it led to."""

    def __init__(self, folder):
        self.path = folder / "gate.sock"
        self.hub, self.webapp = Behind(folder / "hub.sock"), Behind(folder / "web.sock")
        self.log = folder / "gate.log"

    @property
    def heard(self):
        return [*self.hub.heard, *self.webapp.heard]

    @contextlib.contextmanager
    def connected(self):
        with socket.socket(socket.AF_UNIX) as asker:
            asker.settimeout(20)
            asker.connect(str(self.path))
            yield asker

    def send(self, raw):
        """Send bytes as they are; returns everything that comes back until the gate hangs up."""
        with self.connected() as asker:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                asker.sendall(raw)
            return read_to_end(asker)

    def ask(self, method, target, body=b"", more=b""):
        length = b"Content-Length: %d\r\n" % len(body) if body else b""
        return self.send(b"%s %s HTTP/1.1\r\nHost: hub\r\n%s%s\r\n%s" % (method, target, more, length, body))


def read_to_end(asker):
    said = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := asker.recv(65536):
            said += piece
    return said


def status(said):
    return int(said.split(b" ", 2)[1]) if said else None


def start(folder):
    """The gate as the supervisor starts it; this very process stands for the learner's server."""
    (folder / "servers" / OWN).mkdir(parents=True)
    leftovers.remember(folder / "servers" / OWN / "pid.json", [os.getpid()])
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "gate.sock"))
        listener.listen(128)
        places = ["--hub", str(folder / "hub.sock"), "--webapp", str(folder / "web.sock")]
        command = [sys.executable, "-m", "hub_config.gate", "--servers", str(folder / "servers"), *places]
        with (folder / "gate.log").open("wb") as log:
            return subprocess.Popen(
                [*command, f"--fd={listener.fileno()}"],
                cwd=CHECKOUT,
                env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(CHECKOUT)},
                pass_fds=[listener.fileno()],
                stderr=log,
            )


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gate")
    gate = Gate(folder)
    process = start(folder)
    yield gate
    process.terminate()
    assert process.wait(timeout=10) == 0
    gate.hub.close()
    gate.webapp.close()


@pytest.fixture
def gate(running):
    # The pace of the tests before is not this test's.
    time.sleep(0.01)
    running.hub.heard.clear()
    running.webapp.heard.clear()
    return running


def test_a_request_on_the_list_is_asked_anew_with_the_token_and_without_the_rest(gate):
    said = gate.ask(
        b"GET",
        b"/hub/api/user",
        more=b"Authorization: token mine\r\nCookie: a=b\r\nX-Forwarded-For: 1.2.3.4\r\n",
    )
    assert status(said) == 200
    assert said.endswith(b"{}")
    (heard,) = gate.hub.heard
    assert heard.startswith(b"GET /hub/api/user HTTP/1.1\r\n")
    assert b"Authorization: token mine" in heard
    assert b"cookie" not in heard.lower()
    assert b"forwarded" not in heard.lower()


def test_of_the_answer_only_what_a_server_reads_comes_back(gate):
    said = gate.ask(b"GET", b"/hub/api/user")
    assert b"X-Jupyterhub-Version: 6" in said
    assert b"secret" not in said
    assert b"Tornado" not in said


def test_work_reaches_webapp_byte_for_byte(gate):
    work = os.urandom(1_000_000)
    key = b"Idempotency-Key: 1234\r\nContent-Type: application/x-ipynb+json\r\n"
    assert status(gate.ask(b"POST", b"/services/tateyama/api/submissions", work, key)) == 200
    (heard,) = gate.webapp.heard
    assert heard.endswith(work)
    assert b"Idempotency-Key: 1234" in heard


def test_work_that_comes_in_pieces_arrives_whole(gate):
    pieces = b"Transfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n2\r\nef\r\n0\r\n\r\n"
    said = gate.send(b"POST /services/tateyama/api/submissions HTTP/1.1\r\nHost: x\r\n" + pieces)
    assert status(said) == 200
    (heard,) = gate.webapp.heard
    assert heard.endswith(b"\r\n\r\nabcdef")
    assert b"chunked" not in heard.lower()


@pytest.mark.parametrize(
    "target",
    [
        b"/hub/api/users",
        b"/hub/api/groups",
        b"/hub/api/services",
        b"/hub/api/proxy",
        b"/hub/login",
        b"//hub/api/user",
        b"/hub/api/%2e%2e/api/user",
        b"/hub/api/user/../users",
        b"/hub/api/user?x=1",
        b"http://hub/hub/api/users",
        b"http://hub/hub/api/user",
    ],
)
def test_the_rest_is_refused_in_both_languages_and_never_asked(gate, target):
    said = gate.ask(b"GET", target, more=b"Authorization: token mine\r\n")
    assert status(said) == 403
    words = json.loads(said.partition(b"\r\n\r\n")[2])["message"]
    assert "取り次ぎませんでした" in words["ja"]
    assert "not passed on" in words["en"]
    assert gate.heard == []


def test_ones_own_activity_may_be_told_and_nobody_elses(gate):
    told = b'{"last_activity": "2026-11-28T00:00:00Z"}'
    assert status(gate.ask(b"POST", b"/hub/api/users/%s/activity" % OWN.encode(), told)) == 200
    assert status(gate.ask(b"POST", b"/hub/api/users/%s/activity" % OTHER.encode(), told)) == 403
    assert len(gate.hub.heard) == 1


@pytest.mark.parametrize("method", [b"CONNECT", b"TRACE", b"PROPFIND", b"get", b"GET\t"])
def test_other_methods_are_refused(gate, method):
    assert status(gate.ask(method, b"/hub/api/user")) in (400, 403, 405)
    assert gate.heard == []


def test_a_second_request_on_the_same_connection_is_never_read(gate):
    hidden = b"GET /hub/api/users HTTP/1.1\r\nHost: hub\r\n\r\n"
    said = gate.send(USER + b"\r\n" + hidden + USER + b"\r\n")
    assert said.count(b"HTTP/1.1") == 1
    # What came along lies in a buffer and could be passed on after the connection was closed, but before the next one.
    gate.ask(b"POST", b"/hub/api/users/%s/activity" % OWN.encode(), b"{}")
    first, after = gate.heard
    assert first.startswith(b"GET /hub/api/user HTTP/1.1\r\n")
    assert after.startswith(b"POST /hub/api/users/%s/activity " % OWN.encode())


HIDDEN = b"GET /hub/api/users HTTP/1.1\r\nHost: hub\r\n\r\n"
ACTIVITY = b"POST /hub/api/users/%s/activity HTTP/1.1\r\nHost: hub\r\n" % OWN.encode()


@pytest.mark.parametrize(
    "raw",
    [
        ACTIVITY + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
        ACTIVITY + b"Transfer-Encoding: chunked\r\nContent-Length: 60\r\n\r\n0\r\n\r\n" + HIDDEN,
        ACTIVITY + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + HIDDEN,
        ACTIVITY + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + HIDDEN,
        ACTIVITY + b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n" + HIDDEN,
        ACTIVITY + b"Content-Length: 0\r\nContent-Length: 44\r\n\r\n" + HIDDEN,
        ACTIVITY + b"Content-Length: +0\r\n\r\n" + HIDDEN,
        ACTIVITY + b"Content-Length: 0x0\r\n\r\n" + HIDDEN,
        ACTIVITY + b"Content-Length: " + b"0" * 20_000 + b"\r\n\r\n" + HIDDEN,
        ACTIVITY + b"Content-Length: -1\r\n\r\n" + HIDDEN,
        ACTIVITY + b"Content-Length: \xc2\xb2\r\n\r\n" + HIDDEN,
        ACTIVITY + b"Content-Length:\r\n 0\r\n\r\n" + HIDDEN,
        ACTIVITY + b"Authorization: token a\r\n GET /hub/api/users HTTP/1.1\r\n\r\n",
        ACTIVITY + b"Authorization: token a\nX: y\r\n\r\n" + HIDDEN,
        ACTIVITY + b"Authorization: token a\rGET /hub/api/users HTTP/1.1\r\n\r\n",
        b"GET /hub/api/user HTTP/1.1 GET /hub/api/users HTTP/1.1\r\nHost: hub\r\n\r\n",
        b"GET /hub/api/user\x00/../users HTTP/1.1\r\nHost: hub\r\n\r\n",
        b"GET /hub/api/user HTTP/0.9\r\n\r\n" + HIDDEN,
        b"GET /hub/api/user\r\n\r\n" + HIDDEN,
        b"\r\n\r\n" + HIDDEN,
        HIDDEN,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
    ids=range(22),
)
def test_a_request_hidden_in_another_does_not_get_through(gate, raw):
    with gate.connected() as asker:
        asker.sendall(raw)
        asker.shutdown(socket.SHUT_WR)
        read_to_end(asker)
    for heard in gate.heard:
        assert heard.startswith(ACTIVITY.split(b" HTTP")[0] + b" HTTP/1.1\r\n")
        assert b"/hub/api/users " not in heard
        assert heard.count(b"HTTP/1.1") == 1


def test_a_connection_is_never_turned_into_another_kind(gate):
    for upgrade in (
        b"Upgrade: websocket\r\nConnection: Upgrade\r\n",
        b"Upgrade: h2c\r\nConnection: Upgrade\r\n",
    ):
        assert status(gate.send(USER + upgrade + b"\r\n")) == 403
    assert gate.heard == []


def test_more_than_a_notebook_is_refused_before_it_is_read(gate):
    many = b"Content-Length: 999999999\r\n"
    for target in (b"/services/tateyama/api/submissions", b"/hub/api/oauth2/token"):
        said = gate.send(b"POST %s HTTP/1.1\r\nHost: x\r\n%s\r\n" % (target, many))
        assert status(said) == 413
    assert gate.heard == []


def test_pieces_without_end_are_cut_off(gate):
    piece = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    begin = b"POST /hub/api/oauth2/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert status(gate.send(begin + piece * 8)) in (400, 413, None)
    assert gate.heard == []


def test_a_get_with_a_body_gets_nowhere(gate):
    assert status(gate.ask(b"GET", b"/hub/api/user", b"GET /hub/api/users HTTP/1.1\r\n\r\n")) == 413
    assert gate.heard == []


def test_what_was_refused_is_in_the_log_once_with_the_learners_name(gate):
    for _ in range(5):
        gate.ask(b"GET", b"/hub/api/users?name=personal")
    lines = [line for line in gate.log.read_text().splitlines() if "refused" in line]
    assert len(lines) == 1
    assert OWN in lines[0]
    assert "personal" not in gate.log.read_text()
    assert "token" not in gate.log.read_text()


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("/hub/api/users", "/hub/api/users"),
        ("/hub/api/user?name=personal", "/hub/api/user…"),
        ("/富山", "/…"),
        ("/a\nWARNING", "/a…"),
        ("/" + "x" * 200, "/" + "x" * 79 + "…"),
    ],
)
def test_of_a_refused_path_only_what_looks_like_one_is_written_down(target, shown):
    assert plain(target) == shown


def test_nothing_that_a_sandbox_sends_is_an_error_of_the_gates_own(gate):
    """Last of those that send nonsense: each traceback would be a way to fill the log."""
    for broken_off in (b"", b"GET", ACTIVITY, ACTIVITY + b"Content-Length: 9\r\n\r\nhalf", USER + b"\r\n"):
        with gate.connected() as asker:
            asker.sendall(broken_off)
    time.sleep(0.3)
    assert "Traceback" not in gate.log.read_text()
    assert "Uncaught" not in gate.log.read_text()


def test_who_holds_many_connections_open_gets_no_more_and_then_is_let_in_again(gate):
    with contextlib.ExitStack() as held:
        for _ in range(MOST_CONNECTIONS):
            held.enter_context(gate.connected()).sendall(b"GET /hub")
        time.sleep(0.3)
        assert gate.ask(b"GET", b"/hub/api/user") == b""
    deadline = time.monotonic() + 10
    while status(gate.ask(b"GET", b"/hub/api/user")) != 200:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_while_the_hub_is_restarted_a_server_only_waits(gate):
    gate.hub.close()
    answered = []
    asking = threading.Thread(target=lambda: answered.append(status(gate.ask(b"GET", b"/hub/api/user"))))
    asking.start()
    time.sleep(0.7)
    assert answered == []
    gate.hub.open()
    asking.join(timeout=10)
    assert answered == [200]


def test_a_flood_is_told_to_come_later(gate):
    answers = [status(gate.ask(b"GET", b"/hub/api/user")) for _ in range(int(AT_ONCE) + 40)]
    assert set(answers) == {200, 429}
    assert len(gate.hub.heard) == answers.count(200)


def test_whoever_is_in_no_sandbox_is_refused(tmp_path):
    gate = Gate(tmp_path)
    with start(tmp_path) as process:
        (tmp_path / "servers" / OWN / "pid.json").write_text("[]")
        said = gate.ask(b"GET", b"/hub/api/user")
        assert status(said) == 403
        assert "起動し直してください" in said.decode()
        process.terminate()
        process.wait(timeout=10)
        gate.hub.close()
        gate.webapp.close()

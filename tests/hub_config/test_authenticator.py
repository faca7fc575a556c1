import asyncio
import json
import threading
import time
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingUnixStreamServer

import pytest
from tornado.web import HTTPError

from hub_config import authenticator
from hub_config.authenticator import TateyamaAuthenticator, read_answer
from hub_config.learner import relay

AOI = {"username": "aoi", "password": "correct"}


class Server(ThreadingUnixStreamServer):
    daemon_threads = True

    def get_request(self):
        request, _ = super().get_request()
        return request, ("unix", 0)


@pytest.fixture
def webapp(tmp_path):
    """A server on a unix socket that answers as the test says, and keeps what it was asked."""
    asked = []

    class Verify(BaseHTTPRequestHandler):
        status, body, seconds = 200, b'{"hub_user": "u0123456789ab"}', 0.0

        def do_POST(self):
            length = int(self.headers["Content-Length"])
            asked.append((self.path, self.headers["Authorization"], json.loads(self.rfile.read(length))))
            time.sleep(Verify.seconds)
            self.send_response(Verify.status)
            self.send_header("Content-Length", str(len(Verify.body)))
            self.end_headers()
            self.wfile.write(Verify.body)

        def log_message(self, *_):
            """Say nothing."""

    with Server(str(tmp_path / "webapp.sock"), Verify) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        Verify.asked, Verify.socket = asked, tmp_path / "webapp.sock"
        yield Verify
        server.shutdown()


def sign_in(socket, data):
    asker = TateyamaAuthenticator(webapp_socket=str(socket), verify_token="token", allow_all=True)
    return asyncio.run(asker.authenticate(None, data))


def refusal(socket, data):
    with pytest.raises(HTTPError) as refused:
        sign_in(socket, data)
    return refused.value.status_code, refused.value.log_message


def test_whoever_webapp_knows_comes_in_under_an_opaque_name(webapp):
    assert sign_in(webapp.socket, AOI) == "u0123456789ab"


def test_webapp_is_asked_on_its_own_path_with_the_hubs_token(webapp):
    sign_in(webapp.socket, AOI)
    body = {"login_id": "aoi", "password": "correct"}
    assert webapp.asked == [("/services/tateyama/internal/verify", "Bearer token", body)]


def test_webapp_on_another_machine_is_asked_at_its_address(webapp):
    url = f"http://127.0.0.1:{relay.start(webapp.socket, 0)}"
    asker = TateyamaAuthenticator(webapp_url=url, verify_token="token", allow_all=True)
    assert asyncio.run(asker.authenticate(None, AOI)) == "u0123456789ab"
    assert webapp.asked[0][:2] == ("/services/tateyama/internal/verify", "Bearer token")


def test_a_wrong_password_is_refused_with_its_reason(webapp):
    webapp.status, webapp.body = 401, b"{}"
    assert refusal(webapp.socket, AOI) == (403, authenticator.WRONG)


def test_too_many_attempts_are_refused_with_their_reason(webapp):
    webapp.status = 429
    assert refusal(webapp.socket, AOI) == (429, authenticator.TOO_OFTEN)


def test_while_webapp_is_down_the_page_says_so_at_once(tmp_path):
    before = time.monotonic()
    assert refusal(tmp_path / "nobody.sock", AOI) == (503, authenticator.AWAY)
    assert time.monotonic() - before < 1


def test_a_webapp_that_does_not_answer_is_given_up(webapp, monkeypatch):
    monkeypatch.setattr(authenticator, "ANSWER_SECONDS", 0.2)
    webapp.seconds = 1.0
    assert refusal(webapp.socket, AOI) == (503, authenticator.AWAY)


@pytest.mark.parametrize("data", [{}, {"username": "aoi"}, {"username": "", "password": "x"}])
def test_an_unfinished_form_asks_nobody(webapp, data):
    assert refusal(webapp.socket, data) == (403, authenticator.WRONG)
    assert webapp.asked == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"hub_user": null}',
        b'{"hub_user": "root"}',
        b'{"hub_user": "u0123456789ab/.."}',
        b"\xff",
    ],
)
def test_an_answer_that_names_no_hub_user_lets_nobody_in(body):
    with pytest.raises(HTTPError) as refused:
        read_answer(200, body)
    assert refused.value.status_code == 503


@pytest.mark.parametrize("status", [400, 403, 404, 500, 502])
def test_any_other_answer_lets_nobody_in(status):
    with pytest.raises(HTTPError):
        read_answer(status, b'{"hub_user": "u0123456789ab"}')

"""Handing in: the learner's real Jupyter server between a browser's requests and webapp's API."""

import socket
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

API = "tateyama/api"


def key() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def client(learner_server, webapp):
    with learner_server.client() as client:
        yield client


def submit(client, path="beginner/b1/exercise.ipynb", with_key=None):
    return client.post(f"{API}/submissions", json={"path": path, "key": with_key or key()})


def test_the_saved_bytes_arrive_and_the_receipt_comes_back(client, webapp, exercise):
    answer = submit(client)
    assert answer.status_code == 201
    assert list(webapp.received.values()) == [exercise.read_bytes()]
    assert answer.json()["number"] == "S-00000001"
    assert {"received_at", "sha256", "state", "waiting"} <= answer.json().keys()


def test_the_hub_token_never_reaches_the_browser(client, webapp, exercise):
    answer = submit(client)
    looked = client.get(f"{API}/submissions/S-00000001")
    for response in (answer, looked):
        assert "the-hub-token" not in response.text + str(response.headers)


def test_the_same_key_is_the_same_submission(client, webapp, exercise):
    once = key()
    first, second = submit(client, with_key=once), submit(client, with_key=once)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["number"] == second.json()["number"]


def test_a_retry_sends_what_the_first_try_sent_though_lab_saved_in_between(client, webapp, exercise):
    before = exercise.read_bytes()
    webapp.failures.append((503, {"Retry-After": "7"}, b"restarting"))
    once = key()
    assert submit(client, with_key=once).status_code == 503
    exercise.write_bytes(before + b"\n\n")
    assert submit(client, with_key=once).status_code == 201
    assert webapp.received[once] == before


def test_the_same_key_with_other_bytes_asks_the_browser_for_a_new_key(client, webapp, exercise):
    once = key()
    submit(client, with_key=once)
    exercise.write_bytes(exercise.read_bytes() + b"\n")
    answer = submit(client, with_key=once)
    assert answer.status_code == 409
    assert answer.json()["error"] == "key_reused"


def test_the_state_and_the_score_are_fetched(client, webapp, exercise):
    webapp.looks_before_score = 1
    number = submit(client).json()["number"]
    queued, graded = (client.get(f"{API}/submissions/{number}").json() for _ in range(2))
    assert (queued["state"], queued["waiting"], queued["result"]) == ("queued", 3, None)
    assert graded["result"]["exercises"][1]["hint"]["ja"] == "合計を人数で割ります。"


def test_another_ones_submission_is_not_found(client, webapp):
    assert client.get(f"{API}/submissions/S-00000099").status_code == 404
    assert client.get(f"{API}/submissions/a.b").status_code == 404


@pytest.mark.parametrize(
    ("status", "headers", "retriable", "wait"),
    [
        (503, {"Retry-After": "5"}, True, 5),
        (502, {}, True, 0),
        (500, {}, True, 0),
    ],
)
def test_an_answer_that_is_not_webapps_own_may_be_retried(
    client, webapp, exercise, status, headers, retriable, wait
):
    webapp.failures.append((status, headers, b"<html>Bad Gateway</html>"))
    answer = submit(client)
    assert answer.status_code == 503
    assert answer.json()["retriable"] is retriable
    assert answer.json()["retry_after"] == wait
    assert answer.json()["message"]["ja"].startswith("ノートブックは保存されています。")
    assert answer.json()["message"]["en"].startswith("Your notebook is saved.")


@pytest.mark.parametrize(
    ("status", "retriable"), [(403, False), (413, False), (422, False), (429, True), (503, True)]
)
def test_webapps_own_words_reach_the_learner(client, webapp, exercise, status, retriable):
    body = '{"error": "reason", "message": {"ja": "受講していません。", "en": "Not enrolled."}}'
    webapp.failures.append((status, {"Retry-After": "9"}, body.encode()))
    answer = submit(client)
    assert answer.status_code == status
    assert answer.json() == {
        "error": "reason",
        "message": {"ja": "受講していません。", "en": "Not enrolled."},
        "retriable": retriable,
        "retry_after": 9,
    }


def test_a_token_that_the_hub_forgot_is_explained(client, webapp, exercise):
    webapp.failures.append((401, {}, b"{}"))
    answer = submit(client)
    assert answer.status_code == 403
    assert answer.json()["error"] == "signed_out"
    assert answer.json()["retriable"] is False


@pytest.mark.parametrize(
    "path",
    ["../secret.ipynb", "/../../etc/passwd", "link.ipynb", "nothing.ipynb", "beginner", "pipe.ipynb", "a\0b"],
)
def test_only_a_file_below_the_home_is_read(client, webapp, learner_server, path):
    import os

    secret = learner_server.home.parent / "secret.ipynb"
    secret.write_text("{}")
    for name in ("link.ipynb", "pipe.ipynb"):
        (learner_server.home / name).unlink(missing_ok=True)
    (learner_server.home / "link.ipynb").symlink_to(secret)
    os.mkfifo(learner_server.home / "pipe.ipynb")
    answer = submit(client, path=path)
    assert answer.status_code == 404
    assert answer.json()["error"] == "no_such_file"
    assert webapp.requests == []


def test_a_notebook_that_is_too_large_is_not_sent(client, webapp, learner_server):
    (learner_server.home / "large.ipynb").write_bytes(b" " * 10_000_001)
    answer = submit(client, path="large.ipynb")
    assert answer.status_code == 413
    assert "出力をクリア" in answer.json()["message"]["ja"]
    assert webapp.requests == []


@pytest.mark.parametrize(
    "body", [{}, {"path": 1, "key": key()}, {"path": "a", "key": "no-uuid"}, {"path": "a"}]
)
def test_a_request_that_makes_no_sense_is_refused_in_words(client, webapp, body):
    answer = client.post(f"{API}/submissions", json=body)
    assert answer.status_code == 400
    assert answer.json()["message"]["ja"]


def test_with_webapp_down_the_learner_reads_what_is_kept(learner_server, webapp, exercise, monkeypatch):
    """The tests' own webapp stays up, so the connection is cut in the middle of an answer instead."""
    webapp.failures.append((200, {"Content-Type": "application/json"}, b""))
    with learner_server.client() as client:
        answer = submit(client)
    assert answer.status_code == 503
    assert answer.json()["error"] == "unavailable"


def test_eight_presses_at_once_are_eight_submissions(learner_server, webapp, exercise):
    webapp.hold = 0.2

    def press(_):
        with learner_server.client() as client:
            return submit(client).status_code

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(press, range(8))) == [201] * 8
    assert len(webapp.received) == 8


def test_without_signing_in_there_is_nothing(learner_server, webapp, exercise):
    with httpx.Client(base_url=learner_server.url, trust_env=False) as stranger:
        assert submit(stranger).status_code == 403
        assert stranger.get(f"{API}/submissions/S-00000001").status_code == 403
        assert stranger.get(f"{API}/notices").status_code == 403
    assert webapp.requests == []


def test_a_forged_request_of_another_page_is_refused(learner_server, webapp, exercise):
    """Signed in by cookie, as browsers are: the page must know the XSRF cookie's value."""
    with httpx.Client(base_url=learner_server.url, trust_env=False, follow_redirects=True) as browser:
        browser.get("lab", params={"token": learner_server.token})
        assert submit(browser).status_code == 403
        assert webapp.requests == []
        browser.headers["X-XSRFToken"] = browser.cookies["_xsrf"]
        assert submit(browser).status_code == 201


def test_a_server_that_cannot_be_reached_is_told_quickly(tmp_path, webapp, monkeypatch):
    """The client alone, towards a port where nobody listens, and one where nobody answers."""
    import asyncio

    from hub_config.learner import webapp_api
    from hub_config.learner.words import Trouble

    monkeypatch.setattr(webapp_api, "ANSWER_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        addresses = [f"http://127.0.0.1:{silent.getsockname()[1]}", "http://127.0.0.1:1", ""]
        for address in addresses:
            monkeypatch.setenv("TATEYAMA_API", address)
            with pytest.raises(Trouble) as trouble:
                asyncio.run(webapp_api.get_submission("S-1"))
            assert (trouble.value.status, trouble.value.retriable) == (503, True)


def test_lab_goes_on_while_webapp_is_slow(learner_server, webapp, exercise):
    webapp.hold = 1.5
    with learner_server.client() as slow, learner_server.client() as other:
        thread = threading.Thread(target=submit, args=(slow,))
        thread.start()
        assert other.get("api/status").elapsed.total_seconds() < 1
        thread.join(10)
    assert len(webapp.received) == 1

"""Grading on other machines: the same score sheets as here, over TLS among those who have a certificate alone."""

import base64
import json
import os
import shutil
import socket
import ssl
import threading
import time
from contextlib import suppress

import psutil
import pytest

from course.catalogue import load_courses
from course.release import build, read_materials
from course.wrong_answers import read_wrong_answers
from grader.cluster import executor
from grader.cluster.errand import FaultElsewhere
from grader.cluster.keys import make_keys
from grader.cluster.state import ClusterState
from grader.contract import GradingRequest, ScoreSheet
from grader.engine import grade, grade_cold
from tests.grader.cluster.conftest import reaching
from tests.grader.cluster.machines import CHECKOUT, wait_until
from tests.ports import free_port

pytestmark = pytest.mark.sandbox


@pytest.fixture(scope="module")
def works():
    """Requests to grade the lesson B1: its solution, the untouched notebook, and wrong answers that people give."""
    lesson = load_courses()["beginner"].lesson("b1")
    built = build("beginner", lesson, read_materials(lesson))
    source = built.files["source.ipynb"].decode()
    files = {
        name: base64.b64encode(body).decode()
        for name, body in built.learner_files.items()
        if name.startswith("data/")
    }
    notebooks = [source, built.files["learner/exercise.ipynb"].decode()]
    notebooks += [answered(source, wrong) for wrong in read_wrong_answers(lesson)[:2]]
    return [
        GradingRequest(str(number), source, work, files, "the key").to_json()
        for number, work in enumerate(notebooks)
    ]


def answered(source, wrong):
    """The solution with one answer that is wrong."""
    notebook = json.loads(source)
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == f"{wrong.exercise_id}-answer":
            cell["source"] = wrong.code
    return json.dumps(notebook)


def test_b1_gets_the_same_score_sheets_as_on_this_machine(cluster, works, zygotes, monkeypatch):
    monkeypatch.setattr("grader.engine.zygotes", lambda: zygotes)
    here = [grade(request) for request in works]
    there = [future.result(60) for future in [cluster.submit(grade, request) for request in works]]
    assert there == here
    sheets = [ScoreSheet.from_json(sheet) for sheet in there]
    assert sheets[0].points == sheets[0].max_points > 0
    assert sheets[1].points == 0
    assert all(sheet.points < sheet.max_points for sheet in sheets[2:])


def test_fresh_processes_there_say_the_same(cluster, works):
    warm, cold = cluster.submit(grade, works[2]), cluster.submit(grade_cold, works[2])
    assert warm.result(60) == cold.result(60)


def test_a_fault_of_ours_there_is_an_exception_here_and_nothing_of_the_work_is_logged(cluster, running):
    quoted = b'{"request_id":"1","source":"","submission":"","files":{},"a secret of a learner":1}'
    with pytest.raises(FaultElsewhere, match=r"ContractError.*a secret of a learner"):
        cluster.submit(grade, quoted).result(60)
    assert "ContractError at" in running.said()
    assert "a secret of a learner" not in running.said()


def test_nothing_listens_that_does_not_ask_for_a_certificate(cluster, running):
    ports = {
        (connection.laddr.port, process.pid)
        for process in (psutil.Process(each.pid) for each in running.running)
        for connection in process.net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN
    }
    assert len({pid for _, pid in ports}) == 3
    for port, _ in ports:
        assert answers(port, certified(running.keys / "platform"))
        assert not answers(port, open_to_all())


def open_to_all():
    """TLS without a certificate of ours, which believes everybody."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def certified(keys):
    """TLS with a certificate of the cluster's."""
    context = open_to_all()
    context.load_cert_chain(keys / "cert.pem", keys / "key.pem")
    return context


def answers(port, context):
    """Whether a port lets us in and then says something."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as plain:
        try:
            with context.wrap_socket(plain) as wrapped:
                return bool(wrapped.recv(1))
        except OSError:
            return False


def test_who_is_certified_by_another_authority_is_refused(running, tmp_path):
    make_keys(tmp_path / "others")
    with reaching(running.address, tmp_path / "others" / "platform") as stranger:
        with pytest.raises(AssertionError):
            wait_until(stranger, lambda state: state.reached, within=1)
        assert stranger.state == ClusterState()
        assert stranger.submit(grade, b"{}").cancelled()


def test_a_plain_connection_to_the_scheduler_is_refused(running):
    port = int(running.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as plain:
        plain.sendall(b"\0" * 64)
        with suppress(ConnectionResetError):
            assert plain.recv(64)[:1] in (b"", b"\x15")  # hung up, or TLS's own alert


def test_a_worker_in_another_environment_is_counted_and_gets_nothing(cluster, running, works, open_folder):
    shutil.copytree(CHECKOUT / "grader", open_folder / "grader")
    with (open_folder / "grader" / "scoring.py").open("a") as newer:
        newer.write("# a version that the platform has not yet\n")
    other = running.worker(checkout=open_folder)
    try:
        state = wait_until(cluster, lambda state: state.refused)
        assert (state.workers, state.seats, state.refused) == (2, 2, 1)
        sheets = [future.result(60) for future in [cluster.submit(grade, works[0]) for _ in range(4)]]
        assert len(set(sheets)) == 1
    finally:
        other.terminate()
        other.wait(timeout=20)
    wait_until(cluster, lambda state: not state.refused)


def test_without_a_scheduler_nothing_is_taken_and_it_is_told(running, monkeypatch):
    monkeypatch.setattr(executor, "CONNECT_SECONDS", 0.5)
    with reaching(f"tls://127.0.0.1:{free_port()}", running.keys / "platform") as away:
        assert away.submit(grade, b"{}").cancelled()
        assert away.state == ClusterState(reached=False, workers=0, seats=0, refused=0)
        assert away.state.wanted == 0


def test_trying_to_connect_for_a_night_leaves_no_threads_behind(running, monkeypatch):
    """Dask's client leaves a thread and three descriptors behind for each try that fails, where it is not told better."""
    monkeypatch.setattr(executor, "CONNECT_SECONDS", 0.1)
    monkeypatch.setattr(executor, "AGAIN_AFTER", 0.0)
    with reaching(f"tls://127.0.0.1:{free_port()}", running.keys / "platform"):
        time.sleep(0.5)
        before = threading.active_count(), len(os.listdir("/proc/self/fd"))
        time.sleep(1.5)
        after = threading.active_count(), len(os.listdir("/proc/self/fd"))
    assert after[0] <= before[0] + 1
    assert after[1] <= before[1] + 5

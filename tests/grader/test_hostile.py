"""Every attack that is written down, against the real sandbox; one trusted process grades them all."""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
pytestmark = pytest.mark.sandbox
# Further words for one place only: the environment of the grading process, and another learner's work.
ENVIRONMENT, OTHERS = "ENVIRONMENT-CANARY-4713", "OTHERS-CANARY-4714"
PLACES = ("/tmp", "/var/tmp", "/dev/shm")
MOST_MEMORY = 250_000_000
# A search must come to its end to prove anything, and on a cold disk it reads for long; who never ends need not wait.
PATIENT = {"submission_seconds": 200, "cell_seconds": 100, "call_seconds": 60, "memory_bytes": 400_000_000}
IMPATIENT = PATIENT | {"cell_seconds": 2, "call_seconds": 2}


class GradingProcess:
    """The trusted side, alone in a process."""

    def __init__(self, uid):
        environment = os.environ | {
            "PYTHONPATH": str(CHECKOUT),
            "TATEYAMA_GRADER_UID": str(uid),
            "TATEYAMA_SECRET_TOKEN": ENVIRONMENT,
        }
        self._process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("grading_process.py")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT, env=environment,
        )  # fmt: skip
        self.pid = self._process.pid

    def grade(self, source, submission, limits):
        ask = {"source": str(source), "submission": str(submission), "limits": limits}
        self._process.stdin.write(json.dumps(ask) + "\n")
        self._process.stdin.flush()
        reply = json.loads(self._process.stdout.readline())
        assert "sheet" in reply, reply["fault"]
        return reply["sheet"]

    def peak(self):
        status = Path(f"/proc/{self.pid}/status").read_text()
        return 1024 * int(re.search(r"VmHWM:\s+(\d+) kB", status)[1])

    def end(self):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


class Outside:
    """What lies around the grader and must stay as it is; anyone may write there, were it in reach."""

    def __init__(self, folder):
        self.folder, self.marker = folder, f"tateyama-{secrets.token_hex(4)}"
        for name in ("other", "source"):
            (folder / name).mkdir()
            (folder / name / "work.ipynb").write_text(json.dumps({"nbformat": 4, "cells": [], "x": OTHERS}))
        (folder / "gradebook.db").write_text(OTHERS)
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o777)
        self._door = socket.create_server(("127.0.0.1", 0))
        self._door.setblocking(False)
        self.port = self._door.getsockname()[1]
        self._before = self._look()

    def changes(self):
        """What is not as it was: files, marks in the places for everybody, and callers at the door."""
        now = self._look()
        changed = [
            path for path in now.keys() | self._before.keys() if now.get(path) != self._before.get(path)
        ]
        marks = [place for place in PLACES if os.path.lexists(f"{place}/{self.marker}")]
        return changed + marks + self._callers()

    def _look(self):
        return {
            str(path): (path.lstat().st_mode, path.lstat().st_mtime_ns, path.is_file() and path.read_bytes())
            for path in (self.folder, *self.folder.rglob("*"))
        }

    def _callers(self):
        try:
            connection, address = self._door.accept()
        except BlockingIOError:
            return []
        connection.close()
        return [str(address)]

    def end(self):
        self._door.close()
        shutil.rmtree(self.folder)


@pytest.fixture(scope="module")
def grader(grader_uid):
    process = GradingProcess(grader_uid)
    yield process
    process.end()


@pytest.fixture(scope="module")
def outside():
    place = Outside(Path(tempfile.mkdtemp(prefix="tateyama-outside-")))
    yield place
    place.end()


@pytest.fixture
def told(outside, grader, write):
    """All that an attacker could have heard of: where things are, and the words to look for, written backwards."""
    words = (write.HIDDEN, write.SOLUTION, ENVIRONMENT, OTHERS, "squares-answer")
    about = {
        "folder": str(outside.folder),
        "marker": outside.marker,
        "port": outside.port,
        "grader": grader.pid,
    }
    return f"told = {about | {'words': [word.encode()[::-1] for word in words]}!r}"


@pytest.fixture
def hand_in(grader, outside, told, write, tmp_path):
    """Write a specimen down as the file that it hands in, and have it graded."""

    def graded(specimen, planted="", **source):
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data" / "prices.csv").write_text("店,値段\n甲,100\n")
        (tmp_path / "source.ipynb").write_text(json.dumps(write.guarded(**source)))
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        work = write.guarded(specimen.answers)
        work["cells"].insert(0, write.cell(told))
        work["cells"].insert(-2, write.cell(planted))
        _lay_out(specimen.blocks, work, folder, outside.folder)
        return grader.grade(tmp_path / "source.ipynb", folder / "work.ipynb", _limits(specimen.expected))

    return graded


@pytest.fixture
def honest_one(corpus):
    """The attack that is none: a wrong answer whose visible part passes."""
    return next(specimen for specimen in corpus if specimen.name == "fails-the-hidden-test")


def _lay_out(blocks, work, folder, outside):
    """Change the notebook, make other bytes of it, or put something else in its place, as the specimen says."""
    names = {"work": work, "folder": folder, "outside": outside}
    exec(blocks.get("notebook", ""), names)  # noqa: S102 - the specimen is this repository's own
    names["data"] = json.dumps(work).encode()
    exec(blocks.get("file", ""), names)  # noqa: S102 - the same
    if "folder" not in blocks:
        (folder / "work.ipynb").write_bytes(names["data"])
    exec(blocks.get("folder", ""), names)  # noqa: S102 - the same


def _limits(expected):
    own = {name: int(value) for name, value in re.findall(r"(\w+)=(\d+)", expected.get("limits", ""))}
    return (IMPATIENT if expected["state"] == "TIMED_OUT" else PATIENT) | own


def leaks(sheet, write):
    """What must not be in a score sheet: words for one place only, and any text of the learner's own."""
    told = json.dumps(sheet, ensure_ascii=False)
    kept = (write.HIDDEN, write.SOLUTION, ENVIRONMENT, OTHERS, "LEARNERS_OWN_TEXT", "<", "javascript:")
    return [word for word in kept if word in told]


def test_an_attack_gains_nothing_leaves_nothing_and_learns_nothing(
    hostile, hand_in, grader, write, outside, nothing_left
):
    for _ in range(int(hostile.expected.get("runs", 1))):
        sheet = hand_in(hostile)
        assert (sheet["state"], str(sheet["points"])) == (
            hostile.expected["state"],
            hostile.expected["points"],
        )
        assert leaks(sheet, write) == []
        assert nothing_left(grader.pid) == []
        assert outside.changes() == []


def test_honest_work_keeps_its_exact_points_among_them(honest, hand_in, write):
    sheet = hand_in(honest)
    assert (sheet["state"], str(sheet["points"])) == (honest.expected["state"], honest.expected["points"])
    assert leaks(sheet, write) == []


def test_a_search_does_find_what_is_planted(searching, hand_in):
    """Without this, a search that finds nothing would prove nothing."""
    sheet = hand_in(searching, searching.blocks["planted"], test="type(found) is list and len(found) > 0")
    assert [exercise["points"] for exercise in sheet["exercises"] if exercise["id"] == "found"] == [1]


def test_a_score_sheet_that_tells_too_much_is_noticed(hand_in, honest_one, write):
    sheet = hand_in(honest_one, test=f"False, {write.HIDDEN + '<b>'!r}")
    assert leaks(sheet, write) == [write.HIDDEN, "<"]


def test_a_process_that_is_left_is_noticed(grader, grader_uid, nothing_left):
    # Whoever may not choose a uid shows the other sign of a sandbox: a process namespace of its own.
    line = [] if os.geteuid() == 0 else ["unshare", "--user", "--pid", "--fork", "--kill-child"]
    drop = {"user": grader_uid} if os.geteuid() == 0 else {}
    with subprocess.Popen([*line, "cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, **drop) as survivor:
        survivor.stdin.write(b"\n")
        survivor.stdin.flush()
        survivor.stdout.readline()
        assert nothing_left(grader.pid) != []
        survivor.stdin.close()
    assert nothing_left(grader.pid) == []


def overwrite(place):
    (place.folder / "other" / "work.ipynb").write_text("{}")


def leave_a_file(place):
    (place.folder / "left-over").touch()


def mark(place):
    Path("/tmp", place.marker).symlink_to("/nowhere")


def call(place):
    socket.create_connection(("127.0.0.1", place.port)).close()


@pytest.mark.parametrize("do", [overwrite, leave_a_file, mark, call])
def test_a_change_outside_is_noticed(do, tmp_path):
    place = Outside(tmp_path)
    assert place.changes() == []
    do(place)
    assert place.changes() != []
    Path("/tmp", place.marker).unlink(missing_ok=True)
    place.end()


def test_grading_all_of_them_takes_the_trusted_side_little_memory(grader):
    assert 10_000_000 < grader.peak() <= MOST_MEMORY

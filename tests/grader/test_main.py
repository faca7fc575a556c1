import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader import words

CHECKOUT = Path(__file__).parents[2]
pytestmark = pytest.mark.sandbox


@pytest.fixture
def run(open_folder, write):
    """Write both notebooks down and run the command on them, as a person does."""
    (open_folder / "source.ipynb").write_text(json.dumps(write.assignment()))
    work = open_folder / "work.ipynb"

    def command(content, *options):
        work.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        files = ["--source", open_folder / "source.ipynb", "--submission", work]
        line = [sys.executable, "-m", "grader", "grade", *files, *options]
        return subprocess.run(line, cwd=CHECKOUT, capture_output=True, text=True, timeout=120, check=False)

    return command


def test_the_score_sheet_is_printed_with_the_promised_keys(run, write):
    done = run(write.assignment(), "--json")
    sheet = json.loads(done.stdout)
    assert done.returncode == 0
    assert (sheet["state"], sheet["points"], sheet["max_points"], sheet["message"]) == ("GRADED", 5, 5, "")
    assert list(sheet) == ["state", "points", "max_points", "exercises", "message"]
    assert sheet["exercises"][0] == {
        "id": "total",
        "points": 2,
        "max_points": 2,
        "passed": True,
        "message": "",
    }
    assert sheet["exercises"][2] == {
        "id": "words",
        "points": None,
        "max_points": 4,
        "passed": None,
        "message": "",
    }


def test_sentences_are_in_the_language_asked_for(run, write):
    wrong = write.assignment("total = 300")
    assert words.HIDDEN_TEST_FAILED.ja in run(wrong).stdout
    assert words.HIDDEN_TEST_FAILED.en in run(wrong, "--language", "en").stdout


@pytest.mark.parametrize("content", [b"", "富山".encode("cp932"), b'{"nbformat": 4}', b"[" * 100_000])
def test_a_learners_broken_file_is_a_result_and_the_exit_code_is_0(content, run):
    done = run(content, "--json")
    assert (done.returncode, json.loads(done.stdout)["state"]) == (0, "REJECTED")


def test_data_beside_the_source_reach_the_submission(run, open_folder, write):
    (open_folder / "learner" / "data").mkdir(parents=True)
    (open_folder / "learner" / "data" / "n.txt").write_text("3")
    work = write.assignment(
        "total = price * int(open('data/n.txt').read()) if price == 100 else price * count"
    )
    assert json.loads(run(work, "--json").stdout)["points"] == 5


def test_our_own_failure_is_a_fault_with_exit_code_1_and_no_points(run, open_folder, write):
    (open_folder / "source.ipynb").write_text("{}")
    done = run(write.assignment(), "--json")
    sheet = json.loads(done.stdout)
    assert (done.returncode, sheet["state"], sheet["points"]) == (1, "FAULT", None)
    assert "BrokenSource" in done.stderr


def test_the_doctor_speaks_and_its_exit_code_says_whether_this_host_will_do():
    line = [sys.executable, "-m", "grader", "doctor", "--json"]
    done = subprocess.run(line, cwd=CHECKOUT, capture_output=True, text=True, timeout=120, check=False)
    findings = json.loads(done.stdout)
    assert done.returncode == 0
    assert all(set(finding) == {"ok", "what", "mend"} and finding["what"]["ja"] for finding in findings)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can take another uid")
def test_an_ordinary_user_can_grade_without_root(open_folder, write):
    text = json.dumps(write.assignment())
    request = {
        "request_id": "x",
        "source": text,
        "submission": text,
        "files": {"a.txt": base64.b64encode(b"x").decode()},
    }
    ask = (
        "import sys; from grader.engine import grade; sys.stdout.buffer.write(grade(sys.stdin.buffer.read()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", ask], input=json.dumps(request).encode(), capture_output=True, timeout=120,
        cwd=CHECKOUT, env={}, user=12_345, group=12_345, extra_groups=[], check=False,
    )  # fmt: skip
    assert json.loads(done.stdout)["points"] == 5, done.stderr.decode()

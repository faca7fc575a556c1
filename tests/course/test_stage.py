import json
import subprocess
import sys

from course.catalogue import ROOT


def ask(request):
    finished = subprocess.run(
        [sys.executable, "-m", "course.stage"],
        input=json.dumps(request), capture_output=True, text=True, check=True, cwd=ROOT.parent, timeout=60,
    )  # fmt: skip
    return json.loads(finished.stdout)


def test_the_stage_answers_one_request_in_json(tmp_path):
    answer = ask(
        {
            "folder": str(tmp_path),
            "cells": [
                {"id": "c", "role": "run", "text": "n = 1"},
                {"id": "q-answer", "role": "answer", "text": "x = n + 1"},
                {"id": "q", "role": "check", "text": "assert x == 2"},
            ],
            "attempts": [{"answers": {}, "strict": True, "literals": ["x"], "looks": True}],
        }
    )
    (attempt,) = answer["attempts"]
    assert attempt["checks"] == {"q": {"passed": True}}
    assert attempt["literals"] == {"x": "2"}
    assert attempt["problems"] == []
    assert answer["megabytes"] > 1

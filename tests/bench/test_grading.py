"""The grading benchmark still runs: two learners of one workload, without the peers."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from grader import doctor

PROGRAM = Path(__file__).parent / "grading"
SHORT = ("--learners", "2", "--rounds", "1", "--no-peers", "--forks", "5", "--workloads", "beginner")


@pytest.mark.sandbox
def test_two_learners_get_the_floors_scores_and_every_row_has_a_name(open_folder):
    if unfit := [finding.mend.en for finding in doctor.examine() if not finding.ok]:
        pytest.skip(f"this host cannot sandbox: {unfit[0]}")
    subprocess.run([sys.executable, PROGRAM, *SHORT, "--folder", open_folder], check=True, timeout=120)
    rows = {row["name"]: row for row in json.loads((open_folder / "grading.json").read_text("utf-8"))}
    assert rows["scores equal to a peer's"]["value"] == 14
    assert rows["scores different, unlisted (at most)"]["met"] is True
    assert rows["nbgrader, 1 process / ours: CPU, beginner"]["value"] is None
    assert rows["beginner: tateyama, CPU s per submission"]["value"] > 0

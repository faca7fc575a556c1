"""The benchmark of the reports still runs: some hundred learners, counted by SQL and by pandas alike."""

import json
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).parent / "reports.py"


def test_sql_and_pandas_find_the_same_numbers_and_every_row_has_a_name(tmp_path):
    subprocess.run(
        [sys.executable, PROGRAM, "--learners", "400", "--databases", "sqlite", "--folder", tmp_path],
        check=True,
        timeout=120,
    )
    rows = {row["name"]: row for row in json.loads((tmp_path / "reports.json").read_text("utf-8"))}
    name = "annual report, sqlite, 400 learners"
    assert rows[f"{name}: pandas over the year's rows / ours, CPU"]["value"] is not None
    assert rows[f"{name}: pandas over whole tables / ours, CPU"]["value"] is not None
    assert rows[f"{name}: MB above the program"]["met"] is True
    assert rows[f"{name}: CPU s"]["value"] > 0

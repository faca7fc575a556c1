"""A run shows what its cells show, in the sandbox; whatever a learner writes, only text, cells of text and PNG come out."""

import base64
import os
import socket
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from grader.contract import ContractError
from grader.engine import RUNS_KEPT
from grader.runs.contract import Picture, Printed, RunCell, RunOutcome, RunRequest, RunState, TableShown
from grader.runs.reading import size_of
from grader.runs.running import NICE, RUN_LIMITS, run_request
from grader.zygote import Zygotes

pytestmark = pytest.mark.sandbox

PRICES = base64.b64encode(b"kind,price\na,1\nb,2\n").decode()
SETUP = RunCell("import pandas as pd\nprices = pd.read_csv('data/prices.csv')\nprices", locked=True)
LIMITS = replace(RUN_LIMITS, submission_seconds=8, cell_seconds=6, memory_bytes=400_000_000)
# Loading matplotlib in a busy moment, behind everybody else, takes its time.
PATIENT = replace(LIMITS, submission_seconds=60, cell_seconds=50, cpu_seconds=60)


@pytest.fixture(scope="module")
def warm(grader_uid):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TATEYAMA_GRADER_UID", str(grader_uid))
        made = Zygotes(kept=RUNS_KEPT)
    with closing(made):
        yield made


@pytest.fixture
def run(warm):
    def run(*texts, goes_on=False, limits=LIMITS):
        cells = (SETUP, *(RunCell(text) for text in texts))
        asked = RunRequest("test", cells, {"data/prices.csv": PRICES}, goes_on)
        outcome = run_request(RunRequest.from_json(asked.to_json()), warm, limits)
        return RunOutcome.from_json(outcome.to_json())

    return run


@pytest.fixture
def shown(run):
    """What the last cell showed."""

    def shown(text):
        outcome = run(text)
        assert outcome.state is RunState.RAN
        assert outcome.cells[-1].error is None, outcome.cells[-1].error
        return outcome.cells[-1].shown

    return shown


def test_what_a_cell_prints_and_its_last_value_come_in_their_order(shown):
    assert shown("print('one')\nimport sys\nprint('two', file=sys.stderr)\n1 + 2") == (
        Printed("one\n"),
        Printed("two\n", loud=True),
        Printed("3\n"),
    )


def test_a_table_comes_as_cells_of_text(shown):
    (table,) = shown("prices")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["", "kind", "price"],
        ["0", "a", "1"],
        ["1", "b", "2"],
    ]
    assert [cell.head for cell in table.rows[1]] == [True, False, False]


def test_a_table_with_levels_keeps_its_spans(shown):
    (table,) = shown("prices.groupby('kind')[['price']].agg(['sum', 'mean'])")
    assert next(cell for cell in table.rows[0] if cell.text == "price").columns == 2


def test_a_figure_comes_as_a_picture_with_its_size(run, monkeypatch):
    monkeypatch.setattr("grader.runs.running.SOFT_SECONDS", 40.0)
    draw = "import matplotlib.pyplot as plt\nplt.bar(['a'], [1])\nplt.show()"
    (picture,) = run(draw, limits=PATIENT).cells[-1].shown
    assert isinstance(picture, Picture)
    assert size_of(base64.b64decode(picture.png)) == (picture.width, picture.height)


def test_the_next_cell_starts_a_figure_of_its_own(run, monkeypatch):
    draw = "import matplotlib.pyplot as plt\nfigure = plt.plot([1, 2])"
    monkeypatch.setattr("grader.runs.running.SOFT_SECONDS", 40.0)
    cells = run(draw, draw, limits=PATIENT).cells
    assert [sum(isinstance(one, Picture) for one in cell.shown) for cell in cells[1:]] == [1, 1]


def test_an_error_is_told_with_its_line_and_in_plain_words(run):
    error = run("x = 1\nprint（x）").cells[-1].error
    assert (error.name, error.line) == ("SyntaxError", 2)
    assert "全角のかっこ" in error.what.ja
    assert "full-width bracket" in error.what.en
    assert error.mend.ja


def test_the_first_error_ends_the_run_and_what_was_shown_before_stays(run):
    outcome = run("print('before')\n1 / 0", "print('after')")
    assert outcome.state is RunState.RAN
    assert [cell.error and cell.error.name for cell in outcome.cells] == [None, "ZeroDivisionError"]
    assert outcome.cells[-1].shown == (Printed("before\n"),)


def test_prepared_cells_go_on_behind_an_error(run):
    assert len(run("1 / 0", "2", goes_on=True).cells) == 3


def test_two_runs_know_nothing_of_each_other(run):
    run("left_behind = 1\nopen('/tmp/left', 'w').write('x')")
    assert run("left_behind").cells[-1].error.name == "NameError"
    assert run("open('/tmp/left')").cells[-1].error.name == "FileNotFoundError"


def test_a_request_that_is_none_is_a_fault_of_ours():
    with pytest.raises(ContractError):
        RunRequest.from_json(b'{"cells": 1}')
    with pytest.raises(ContractError):
        RunOutcome.from_json(b'{"state": "NO"}')


# Hostile code. What it may do is what a grading's may do; here is what it could want from a page.


@pytest.mark.parametrize(
    "look",
    [
        "open('/etc/shadow').read()",
        f"open({str(Path(__file__).parents[3] / 'pyproject.toml')!r}).read()",
        "__import__('webapp')",
        "__import__('grader.scoring')",
        "open('/opt/tateyama/grader/merge.py')",
    ],
)
def test_there_is_nothing_to_be_read(run, look):
    assert run(look).cells[-1].error is not None


def test_nothing_of_the_platforms_environment_is_inside(shown, monkeypatch):
    monkeypatch.setenv("TATEYAMA_SECRET", "the secret")
    said = "".join(one.text for one in shown("import os\nprint(dict(os.environ))"))
    assert "TATEYAMA" not in said


def test_nothing_outside_can_be_written(run, tmp_path):
    tmp_path.chmod(0o777)
    run(f"import pathlib\npathlib.Path({str(tmp_path / 'mine')!r}).write_text('x')")
    assert list(tmp_path.iterdir()) == []


def test_there_is_no_network(run):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        error = run(f"import socket\nsocket.create_connection(('127.0.0.1', {port}), 2)").cells[-1].error
    assert error is not None
    assert error.name in ("ConnectionRefusedError", "OSError", "PermissionError")


def test_a_fork_bomb_ends_with_its_run(run, warm, grader_uid):
    run("import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass")
    deadline = time.monotonic() + 10
    while (left := children_of(warm)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []
    assert run("print(1)").cells[-1].shown == (Printed("1\n"),)


def children_of(warm):
    """Processes below the warm ones."""
    found = []
    for bubblewrap in warm.pids():
        for zygote in listed(bubblewrap):
            found += listed(zygote)
    return found


def listed(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return file.read().split()


def test_endless_printing_is_stopped_and_its_beginning_shown(run, monkeypatch):
    monkeypatch.setattr("grader.runs.running.SOFT_SECONDS", 1.0)
    outcome = run("while True:\n    print('again')")
    cell = outcome.cells[-1]
    assert (outcome.state, cell.error.name, cell.cut) == (RunState.RAN, "TimeoutError", True)
    assert cell.shown[0].text.startswith("again\nagain\n")
    assert len(cell.shown[0].text) <= 20_000


def test_what_does_not_heed_the_end_of_its_time_is_killed(run, monkeypatch):
    monkeypatch.setattr("grader.runs.running.SOFT_SECONDS", 0.5)
    began = time.monotonic()
    endless = "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass"
    assert run(endless, limits=replace(LIMITS, cell_seconds=2)).state is RunState.TIMED_OUT
    assert time.monotonic() - began < 10


def test_too_much_memory_ends_the_run(run):
    held = "held = []\nwhile True:\n    held.append(bytearray(20_000_000))\n    import time\n    time.sleep(0.02)"
    outcome = run(held)
    assert outcome.state is RunState.OUT_OF_MEMORY or outcome.cells[-1].error.name == "MemoryError"


def test_who_ends_python_ends_the_run(run):
    assert run("import os\nos._exit(0)").state is RunState.CRASHED


def test_html_and_script_come_out_as_text_or_cells_of_text(shown):
    script = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    assert shown(f"print({script!r})") == (Printed(script + "\n"),)
    (said,) = shown(f"from IPython.display import HTML\nHTML({script!r})")
    assert said == Printed("<IPython.core.display.HTML object>\n")
    (table,) = shown(
        f"from IPython.display import HTML\nHTML('<table><tr onclick=x><td><b>{script}</b></td></tr></table>')"
    )
    assert isinstance(table, TableShown)
    assert [cell.text for cell in table.rows[0]] == ["alert(1)"]


FORGE = """
import gc, json, os
from grader.inside.wire import Wire
wire = next(each for each in gc.get_objects() if isinstance(each, Wire))
wire.send({line!r})
os._exit(0)
"""


@pytest.mark.parametrize(
    "line",
    [
        b'{"shown":[{"kind":"html","text":"<script>"}],"cut":false,"error":null}',
        b'{"shown":[{"kind":"picture","png":"PHNjcmlwdD4="}],"cut":false,"error":null}',
        b'{"shown":[{"kind":"table","rows":[[{"text":{"a":1}}]]}],"cut":false,"error":null}',
        b'{"shown":[{"kind":"table","rows":[[{"text":"x","columns":100000000}]]}],"cut":false,"error":null}',
        b"[" * 100_000,
        b"no json at all",
        b'{"shown":7,"error":{"name":"<b>","text":5,"line":-1,"what":[]}}',
    ],
)
def test_what_a_process_forges_on_its_wire_shows_nothing(run, line):
    cell = run(FORGE.format(line=line)).cells[-1]
    assert cell.shown == ()
    assert cell.cut or cell.error.name == "Exception"


def test_a_run_gives_way_on_the_processor(shown):
    assert shown("import os\nprint(os.nice(0))") == (Printed(f"{os.nice(0) + NICE}\n"),)


def test_many_runs_at_once_each_show_their_own(run):
    said = {}

    def one(number):
        said[number] = run(f"print({number})").cells[-1].shown

    threads = [threading.Thread(target=one, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == {number: (Printed(f"{number}\n"),) for number in range(6)}

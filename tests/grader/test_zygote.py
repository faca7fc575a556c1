"""The warm processes: how many are kept, what a sandbox may use of what it was forked from, and that all of them end."""

import json
import os
import threading
from contextlib import closing
from pathlib import Path

import pytest

from grader.zygote import Zygotes

pytestmark = pytest.mark.sandbox


def warmed(zygotes, number):
    with zygotes.lent("submission", (f"import number{number}",)):
        pass


def test_the_least_recently_used_is_ended_where_more_would_be_kept():
    with closing(Zygotes(kept=2)) as zygotes:
        warmed(zygotes, 1)
        (first,) = zygotes.pids()
        warmed(zygotes, 2)
        warmed(zygotes, 1)
        warmed(zygotes, 3)
        assert len(zygotes.pids()) == 2
        assert first in zygotes.pids()


def test_one_that_is_lent_is_not_ended_however_many_others_are_wanted():
    with closing(Zygotes(kept=1)) as zygotes, zygotes.lent("submission", ()) as lent:
        warmed(zygotes, 1)
        warmed(zygotes, 2)
        assert lent.alive
        assert lent.pid in zygotes.pids()


def test_after_closing_no_warm_process_is_left(nothing_left, monkeypatch):
    monkeypatch.setenv("TATEYAMA_GRADER_UID", "39981")
    with closing(Zygotes()) as zygotes:
        warmed(zygotes, 1)
        assert nothing_left() != []
    assert nothing_left() == []


def test_a_warm_process_has_one_thread_and_no_setting_of_the_grader(zygotes, begun):
    with begun(), zygotes.lent("submission", ()) as zygote:
        (child,) = Path(f"/proc/{zygote.pid}/task/{zygote.pid}/children").read_text().split()
        assert len(os.listdir(f"/proc/{child}/task")) == 1
        names = {
            entry.partition(b"=")[0] for entry in Path(f"/proc/{child}/environ").read_bytes().split(b"\0")
        }
        assert not any(b"TATEYAMA" in name for name in names)


def test_a_library_that_starts_a_thread_is_left_for_each_sandbox_to_load(begun, asked):
    threaded = "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()"
    with begun(imports=("import numpy", threaded)) as sandbox:
        assert asked(sandbox, {"do": "run", "text": "import sys\nloaded = 'numpy' in sys.modules"}) == {
            "error": None
        }
        assert asked(sandbox, {"do": "get", "name": "loaded"}) == {"value": False}


def test_a_fork_bomb_in_one_sandbox_takes_no_process_from_another(begun, asked):
    """Each has a user namespace of its own, which is what the kernel counts processes by."""
    bomb = "import os, time\ntry:\n    while os.fork():\n        pass\n    time.sleep(600)\nexcept OSError:\n    full = True"
    count = "import subprocess\ncodes = [subprocess.run(['true']).returncode for _ in range(3)]"
    with begun() as greedy, begun() as modest:
        asked(greedy, {"do": "run", "text": bomb})
        assert asked(greedy, {"do": "get", "name": "full"})["value"] is True
        assert asked(modest, {"do": "run", "text": count})["error"] is None
        assert asked(modest, {"do": "get", "name": "codes"})["value"] == [0, 0, 0]


def test_what_one_sandbox_writes_no_other_sees(begun, asked):
    write = "for place in ('/tmp', '/box', '/dev/shm'):\n    open(place + '/trace', 'w').close()"
    look = (
        "import os\nseen = [place for place in ('/tmp', '/box', '/dev/shm') if 'trace' in os.listdir(place)]"
    )
    with begun() as first, begun() as second:
        assert asked(first, {"do": "run", "text": write})["error"] is None
        asked(second, {"do": "run", "text": look})
        assert asked(second, {"do": "get", "name": "seen"})["value"] == []


def test_a_terminal_that_one_sandbox_opened_no_other_sees(begun, asked):
    look = "import os\nseen = sorted(os.listdir('/dev/pts'))"
    with begun() as first, begun() as second:
        asked(first, {"do": "run", "text": f"import pty\npair = pty.openpty()\n{look}"})
        assert asked(first, {"do": "get", "name": "seen"})["value"] == ["0", "ptmx"]
        asked(second, {"do": "run", "text": look})
        assert asked(second, {"do": "get", "name": "seen"})["value"] == ["ptmx"]


def test_a_sandbox_that_used_up_its_time_on_the_processor_is_told_from_one_that_was_killed(desk, write):
    limits = {"cpu_seconds": 1, "cell_seconds": 60, "submission_seconds": 60}
    desk.limits = type(desk.limits)(**limits)
    sheet = desk.grade(write.assignment("while True:\n    pass"))
    assert str(sheet.state) == "TIMED_OUT"


def test_the_memory_of_a_warm_process_does_not_grow_with_what_it_forked(desk, write, zygotes):
    work = write.assignment()
    desk.grade(work)
    before = {pid: memory(pid) for pid in children(zygotes)}
    for _ in range(40):
        desk.grade(work)
    assert all(memory(pid) - before[pid] < 1_000_000 for pid in children(zygotes) if pid in before)


def children(zygotes):
    return [int(Path(f"/proc/{pid}/task/{pid}/children").read_text()) for pid in zygotes.pids()]


def memory(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon"))


def test_submissions_from_many_threads_get_their_own_scores(desk, write):
    scores = {}

    def grade(number):
        scores[number] = desk.grade(
            write.assignment("total = 300" if number % 2 else "total = price * count")
        ).points

    threads = [threading.Thread(target=grade, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert scores == {number: 3.0 if number % 2 else 5.0 for number in range(12)}


def test_a_notebooks_outputs_never_enter_a_sandbox(desk, write):
    work = write.assignment()
    work["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 1_000_000}]
    assert desk.grade(json.dumps(work)).points == 5

"""Every hostile specimen against the real sandbox: no point gained, the state told, nothing left, nothing leaked."""

import dataclasses

import pytest

from grader.contract import State

pytestmark = pytest.mark.sandbox


def test_a_hostile_submission_gains_nothing_and_leaves_nothing(hostile, desk, write, nothing_left):
    if hostile.expected["state"] == "TIMED_OUT":
        desk.limits = dataclasses.replace(desk.limits, cell_seconds=2, call_seconds=2)
    sheet = desk.grade(write.assignment(hostile.answers["total-answer"], hostile.answers["squares-answer"]))
    assert (sheet.state, sheet.points) == (
        State(hostile.expected["state"]),
        float(hostile.expected["points"]),
    )
    told = sheet.to_json().decode()
    assert not any(word in told for word in (write.HIDDEN, write.SOLUTION, "LEARNERS-OWN-TEXT"))
    assert nothing_left() == []


def spying(write, test="assert type(found) is list and found == []", text=""):
    return write.notebook(
        write.answer(text or f"# {write.SOLUTION}\nfound = []", "found-answer"),
        write.check(f"{test}\n### BEGIN HIDDEN TESTS\n# {write.HIDDEN}\n### END HIDDEN TESTS", "found", 1),
    )


def test_prying_finds_nothing(prying, desk, write):
    # A search must come to its end to prove anything, and on a cold disk it reads for long.
    desk.limits = dataclasses.replace(desk.limits, submission_seconds=120, cell_seconds=100)
    for _ in range(2):
        sheet = desk.grade(spying(write, text=prying.answers["found-answer"]), spying(write))
        assert (sheet.state, sheet.points) == (State.GRADED, 1)


@pytest.mark.parametrize("name", ["searches-every-file", "reads-its-own-memory"])
def test_the_search_does_find_what_is_planted(name, desk, write, prying_by_name):
    """Without this, a search that finds nothing would prove nothing."""
    planted = {
        "searches-every-file": {"data/notes.txt": write.encoded(f"x{write.HIDDEN}x")},
        "reads-its-own-memory": {},
    }[name]
    desk.files = planted
    text = prying_by_name(name)
    if not planted:
        text = f"planted = {write.HIDDEN!r}\n{text}"
    sheet = desk.grade(spying(write, text=text), spying(write, test="assert found"))
    assert sheet.points == 1

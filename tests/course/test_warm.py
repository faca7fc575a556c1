"""A fork of a warm process is as good as a new one, and whatever becomes of it, the next is played."""

import pytest

from course import warm

PLAYED = "course.stage"


@pytest.fixture
def play(tmp_path):
    """Play one cell; gives the exit code, and what was answered or said."""

    def play(text, seconds=60.0):
        request = (
            f'{{"folder": "{tmp_path}", "cells": [{{"id": "c", "role": "run", "text": "{text}"}}], "attempts":'
            ' [{"answers": {}, "strict": false, "literals": ["x"], "looks": false}]}'
        )
        code, answer, said = warm.perform(PLAYED, tmp_path, request, seconds)
        return code, answer or said

    return play


def test_what_one_leaves_behind_is_not_there_for_the_next(play):
    assert play("import pandas; pandas.left = 1; x = 1")[0] == 0
    _, answer = play("import pandas; x = hasattr(pandas, 'left')")
    assert '"x": "False"' in answer


def test_a_cell_that_ends_its_process_says_with_what(play):
    assert play("import os; os._exit(7)")[0] == 7
    assert play("x = 5")[0] == 0


def test_who_takes_too_long_is_ended_and_the_next_is_played(play):
    with pytest.raises(TimeoutError):
        play("import time; time.sleep(60)", seconds=3.0)
    assert play("x = 5")[0] == 0


def test_where_somebody_ended_the_warm_process_it_is_said_and_the_next_is_played(play):
    assert play("x = 5")[0] == 0
    for idle in warm._idle:
        idle.kill()
    with pytest.raises(ChildProcessError, match="ended by somebody"):
        play("x = 5")
    assert play("x = 5")[0] == 0


def test_a_lesson_that_forgets_its_japanese_letters_is_not_given_them(play):
    _, answer = play("import sys; x = 'matplotlib_fontja' in sys.modules")
    assert '"x": "False"' in answer

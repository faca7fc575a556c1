"""What the recorder lets the tests' process ask for: known questions with exactly what belongs to them."""

import pytest

from grader.messages import is_request

CALL = {"ask": "call", "of": "f", "drop": [], "args": [], "kwargs": {}, "copy": None}


@pytest.mark.parametrize(
    "message",
    [
        CALL, CALL | {"of": 3, "copy": 1}, {"ask": "get", "name": "total", "copy": None},
        {"ask": "figures", "copy": 2}, {"ask": "printed", "cell": None, "copy": 2},
        {"ask": "again", "cell": "a-answer", "names": {"$": "dict", "v": []}, "copy": None},
    ],
)  # fmt: skip
def test_a_known_question_is_one(message):
    assert is_request(message)


@pytest.mark.parametrize(
    "message",
    [
        {}, {"ask": "copy", "copy": None}, {"ask": "run", "text": "x = 1", "copy": None}, {"ask": ["get"], "copy": None},
        {"ask": "get", "name": 5, "copy": None}, {"ask": "get", "name": "x"}, {"ask": "get", "name": "x", "copy": "1"},
        CALL | {"to": [3]}, CALL | {"do": "forget"}, CALL | {"of": None}, CALL | {"args": {}}, CALL | {"drop": None},
        {key: CALL[key] for key in CALL if key != "kwargs"},
    ],
    ids=str,
)  # fmt: skip
def test_anything_else_is_none(message):
    assert not is_request(message)

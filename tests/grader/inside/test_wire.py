import json
import os

import pytest

from grader.inside.wire import MAX_CONTAINERS, Wire


@pytest.fixture
def wire():
    """Both ends in one hand: what is sent comes back."""
    ends = os.pipe()
    yield Wire(*ends)
    for end in ends:
        os.close(end)


def test_a_message_arrives_as_it_was_sent(wire):
    wire.send_message({"value": ["富山", "\u2028", [1.5]]})
    assert wire.receive_message() == {"value": ["富山", "\u2028", [1.5]]}


def test_a_message_of_too_many_parts_is_replaced_by_a_refusal_before_it_is_sent(wire):
    wire.send_message({"value": [[]] * MAX_CONTAINERS})
    assert wire.receive_message() == {"refused": "too large"}


@pytest.mark.parametrize("value", [[[]] * 9, json.loads("[" * 10 + "]" * 10)], ids=["flat", "nested"])
def test_a_message_of_too_many_parts_is_not_read(value, wire, monkeypatch):
    monkeypatch.setattr("grader.inside.wire.MAX_CONTAINERS", 10)
    wire.send(json.dumps({"value": value}).encode())
    with pytest.raises(ValueError, match="parts"):
        wire.receive_message()

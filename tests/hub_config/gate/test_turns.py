from hub_config.gate.turns import (
    AT_ONCE,
    MOST_CONNECTIONS,
    MOST_UPLOADS,
    MOST_UPLOADS_OF_ALL,
    PER_SECOND,
    Turns,
)

A, B = "u00000000000a", "u00000000000b"


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


def test_one_sandbox_has_few_connections_and_leaves_the_others_theirs():
    turns = Turns()
    assert [turns.may_connect(A) for _ in range(MOST_CONNECTIONS + 1)].count(True) == MOST_CONNECTIONS
    assert turns.may_connect(B)
    turns.of(A).connections -= 1
    assert turns.may_connect(A)


def test_large_bodies_are_fewer_still():
    turns = Turns()
    assert [turns.may_upload(A) for _ in range(5)].count(True) == MOST_UPLOADS
    assert turns.may_upload(B)


def test_all_large_bodies_together_leave_the_gate_its_memory():
    turns = Turns()
    taken = [turns.may_upload(f"u{number:012}") for number in range(MOST_UPLOADS_OF_ALL + 5)]
    assert taken.count(True) == MOST_UPLOADS_OF_ALL
    turns.of("u000000000000").uploads -= 1
    assert turns.may_upload(A)


def test_a_flood_of_requests_becomes_a_trickle_and_ends_with_time():
    clock = Clock()
    turns = Turns(clock)
    assert [turns.may_ask(A) for _ in range(1000)].count(True) == AT_ONCE
    clock.now += 1
    assert [turns.may_ask(A) for _ in range(1000)].count(True) == PER_SECOND
    assert turns.may_ask(B)
    clock.now += 3600
    assert [turns.may_ask(A) for _ in range(1000)].count(True) == AT_ONCE


def test_refusals_fill_no_log():
    clock = Clock()
    turns = Turns(clock)
    assert [turns.is_worth_a_line(A) for _ in range(100)].count(True) == 1
    clock.now += 61
    assert turns.is_worth_a_line(A)

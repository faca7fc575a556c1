"""Drill: a hundred clients send with one key at the same moment; it is one hand-in, and other content is refused."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from tests.drills.hand_ins import RECEIVED, Desk, Receipt, hand_ins_of
from tests.drills.invariants import look
from tests.drills.outcome import Outcome
from tests.drills.small_platform import platform

NAME = "one key, many clients"
MOST_TRIES = 5  # a busy machine's webapp may ask to come again


@dataclass(frozen=True)
class Size:
    """How many clients share a key, and how often; each round is a person of its own."""

    clients: int
    rounds: int


WHOLE = Size(clients=100, rounds=20)
SHORT = Size(clients=100, rounds=2)


def at_once(desk, sent):
    """Everybody sends at the same moment; the answers."""
    together = threading.Barrier(len(sent))

    def one(hand_in):
        together.wait(timeout=60)
        answers = (desk.ask(hand_in) for _ in range(MOST_TRIES))
        return next((each for each in answers if each is not None and each.status_code != 503), None)

    with ThreadPoolExecutor(len(sent)) as pool:
        return list(pool.map(one, sent))


def contents_of(hand_in, number, clients):
    """What the clients of a round send: in every second round half of them send something else with the same key."""
    other = replace(hand_in, content=hand_in.content[:-1] + b', "other": true}')
    return [other if number % 2 and place % 2 else hand_in for place in range(clients)]


def play(desk, hand_in, number, size):
    """One round; the receipt that counts, and a sentence for each thing that does not hold."""
    sent = contents_of(hand_in, number, size.clients)
    answers = at_once(desk, sent)
    received = [(each, answer) for each, answer in zip(sent, answers, strict=True) if is_receipt(answer)]
    if not received:
        return None, [f"round {number}: no receipt at all"], Counter()
    kept, answer = received[0]
    return (
        Receipt(kept, answer.json()["number"], answer.json(), 0.0),
        list(wrong_in(sent, answers, kept, number)),
        tally(answers),
    )


def is_receipt(answer):
    return answer is not None and answer.status_code in RECEIVED


def tally(answers):
    """How often each status came."""
    return Counter("none" if answer is None else str(answer.status_code) for answer in answers)


def wrong_in(sent, answers, kept, number):
    """One receipt for all who sent what is kept, 409 for the others."""
    told = {answer.json()["number"] for answer in answers if is_receipt(answer)}
    if len(told) != 1:
        yield f"round {number}: {len(told)} different receipts"
    if tally(answers)["201"] != 1:
        yield f"round {number}: {tally(answers)['201']} answers say that they were the first"
    for each, answer in zip(sent, answers, strict=True):
        status = None if answer is None else answer.status_code
        if (status in RECEIVED) != (each == kept) or status not in (*RECEIVED, 409):
            yield f"round {number}: {status} for {'the kept' if each == kept else 'other'} content"


def drill(size):
    """Every round, then a look at the rows."""
    with platform(size.rounds) as built:
        built.webapp.start()
        desk = Desk(built.socket)
        hand_ins = list(hand_ins_of(built.people, size.rounds))
        played = [play(desk, hand_in, number, size) for number, hand_in in enumerate(hand_ins)]
        receipts = [receipt for receipt, _, _ in played if receipt is not None]
        found = look(built, hand_ins, receipts, graded=False)
    faults = [*found.faults, *(fault for _, faults, _ in played for fault in faults)]
    times = sum((each for _, _, each in played), Counter())
    said = f"{size.rounds} keys, {size.clients} clients each: {len(receipts)} rows, {times['409']} of other content refused, {found}"
    return Outcome(NAME, said, {**times, **found.counts, "keys": size.rounds}, tuple(faults))

"""Learners' servers at a drill: they hand in over HTTP and ask again with the same key until they have a receipt."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from uuid import uuid4

import httpx

from tests.drills.small_platform import Person
from tests.webapp.participation import classroom as room
from webapp.participation.storage import hash_of

ADDRESS = f"http://webapp{room.SUBMISSIONS}"
# Three kinds of answers, and what each scores.
KINDS = ((room.RIGHT, 5.0), (room.HALF_RIGHT, 2.0), (room.TYPED_IN, 3.0))
PATIENCE = 180.0  # seconds in which somebody asks again and again
RECEIVED = (200, 201)


@dataclass(frozen=True)
class HandIn:
    """What one person hands in; its content is like no other's."""

    person: Person
    content: bytes
    points: float
    key: str = field(default_factory=lambda: str(uuid4()))

    @property
    def sha256(self):
        return hash_of(self.content)


@dataclass(frozen=True)
class Receipt:
    """What the person was told, and how long they waited for it."""

    hand_in: HandIn
    number: str
    said: dict
    seconds: float
    moment: float = field(default_factory=time.monotonic)  # when they were told


def hand_ins_of(people, number, padding=0):
    """That many hand-ins, spread over the people."""
    for place in range(number):
        answers, points = KINDS[place % len(KINDS)]
        content = room.work(answers, made_by=place, filler="x" * padding)
        yield HandIn(people[place % len(people)], content, points)


class Desk:
    """Where hand-ins are sent from; it counts every answer that is neither a receipt nor a proper 503."""

    def __init__(self, socket, patience=PATIENCE):
        self.socket, self.patience = socket, patience
        self.answers = Counter()
        self.reasons = Counter()
        self.odd = []
        self._lock = threading.Lock()

    def ask(self, hand_in):
        """Send once; the answer, or None where the connection broke off."""
        headers = {**hand_in.person.header, "Idempotency-Key": hand_in.key}
        transport = httpx.HTTPTransport(uds=str(self.socket))
        with httpx.Client(transport=transport, timeout=60) as client:
            try:
                answer = client.post(ADDRESS, headers=headers, content=hand_in.content)
            except httpx.TransportError:
                answer = None
        self._count(answer)
        return answer

    def _count(self, answer):
        with self._lock:
            self.answers["broken off" if answer is None else str(answer.status_code)] += 1
            if answer is not None and answer.status_code not in RECEIVED:
                self.reasons[reason_of(answer)] += 1
            if answer is not None and not is_proper(answer):
                self.odd.append(f"{answer.status_code} {answer.text[:200]}")

    def hand_in(self, hand_in, pause=0.2):
        """Ask until there is a receipt; None where patience ends first."""
        began = time.monotonic()
        while time.monotonic() - began < self.patience:
            answer = self.ask(hand_in)
            if answer is not None and answer.status_code in RECEIVED:
                return Receipt(hand_in, answer.json()["number"], answer.json(), time.monotonic() - began)
            time.sleep(pause)
        return None


def is_proper(answer):
    """A receipt, or a 503 that says in both languages what happened and when to come again."""
    if answer.status_code in RECEIVED:
        return True
    if answer.status_code != 503 or not answer.headers.get("Retry-After", "").isdigit():
        return False
    return reason_of(answer) != "no reason" and set(answer.json()["message"]) == {"ja", "en"}


def reason_of(answer):
    """The word that the API gives for a refusal."""
    return answer.json()["error"] if "json" in answer.headers.get("Content-Type", "") else "no reason"

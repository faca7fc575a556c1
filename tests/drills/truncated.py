"""Drill: uploads that end too early, at every per cent; each is refused with a sentence, and nothing of it is kept."""

import socket
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from tests.drills.hand_ins import RECEIVED, Desk, hand_ins_of
from tests.drills.invariants import look
from tests.drills.outcome import Outcome
from tests.drills.small_platform import platform
from tests.webapp.participation import classroom as room
from webapp.participation.models import Submission

NAME = "truncated uploads"


@dataclass(frozen=True)
class Size:
    """At which per cents the content ends."""

    step: int


WHOLE = Size(step=1)
SHORT = Size(step=10)


def cut(hand_in, percent):
    """The hand-in with only so much of its content, under a key of its own."""
    return replace(hand_in, content=hand_in.content[: len(hand_in.content) * percent // 100])


def hang_up(built, hand_in, percent):
    """Promise the whole content, send a part, and hang up, as a lost connection does."""
    part = cut(hand_in, percent).content
    head = (
        f"POST {room.SUBMISSIONS} HTTP/1.1\r\nHost: webapp\r\nAuthorization: token {hand_in.person.token}\r\n"
        f"Idempotency-Key: {hand_in.key}\r\nContent-Length: {len(hand_in.content)}\r\n\r\n"
    )
    with socket.socket(socket.AF_UNIX) as sender:
        sender.connect(str(built.socket))
        sender.sendall(head.encode() + part)


def refused_in_a_sentence(answer):
    """Whether it is the learner's to mend, and both languages say how."""
    if answer is None or not 400 <= answer.status_code < 500:
        return False
    return all(len(answer.json()["message"][language]) > 10 for language in ("ja", "en"))


def kept(built):
    """Rows and files that there are."""
    with built.database.sessions() as session:
        rows = session.scalar(select(func.count()).select_from(Submission))
    return rows, sum(path.is_file() for path in built.store.root.rglob("*"))


def try_one(built, desk, hand_in, number, percent):
    """Cut off, broken off, and then whole; the receipt, and a sentence for each thing that does not hold."""
    faults = []
    if not refused_in_a_sentence(answer := desk.ask(cut(hand_in, percent))):
        faults.append(f"{percent} %: {answer and answer.text[:100]}")
    hang_up(built, hand_in, percent)
    if kept(built) != (number, number):
        faults.append(f"{percent} %: something was kept: {kept(built)}")
    receipt = desk.hand_in(hand_in)
    if receipt is None or desk.answers["503"]:
        faults.append(f"{percent} %: the whole one was not accepted")
    return receipt, faults


def drill(size):
    """Every per cent, then a look at everything."""
    percents = range(0, 100, size.step)
    with platform(len(percents)) as built:
        built.webapp.start()
        desk = Desk(built.socket)
        hand_ins = list(hand_ins_of(built.people, len(percents), padding=50_000))
        tried = [
            try_one(built, desk, hand_in, number, percent)
            for number, (hand_in, percent) in enumerate(zip(hand_ins, percents, strict=True))
        ]
        receipts = [receipt for receipt, _ in tried if receipt is not None]
        found = look(built, hand_ins, receipts, graded=False)
    faults = [*found.faults, *(fault for _, faults in tried for fault in faults)]
    refused = sum(number for status, number in desk.answers.items() if status.startswith("4"))
    accepted = sum(desk.answers[str(status)] for status in RECEIVED)
    said = f"{len(percents)} cut off: {refused} refused in a sentence; {len(percents)} broken off; {accepted} whole ones accepted: {found}"
    return Outcome(NAME, said, {**desk.answers, **found.counts}, tuple(faults))

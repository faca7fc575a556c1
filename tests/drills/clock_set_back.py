"""Drill: the machine's clock is set back by an hour before, at and after a deadline, while people hand in."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from tests.drills.hand_ins import RECEIVED, Receipt, hand_ins_of
from tests.drills.invariants import look
from tests.drills.outcome import Outcome
from tests.drills.small_platform import platform
from tests.webapp.participation import classroom as room
from webapp import create_app
from webapp.participation.clock import ReceiptClock
from webapp.participation.lateness import days_late, set_deadline
from webapp.participation.models import Submission
from webapp.programme.models import Offering

NAME = "clock set back an hour"
HOUR = timedelta(hours=1)
AROUND = 60.0  # seconds before and after the deadline in which people hand in


@dataclass(frozen=True)
class Size:
    """How many hand in around the deadline, for each moment at which the clock is set back."""

    hand_ins: int
    set_back: tuple[float, ...]  # seconds after the deadline
    people: int = 10


WHOLE = Size(hand_ins=100, set_back=(-40.0, -1.0, 0.0, 1.0, 40.0))
SHORT = Size(hand_ins=10, set_back=(-40.0, 1.0))


class Machine:
    """A machine whose clock is set back at one moment; seconds are counted from its start."""

    def __init__(self, began, due_after, set_back):
        self.began, self.passed = began, 0.0
        self.set_back_after = due_after + set_back

    def wall(self):
        back = HOUR if self.passed >= self.set_back_after else timedelta()
        return self.began + timedelta(seconds=self.passed) - back

    def seconds(self):
        return self.passed


def play(size, set_back):
    """One deadline, one setting back; how many were late, and a sentence for each thing that does not hold."""
    with platform(size.people) as built:
        app = create_app(built.settings)
        machine = Machine(datetime.now(UTC), AROUND, set_back)
        app.extensions["participation"].clock = ReceiptClock(machine.wall, machine.seconds)
        due_at = machine.began + timedelta(seconds=AROUND)
        with built.database.transaction() as session:
            deadline = set_deadline(session, session.scalar(select(Offering.id)), "b1", due_at, 10.0)
        hand_ins = list(hand_ins_of(built.people, size.hand_ins))
        receipts, late = hand_in_around(app.test_client(), machine, hand_ins)
        faults = [*look(built, hand_ins, receipts, graded=False).faults, *wrong_in(built, deadline, late)]
        app.extensions["database"].close()
        app.extensions["hub"].close()
    return sum(late), [f"set back {set_back:+.0f} s from the deadline: {fault}" for fault in faults]


def hand_in_around(client, machine, hand_ins):
    """Hand in one after the other; the receipts, and who in truth was late."""
    receipts, late = [], []
    for place, hand_in in enumerate(hand_ins):
        machine.passed = 2 * AROUND * (place + 0.5) / len(hand_ins)
        headers = {**hand_in.person.header, "Idempotency-Key": hand_in.key}
        answer = client.post(room.SUBMISSIONS, headers=headers, data=hand_in.content)
        if answer.status_code in RECEIVED:
            receipts.append(Receipt(hand_in, answer.json["number"], answer.json, 0.0))
        late.append(machine.passed > AROUND)
    return receipts, late


def wrong_in(built, deadline, late):
    """Whether each is late who was late, and the order in which they came is kept."""
    with built.database.sessions() as session:
        moments = session.scalars(select(Submission.received_at).order_by(Submission.id)).all()
    flags = [days_late(moment, deadline) > 0 for moment in moments]
    yield from (
        f"{number}: late is {flag}" for number, flag in enumerate(flags, 1) if flag != late[number - 1]
    )
    if list(moments) != sorted(moments):
        yield "the receipts' times are not in the order in which they came"


def drill(size):
    """Every moment of setting back."""
    played = [play(size, set_back) for set_back in size.set_back]
    faults = [fault for _, faults in played for fault in faults]
    late = sum(late for late, _ in played)
    number = size.hand_ins * len(size.set_back)
    said = f"{number} hand-ins around {len(size.set_back)} deadlines: {late} late, {len(faults)} wrongly told late or punctual or out of order"
    return Outcome(NAME, said, {"hand_ins": number, "late": late}, tuple(faults))

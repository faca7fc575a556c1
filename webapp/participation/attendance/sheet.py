"""出席簿の入力: what was typed for each person, kept only where it differs from what was shown."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.participation.attendance.making_up import OwnClass, record_make_up, rooms_beside
from webapp.participation.attendance.operations import record_attendance, usual_how
from webapp.participation.attendance.queries import lines_of
from webapp.participation.models import Attendance, AttendedHow, Presence
from webapp.programme.models import Meeting

# As the form says them; 欠席連絡 is an absence of which the person said so before.
NOTIFIED = AttendedHow.NOTIFIED.value
PRESENCES = ("", "present", "late", "absent", NOTIFIED, "excused")
# 振替, and in a field of its own the number of the class in which they sat.
MADE_UP = "made_up"
HOWS = ("in_person", "online")


class BadSheet(ValueError):
    """A sheet that cannot be kept: a word that no form offers, or rows that somebody else changed meanwhile."""

    UNKNOWN = "unknown"
    CHANGED = "changed"

    def __init__(self, what: str, enrolments: frozenset[int] = frozenset()) -> None:
        super().__init__(what)
        self.what, self.enrolments = what, enrolments


def shown_as(row: Attendance | None, usual: AttendedHow) -> tuple[str, str]:
    """The presence and the way of attending that a row's fields show."""
    if row is None:
        return "", usual.value
    if row.made_up_at_id is not None and row.presence is Presence.PRESENT:
        return f"{MADE_UP} {row.made_up_at_id}", usual.value
    if row.how is AttendedHow.NOTIFIED:
        return NOTIFIED, usual.value
    return row.presence.value, (row.how or usual).value


def save_sheet(session: Session, meeting: Meeting, typed: Mapping[str, str], at: datetime, by: int) -> int:
    """出席簿を記録する: how many rows changed; raises BadSheet or NotPossible, and then keeps nothing."""
    wanted, stale = [], set()
    rooms = {f"{MADE_UP} {room.id}": room for room in rooms_beside(session, meeting)}
    for line in lines_of(session, meeting):
        number = line.enrolment.id
        if f"was-{number}" not in typed:
            continue  # somebody who came in after the form was shown
        now = shown_as(line.attendance, usual_how(meeting))
        chosen = (_presence(typed, number), typed.get(f"how-{number}", now[1]))
        if chosen[0] not in (*PRESENCES, *rooms, now[0]) or chosen[1] not in HOWS:
            raise BadSheet(BadSheet.UNKNOWN)
        if _told(chosen) in (_told(now), typed[f"was-{number}"]):
            continue
        if _told(now) != typed[f"was-{number}"]:
            stale.add(number)
        wanted.append((line.enrolment, chosen))
    if stale:
        raise BadSheet(BadSheet.CHANGED, frozenset(stale))
    for enrolment, (presence, how) in wanted:
        if presence in rooms:
            record_make_up(session, OwnClass(enrolment, meeting), rooms[presence], at, by)
        else:
            record_attendance(session, enrolment, meeting, *_parsed(presence, how), at, by)
    return len(wanted)


def _presence(typed: Mapping[str, str], number: int) -> str:
    presence = typed.get(f"presence-{number}", "")
    return f"{MADE_UP} {typed.get(f'room-{number}', '')}" if presence == MADE_UP else presence


def _told(shown: tuple[str, str]) -> str:
    # How somebody attended says something of those alone who came.
    return " ".join(shown) if shown[0] in ("present", "late") else shown[0]


def _parsed(presence: str, how: str) -> tuple[Presence | None, AttendedHow | None]:
    if presence == NOTIFIED:
        return Presence.ABSENT, AttendedHow.NOTIFIED
    return (Presence(presence) if presence else None), AttendedHow(how)

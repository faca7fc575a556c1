"""在室時間: how long somebody was in a class, by its planned hours; half of them is 出席."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from webapp.participation.attendance.operations import LATE_AFTER
from webapp.participation.attendance.web_meetings.table import Stay
from webapp.participation.models import Presence
from webapp.programme.models import Meeting


def needed(meeting: Meeting) -> timedelta:
    """Half of the class, as planned."""
    return (meeting.ends_at - meeting.starts_at) / 2


def time_there(stays: Iterable[Stay], meeting: Meeting) -> timedelta:
    """How long somebody was there while the class lasted; two devices at once count once."""
    spans: list[tuple[datetime, datetime]] = []
    summed = timedelta(0)
    for stay in stays:
        if stay.lasted is not None or stay.joined is None or stay.left is None:
            summed += stay.lasted or timedelta(0)
        else:
            spans.append((max(stay.joined, meeting.starts_at), min(stay.left, meeting.ends_at)))
    there, until = timedelta(0), meeting.starts_at
    for joined, left in sorted(spans):
        there += max(left - max(joined, until), timedelta(0))
        until = max(until, left)
    return min(there + summed, meeting.ends_at - meeting.starts_at)


def presence_of(stays: Iterable[Stay], meeting: Meeting) -> Presence:
    """遅刻 where the first join is as late as it is at the reception."""
    joins = [stay.joined for stay in stays if stay.joined is not None]
    late = bool(joins) and min(joins) >= meeting.starts_at + LATE_AFTER
    return Presence.LATE if late else Presence.PRESENT


def is_of(stays: Iterable[Stay], meeting: Meeting) -> bool:
    """Whether anybody's times meet the class's; a file of another day, or of another clock, has none that do."""
    spans = [(stay.joined, stay.left) for stay in stays if stay.joined and stay.left]
    return not spans or any(joined < meeting.ends_at and left > meeting.starts_at for joined, left in spans)

"""時間数: how long an offering was, in minutes, as its certificate says."""

from datetime import timedelta
from pathlib import Path

from course.catalogue import read_releases
from webapp.programme.models import MeetingMode, MeetingState, Offering


def minutes_of(offering: Offering, releases: Path) -> int:
    """総時間数: its classes as planned or held, without those called off or moved; on demand, its lessons."""
    classes = [
        meeting
        for meeting in offering.meetings
        if meeting.mode is not MeetingMode.ON_DEMAND
        and meeting.state not in (MeetingState.CANCELLED, MeetingState.MOVED)
    ]
    if classes:
        whole = sum((meeting.ends_at - meeting.starts_at for meeting in classes), timedelta())
        return int(whole.total_seconds()) // 60
    course = read_releases(releases).course(offering.course_slug)
    return sum(lesson.minutes for lesson in course.lessons) if course else 0

"""時間数: how long a course was for somebody, in minutes, as certificate and training record say."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from course.catalogue import read_releases
from webapp.enrolment.models import Enrolment
from webapp.participation.completion import attempts_of, lessons_met
from webapp.participation.rules import rule_promised_to
from webapp.programme.models import MeetingMode, MeetingState, Offering


def minutes_for(session: Session, enrolment: Enrolment, releases: Path, *, completed: bool) -> int:
    """総時間数 of one person: of a series, the modules that this person did; of any other course, its own.

    Who completed by a person's decision is credited with what the series asks for, however little was handed in.
    """
    rule = rule_promised_to(session, enrolment)
    if not rule.get("paths"):
        return minutes_of(enrolment.offering, releases)
    done = set(lessons_met(attempts_of(session, enrolment, releases)))
    if completed:
        done |= {*rule["lessons"], *(() if done & {*rule["one_of"]} else rule["one_of"][:1])}
    course = read_releases(releases).course(enrolment.offering.course_slug)
    return sum(lesson.minutes for lesson in course.lessons if lesson.lesson in done) if course else 0


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

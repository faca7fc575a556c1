"""What the indicators are computed from: plain rows, as the queries hand them over."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from webapp.programme.audience import Audience
from webapp.programme.models import MeetingState, OfferingState


@dataclass(frozen=True)
class OfferingFact:
    """An offering (開講講座) and when its first class that took place began."""

    id: int
    course_slug: str
    number: int
    title_ja: str
    title_en: str
    state: OfferingState
    capacity: int | None
    starts_on: date
    ends_on: date
    first_held_at: datetime | None
    apply_from: datetime | None = None
    apply_until: datetime | None = None


@dataclass(frozen=True)
class EnrolmentFact:
    """A person in an offering (受講)."""

    id: int
    offering_id: int
    learner_id: int
    enrolled_at: datetime
    withdrawn_at: datetime | None = None
    completed_at: datetime | None = None


@dataclass(frozen=True)
class WorkFact:
    """What one enrolment handed in for one lesson: how often, and the counted attempt's points."""

    enrolment_id: int
    lesson_slug: str
    submissions: int
    points: float | None
    max_points: float | None


@dataclass(frozen=True)
class SeminarFact:
    """A seminar (セミナー) and its head-count; None while nobody has counted."""

    title_ja: str
    title_en: str
    held_on: date
    capacity: int | None
    headcount: int | None
    state: MeetingState


@dataclass(frozen=True)
class YearFacts:
    """Everything about the offerings that some partners host (主催) in one fiscal year."""

    offerings: tuple[OfferingFact, ...] = ()
    enrolments: tuple[EnrolmentFact, ...] = ()
    work: tuple[WorkFact, ...] = ()
    seminars: tuple[SeminarFact, ...] = ()


@dataclass(frozen=True)
class PersonFact:
    """Who an enrolment is: a named row, which only the host of the offering may see."""

    enrolment_id: int
    name: str
    name_kana: str
    audience: Audience
    learner_id: int = 0


@dataclass(frozen=True)
class AttemptFact:
    """A scored hand-in with its score sheet, of the release with this digest."""

    enrolment_id: int
    release_digest: str
    sheet: dict[str, Any]

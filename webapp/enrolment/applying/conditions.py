"""申込の前に知ること: everything about an offering that somebody must know before they apply."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from course.catalogue import Course, SeriesPath, Text
from webapp.enrolment.applying.operations import takes_applications
from webapp.enrolment.applying.seats import reservations_hold, seats_of
from webapp.enrolment.models import Application, ApplicationState
from webapp.programme.conditions import OfferingPartner, Part, ReservedSeats
from webapp.programme.models import Offering, Partner, Selection
from webapp.programme.paths import paths_of
from webapp.programme.rule_kinds import asks_attendance, asks_work
from webapp.wording import mark

FEW_SHARE, FEW_LEAST = 10, 2  # per cent of the capacity, and seats


class Vacancy(StrEnum):
    """空席: as much of it as the public is told; the exact count is the host's."""

    FREE = "free"
    FEW = "few"
    WAITING = "waiting"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _VACANCIES[self]


_VACANCIES = {
    Vacancy.FREE: mark("空きあり"),
    Vacancy.FEW: mark("残りわずか"),
    Vacancy.WAITING: mark("キャンセル待ち"),
}


@dataclass(frozen=True)
class Rule:
    """修了要件 in parts that a page puts into words."""

    version: int
    lessons: tuple[tuple[str, Text | None], ...] = ()
    # 2/3: of the classes; empty where work alone decides.
    attendance: str = ""
    # By kind of school (校種), the lessons of which one is asked for besides; no kind named means everybody else.
    paths: tuple[SeriesPath, ...] = ()


@dataclass(frozen=True)
class Conditions:
    """募集の条件: what the page of an offering says beside its own columns."""

    co_hosts: tuple[Partner, ...]
    supporters: tuple[Partner, ...]
    issuer: Partner
    reserved: tuple[tuple[Partner, int], ...]
    vacancy: Vacancy | None
    takes_applications: bool
    rule: Rule


def conditions_of(session: Session, offering: Offering, course: Course | None, at: datetime) -> Conditions:
    """The conditions at this moment."""
    carrying = session.scalars(select(OfferingPartner).filter_by(offering_id=offering.id)).all()
    reserved = session.scalars(select(ReservedSeats).filter_by(offering_id=offering.id)).all()
    return Conditions(
        co_hosts=tuple(row.partner for row in carrying if row.part is Part.CO_HOST),
        supporters=tuple(row.partner for row in carrying if row.part is Part.SUPPORTER),
        issuer=offering.issuer or offering.host,
        reserved=tuple((row.partner, row.seats) for row in reserved if reservations_hold(offering, at)),
        vacancy=vacancy_of(session, offering, at),
        takes_applications=takes_applications(offering, at),
        rule=rule_of(offering, course),
    )


def vacancy_of(session: Session, offering: Offering, at: datetime) -> Vacancy | None:
    """空席: for somebody whom no partner sent; None where coming first decides nothing or nobody may apply."""
    if offering.selection is not Selection.FIRST_COME or not takes_applications(offering, at):
        return None
    seats = seats_of(session, offering, at)
    queue = exists().where(
        Application.offering_id == offering.id, Application.state == ApplicationState.WAITING
    )
    if not seats.free_for(None) or session.scalar(select(queue)):
        return Vacancy.WAITING
    if seats.left is not None and seats.left <= max(FEW_LEAST, (seats.capacity or 0) * FEW_SHARE // 100):
        return Vacancy.FEW
    return Vacancy.FREE


def rule_of(offering: Offering, course: Course | None) -> Rule:
    """修了要件: the rule as it stands for who applies now."""
    rule = offering.completion_rule
    titles = {lesson.slug: lesson.title for lesson in course.lessons} if course else {}
    share = str(rule.get("min", "")) if asks_attendance(rule) else ""
    if not asks_work(rule):
        return Rule(int(rule["version"]), attendance=share)

    def titled(slugs: Iterable[str]) -> tuple[tuple[str, Text | None], ...]:
        return tuple((slug, titles.get(slug)) for slug in slugs)

    return Rule(int(rule["version"]), titled(rule.get("lessons", ())), share, paths_of(rule))

"""履修証明プログラムの公表: the eight things the law asks to be published, complete or not at all."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.participation.certificates.programmes import (
    LEAST_MINUTES,
    CertificateProgramme,
    ProgrammeCourse,
)
from webapp.programme.models import Partner
from webapp.programme.operations import NotPossible
from webapp.wording import mark

LONGEST = {
    "name": 200,
    "purpose": 1000,
    "method": 1000,
    "content": 2000,
    "eligibility": 1000,
    "requirement": 1000,
}


def draft_programme(
    session: Session,
    partner: Partner,
    typed: Mapping[str, str],
    hours: Mapping[str, str],
    at: datetime,
    by: int,
) -> CertificateProgramme:
    """下書きをつくる: every field is needed; `hours` says how many hours each member course has, empty where it is none."""
    told = {name: typed.get(name, "").strip() for name in LONGEST}
    if not all(told.values()) or any(len(text) > LONGEST[name] for name, text in told.items()):
        raise NotPossible(
            mark(
                "名称、目的、教育方法、内容、受講資格、修了要件をすべて入力してください（名称200字、内容2000字、ほかは1000字まで）"
            )
        )
    capacity = _whole(typed.get("capacity", ""))
    courses = {slug: _whole(given) for slug, given in hours.items() if given.strip()}
    if not capacity or not courses or not all(courses.values()):
        raise NotPossible(mark("定員と、構成する講座の時間数を、1以上の整数で入力してください"))
    made = CertificateProgramme(
        partner_id=partner.id,
        capacity=capacity,
        minutes=sum(courses.values()) * 60,
        courses=[ProgrammeCourse(course_slug=slug, minutes=whole * 60) for slug, whole in courses.items()],
        **told,
    )
    session.add(made)
    session.flush()
    record(session, at, by, "programme_drafted", f"certificate_programme/{made.id}")
    return made


def publish(session: Session, programme: CertificateProgramme, at: datetime, by: int) -> None:
    """公表する; doing it again changes nothing. Raises NotPossible under 60 hours."""
    session.refresh(programme, with_for_update=True)
    if programme.minutes < LEAST_MINUTES:
        raise NotPossible(mark("総時間数が60時間に満たないため、履修証明プログラムとして公表できません"))
    if programme.published_at is None:
        programme.published_at = at
        session.flush()
        record(session, at, by, "programme_published", f"certificate_programme/{programme.id}")


def _whole(given: str) -> int:
    given = given.strip()
    return int(given) if given.isascii() and given.isdigit() and len(given) < 5 else 0

"""履修証明書: only of a programme that was published beforehand, of 60 hours or more, whose courses were completed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment, Learner
from webapp.fiscal_year import japanese_date
from webapp.participation.certificates.issuing import Certified, Press, numbered
from webapp.participation.certificates.models import Certificate, CertificateKind
from webapp.participation.certificates.programmes import LEAST_MINUTES, CertificateProgramme
from webapp.participation.completing.standing import CompletionStanding, own_standings
from webapp.programme.operations import NotPossible
from webapp.wording import mark

FIELDS = ("name", "purpose", "method", "content", "eligibility", "requirement")
# 内容の概要: what is printed of 内容; the rest stands in what was published.
LONGEST_OUTLINE = 300


@dataclass(frozen=True)
class OwnProgramme:
    """自分の履修: which courses of a programme somebody completed, and which are left."""

    programme: CertificateProgramme
    done: tuple[Enrolment, ...]
    left: tuple[str, ...]

    @property
    def minutes_done(self) -> int:
        """The hours of what was completed, in minutes."""
        courses = {enrolment.offering.course_slug for enrolment in self.done}
        return sum(course.minutes for course in self.programme.courses if course.course_slug in courses)


def why_not(programme: CertificateProgramme) -> str:
    """Why 履修証明書 cannot be printed of a programme, in one sentence; empty where it can."""
    if programme.published_at is None:
        return mark("募集の前に公表されていないため、履修証明書を出せません。")
    if not all(getattr(programme, field).strip() for field in FIELDS) or programme.capacity < 1:
        return mark("法令で公表することになっている項目がそろっていないため、履修証明書を出せません。")
    composed = sum(course.minutes for course in programme.courses)
    if programme.minutes < LEAST_MINUTES or composed < LEAST_MINUTES:
        return mark("総時間数が60時間に満たないため、履修証明書を出せません。")
    if composed < programme.minutes:
        return mark("構成する講座の時間数が、公表した総時間数に足りないため、履修証明書を出せません。")
    return ""


def published(session: Session) -> Sequence[CertificateProgramme]:
    """履修証明プログラム that were published, the newest first."""
    return session.scalars(
        select(CertificateProgramme)
        .where(CertificateProgramme.published_at.is_not(None))
        .order_by(CertificateProgramme.published_at.desc(), CertificateProgramme.id)
    ).all()


def own_programmes(session: Session, standings: Iterable[CompletionStanding]) -> list[OwnProgramme]:
    """Those of which somebody completed a course, by where they stand in their own courses."""
    dated = [(one.completed_at, one.enrolment) for one in standings if one.completed_at is not None]
    completed = [enrolment for _, enrolment in sorted(dated, key=lambda pair: (pair[0], pair[1].id))]
    found = [_own(programme, completed) for programme in published(session)]
    return [own for own in found if own.done]


def issue_statutory(
    session: Session, learner: Learner, programme_id: int, press: Press, at: datetime
) -> Certificate:
    """履修証明書を発行する; asked twice it is the same one. Raises NotPossible with the reason in one sentence."""
    session.refresh(learner, with_for_update=True)
    mine = own_programmes(session, own_standings(session, learner.id, press.releases))
    own = next((one for one in mine if one.programme.id == programme_id), None)
    if own is None or own.left:
        raise NotPossible(mark("構成する講座をまだすべて修了していないため、履修証明書を発行できません"))
    if problem := why_not(own.programme):
        raise NotPossible(problem)
    there = session.scalar(
        select(Certificate).where(
            Certificate.learner_id == learner.id,
            Certificate.programme_id == programme_id,
            Certificate.revoked_at.is_(None),
        )
    )
    if there is not None:
        return there
    programme = own.programme
    outline = programme.content[:LONGEST_OUTLINE]
    certified = Certified(
        CertificateKind.STATUTORY,
        programme.partner,
        programme.name,
        programme.name,
        programme.minutes,
        outline,
    )
    row = numbered(session, certified, learner, press, at)
    row.programme_id, row.starts_on, row.ends_on = programme.id, *_period(own)
    session.add(row)
    session.flush()
    return row


def _own(programme: CertificateProgramme, completed: Sequence[Enrolment]) -> OwnProgramme:
    wanted = [course.course_slug for course in programme.courses]
    done: dict[str, Enrolment] = {}
    assert programme.published_at is not None  # noqa: S101 - only published ones are asked about
    since = japanese_date(programme.published_at)
    for enrolment in completed:
        # What began before it was published was no part of it.
        if enrolment.offering.course_slug in wanted and enrolment.offering.starts_on >= since:
            done.setdefault(enrolment.offering.course_slug, enrolment)
    return OwnProgramme(programme, tuple(done.values()), tuple(slug for slug in wanted if slug not in done))


def _period(own: OwnProgramme) -> tuple[date, date]:
    return (
        min(enrolment.offering.starts_on for enrolment in own.done),
        max(enrolment.offering.ends_on for enrolment in own.done),
    )

"""修了証の発行: on the learner's request, once; the facts of that day are frozen in a row."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.letters.models import LetterHead
from webapp.enrolment.models import Enrolment, Learner
from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.participation.certificates.hours import minutes_for
from webapp.participation.certificates.models import Certificate, CertificateKind
from webapp.participation.certificates.names import initials_of, name_on_certificates
from webapp.participation.completing.settling import certificate_of, settle
from webapp.participation.completion import complete
from webapp.programme.models import Partner
from webapp.programme.operations import NotPossible
from webapp.wording import mark

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 16  # of 31 letters: 79 bits


@dataclass(frozen=True)
class Press:
    """発行の条件: where certificates are checked, what has been released, and whether the people here are invented."""

    check_page: str  # the address before the code
    releases: Path
    invented: bool


@dataclass(frozen=True)
class Certified:
    """証明する内容: what a certificate says of a course or a programme, before it is numbered."""

    kind: CertificateKind
    issuer: Partner
    title: str
    title_en: str
    minutes: int
    outline: str = ""


def issue(session: Session, enrolment: Enrolment, press: Press, at: datetime) -> Certificate:
    """修了証を発行する; asked twice it is the same one. Raises NotPossible where the person has not completed."""
    session.execute(select(Enrolment.id).where(Enrolment.id == enrolment.id).with_for_update())
    session.refresh(enrolment)
    if (there := certificate_of(session, enrolment)) is not None:
        return there
    offering = enrolment.offering
    # The rule is read now: a certificate never waits for a job, nor for an event that was missed.
    settle(session, enrolment)
    complete(session, enrolment, press.releases)
    if enrolment.completed_at is None or enrolment.withdrawn_at is not None:
        raise NotPossible(mark("修了要件をまだ満たしていないため、修了証を発行できません"))
    minutes = minutes_for(session, enrolment, press.releases, completed=True)
    if not minutes:
        raise NotPossible(
            mark("講座の時間数がまだ決まっていないため、発行できません。事務局に連絡してください")
        )
    certified = Certified(
        CertificateKind.COMPLETION,
        offering.issuer or offering.host,
        f"{offering.title_ja} 第{offering.number}期",
        f"{offering.title_en} No. {offering.number}",
        minutes,
    )
    row = numbered(session, certified, enrolment.learner, press, at)
    row.enrolment_id, row.starts_on, row.ends_on = enrolment.id, offering.starts_on, offering.ends_on
    session.add(row)
    session.flush()
    return row


def numbered(
    session: Session, certified: Certified, learner: Learner, press: Press, at: datetime
) -> Certificate:
    """The next number of the fiscal year of issue, with the name and the issuer of this day."""
    # First: on PostgreSQL the audit chain lets one in after the other, so that no number is given twice.
    record(session, at, learner.id, "certificate_issued", f"learner/{learner.id}", kind=certified.kind.value)
    year = FiscalYear.of(at).year
    last = session.scalar(select(func.max(Certificate.number)).where(Certificate.fiscal_year == year))
    head = session.get(LetterHead, certified.issuer.id)
    name = name_on_certificates(session, learner)
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return Certificate(
        kind=certified.kind,
        fiscal_year=year,
        number=(last or 0) + 1,
        learner_id=learner.id,
        issuer_id=certified.issuer.id,
        name=name,
        initials=initials_of(name, learner.name_kana),
        title=certified.title,
        title_en=certified.title_en,
        outline=certified.outline,
        minutes=certified.minutes,
        issued_on=japanese_date(at),
        issuer_name=certified.issuer.name_ja,
        issuer_name_en=certified.issuer.name_en,
        signatory=" ".join(head.signatory.split()) if head is not None else "",
        invented=press.invented,
        check_code=code,
        check_url=press.check_page + code,
        issued_at=at,
    )


def certificates_of(session: Session, learner_id: int) -> list[Certificate]:
    """One's own certificates, the newest first, taken back or not."""
    mine = select(Certificate).where(Certificate.learner_id == learner_id).order_by(Certificate.id.desc())
    return list(session.scalars(mine))


def find_by_code(session: Session, code: str) -> Certificate | None:
    """The certificate that a QR code names; codes are read as they are printed, in small letters."""
    if len(code) != CODE_LENGTH:
        return None
    return session.scalar(select(Certificate).where(Certificate.check_code == code))

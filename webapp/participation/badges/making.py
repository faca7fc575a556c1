"""バッジをつくる: once per certificate, when its learner asks; what was signed is kept as it is."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.catalogue import Course, load_courses
from webapp.audit import record
from webapp.participation.badges.credential import Achieved, Status, credential, identity
from webapp.participation.badges.frameworks import alignments
from webapp.participation.badges.issuers import did_of, profile_of
from webapp.participation.badges.keys import key_ring
from webapp.participation.badges.models import OpenBadge
from webapp.participation.badges.signing import signed
from webapp.participation.badges.status_list import SIZE, place_of, status_list
from webapp.participation.certificates.models import Certificate
from webapp.participation.rules import rule_promised_to
from webapp.programme.models import Partner
from webapp.programme.operations import NotPossible
from webapp.programme.rule_kinds import asks_attendance, asks_work
from webapp.wording import mark


@dataclass(frozen=True)
class Mint:
    """発行所: the address that people use with our prefix, the folder of secrets and that of composed courses."""

    home: str
    secrets: Path
    # Where courses lie that an office composed.
    courses: Path


def make_badge(session: Session, certificate: Certificate, mint: Mint, at: datetime) -> OpenBadge:
    """Sign a badge for a 修了証; asked twice it is the same one.

    Raises NotPossible where it was taken back, is of no single course, or the learner has no confirmed address.
    """
    session.refresh(certificate, with_for_update=True)
    if (there := session.get(OpenBadge, certificate.id)) is not None:
        return there
    learner, enrolment = certificate.learner, certificate.enrolment
    if certificate.revoked_at is not None or enrolment is None:
        raise NotPossible(mark("取り消された修了証と履修証明書からは、バッジをつくれません"))
    if learner.email is None or learner.email_confirmed_at is None:
        raise NotPossible(
            mark(
                "バッジには確認済みのメールアドレスが必要です。「アカウント」→「アドレスを変更・追加する」で、いまのアドレスをもう一度入れると、確認のメールが届きます"
            )
        )
    issuer = did_of(mint.home, certificate.issuer.slug)
    number, index = place_of(certificate.id)
    told = credential(
        certificate,
        profile_of(mint.home, issuer, certificate.issuer),
        _achieved(session, certificate, mint),
        identity(learner.email, secrets.token_hex(16)),
        Status(list_address(mint.home, certificate.issuer.slug, number), index),
    )
    badge = OpenBadge(
        certificate_id=certificate.id,
        jwt=signed(told, issuer, key_ring(mint.secrets), certificate.issued_at),
        made_at=at,
    )
    session.add(badge)
    session.flush()
    record(session, at, learner.id, "badge_made", f"certificate/{certificate.id}")
    return badge


def list_address(home: str, slug: str, number: int) -> str:
    """Where an issuer's list of what was taken back lies."""
    return f"{home}/issuers/{slug}/status/{number}"


def signed_status_list(session: Session, partner: Partner, number: int, mint: Mint, at: datetime) -> str:
    """失効の一覧 of one issuer, as a signed credential of this moment."""
    revoked = session.scalars(
        select(Certificate.id).where(
            Certificate.issuer_id == partner.id,
            Certificate.revoked_at.is_not(None),
            Certificate.id >= number * SIZE,
            Certificate.id < (number + 1) * SIZE,
        )
    )
    issuer = did_of(mint.home, partner.slug)
    at = at.replace(microsecond=0)
    told = status_list(
        list_address(mint.home, partner.slug, number), issuer, (place_of(id)[1] for id in revoked), at
    )
    return signed(told, issuer, key_ring(mint.secrets), at)


def _achieved(session: Session, certificate: Certificate, mint: Mint) -> Achieved:
    enrolment = certificate.enrolment
    assert enrolment is not None  # noqa: S101 - a badge is of a 修了証, and that is of an enrolment
    slug = enrolment.offering.course_slug
    course = load_courses(composed=mint.courses).get(slug)
    codes = [code for lesson in course.lessons for code in lesson.mdash] if course else []
    return Achieved(
        f"{mint.home}/courses/{slug}",
        course.title.ja if course else certificate.title,
        course.summary.ja if course else certificate.title,
        _criteria(rule_promised_to(session, enrolment), course),
        alignments(codes),
    )


def _listed(slugs: object, names: Mapping[str, str]) -> str:
    listed = [str(slug) for slug in slugs] if isinstance(slugs, list) else []
    return "、".join(f"{slug.upper()} {names.get(slug, '')}".strip() for slug in listed)


def _criteria(rule: dict[str, object], course: Course | None) -> str:
    """The rule in a sentence; that a person may decide beside it belongs to it."""
    by_rule = f"全ての回のうち {rule.get('min')} 以上に出席すること。" if asks_attendance(rule) else ""
    if asks_work(rule):
        names = {lesson.slug: lesson.title.ja for lesson in course.lessons} if course else {}
        by_rule += (
            f"次のレッスンの基本の演習課題すべてに合格すること: {_listed(rule.get('lessons'), names)}。"
        )
        if rule.get("one_of"):
            by_rule += f"あわせて、次のどれか一つの基本の演習課題すべてに合格すること: {_listed(rule['one_of'], names)}。"
    return by_rule + "主催者が理由を記録して修了を認定することがあります。"

"""あなたの情報の取扱い: the lines of the audit that concern one person, in plain words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit import AuditEntry
from webapp.enrolment.models import Application, Enrolment, Learner, Role, RoleGrant
from webapp.programme.models import Partner
from webapp.wording import mark

# What each action is called to the person whom it concerns.
WORDS = {
    "account_made": mark("アカウントが作られました"),
    "card_issued": mark("利用者カードが発行されました"),
    "password_changed": mark("パスワードが変更されました"),
    "password_reset": mark("パスワードが再設定されました"),
    "password_set_by_card": mark("利用者カードでパスワードが設定されました"),
    "email_changed": mark("メールアドレスが変更されました"),
    "second_email_changed": mark("二つ目のメールアドレスが登録されました"),
    "second_email_removed": mark("二つ目のメールアドレスが削除されました"),
    "second_factor_begun": mark("二段階認証が使われるようになりました"),
    "second_factor_reset": mark("二段階認証が外されました"),
    "recovery_codes_made": mark("予備コードが作られました"),
    "role_granted": mark("役割が与えられました"),
    "announcements_changed": mark("次回案内の受け取りが変更されました"),
    "cards_listed": mark("利用者カードの名簿が表示されました（あなたを含みます）"),
}
OTHER = mark("あなたの情報が表示または変更されました")
MOST = 50


@dataclass(frozen=True)
class Told:
    """One line: when, what, and who, as a role and never by name."""

    at: datetime
    what: str
    by_me: bool
    by: Partner | None
    by_platform: bool


def told_about(session: Session, learner: Learner) -> list[Told]:
    """What was done with this person's data, the newest first, at most MOST lines."""
    lines = session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject.in_(_subjects(session, learner)), AuditEntry.action != "refused")
        .order_by(AuditEntry.id.desc())
        .limit(MOST)
    ).all()
    partners = _partners_of(session, {line.actor for line in lines if line.actor is not None})
    return [
        Told(
            line.at, WORDS.get(line.action, OTHER), line.actor == learner.id,
            partners.get(line.actor or 0), line.actor is None,
        )
        for line in lines
        if line.subject.startswith(("learner/", "application/", "enrolment/")) or line.actor != learner.id
    ]  # fmt: skip


def _subjects(session: Session, learner: Learner) -> list[str]:
    applications = session.execute(
        select(Application.id, Application.offering_id).where(Application.learner_id == learner.id)
    ).all()
    enrolments = session.execute(
        select(Enrolment.id, Enrolment.offering_id).where(Enrolment.learner_id == learner.id)
    ).all()
    offerings = {row.offering_id for row in (*applications, *enrolments)}
    return [
        f"learner/{learner.id}",
        *(f"application/{row.id}" for row in applications),
        *(f"enrolment/{row.id}" for row in enrolments),
        *(f"offering/{offering}" for offering in sorted(offerings)),
    ]


def _partners_of(session: Session, actors: set[int]) -> dict[int, Partner]:
    grants = select(RoleGrant.learner_id, Partner).join(RoleGrant.partner)
    found = grants.where(RoleGrant.learner_id.in_(actors), RoleGrant.role == Role.COORDINATOR)
    return {row[0]: row[1] for row in session.execute(found)}

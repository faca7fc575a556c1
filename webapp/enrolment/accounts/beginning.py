"""最初のアカウント: made by the operator's command, so that an empty platform can begin."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.accounts.cards import Card, issue_card
from webapp.enrolment.accounts.logins import make_account
from webapp.enrolment.models import Role, RoleGrant
from webapp.enrolment.operations import NotPossible
from webapp.programme.models import Partner


def make_account_with_role(
    session: Session,
    name: str,
    name_kana: str,
    email: str | None,
    role: Role,
    partner: Partner | None,
    at: datetime,
    *,
    key: bytes,
) -> Card:
    """An account with a role, and the card with which its owner begins; raises NotPossible.

    A coordinator is one of a partner's 事務局; nobody else has a partner.
    """
    if (role is Role.COORDINATOR) != (partner is not None):
        raise NotPossible("事務局 (coordinator) には連携機関が要り、ほかの役割には付けられません")
    learner = make_account(session, name, name_kana, email, "ja", at)
    if role is not Role.LEARNER:
        session.add(RoleGrant(learner=learner, role=role, partner=partner))
        session.flush()
        record(session, at, None, "role_granted", f"learner/{learner.id}", role=role.value)
    return issue_card(session, learner, at, key=key, by=None)


def partner_called(session: Session, slug: str) -> Partner | None:
    """The partner with this short name."""
    return session.scalar(select(Partner).filter_by(slug=slug))

"""利用者カード: login ID and a one-time code on paper, for getting on without any mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, union
from sqlalchemy.orm import Session, selectinload

from webapp.audit import record
from webapp.enrolment.accounts.changing import set_password
from webapp.enrolment.accounts.codes import check_code, issue, use
from webapp.enrolment.accounts.models import Purpose
from webapp.enrolment.accounts.password_rules import check_password
from webapp.enrolment.accounts.resetting import find
from webapp.enrolment.models import Application, Enrolment, Learner, Role
from webapp.programme.models import Offering

DAYS = 30


@dataclass(frozen=True)
class Card:
    """One card as it is printed; the code is nowhere else."""

    learner: Learner
    code: str
    expires_at: datetime

    @property
    def spaced(self) -> str:
        """The code in two halves, easier to type."""
        return f"{self.code[:5]}-{self.code[5:]}"


def people_of(session: Session, offering: Offering) -> list[Learner]:
    """Whoever applied to an offering or is enrolled in it, by ふりがな."""
    ids = union(
        select(Application.learner_id).where(Application.offering_id == offering.id),
        select(Enrolment.learner_id).where(Enrolment.offering_id == offering.id),
    ).subquery()
    found = (
        select(Learner)
        .where(Learner.id.in_(select(ids.c.learner_id)))
        .order_by(Learner.name_kana, Learner.id)
        .options(selectinload(Learner.roles))
    )
    return list(session.scalars(found))


def may_have_card(learner: Learner) -> bool:
    """Whether a page may give a card for this account: for 講師, 事務局 and システム管理者 it may not.

    Such a person may attend another partner's course, whose office would else get into their account.
    """
    return all(grant.role is Role.LEARNER for grant in learner.roles)


def issue_card(
    session: Session,
    learner: Learner,
    at: datetime,
    *,
    key: bytes,
    by: int | None,
    subject: str | None = None,
) -> Card:
    """カードを発行する: the card from before opens nothing any more."""
    issued = issue(session, Purpose.CARD, at, key=key, learner=learner, minutes=DAYS * 24 * 60)
    detail: dict[str, Any] = {"for": subject} if subject else {}
    record(session, at, by, "card_issued", f"learner/{learner.id}", **detail)
    return Card(learner, issued.code, issued.row.expires_at)


def issue_cards(
    session: Session, offering: Offering, chosen: Sequence[int], at: datetime, *, key: bytes, by: int
) -> list[Card]:
    """Cards for those of an offering's people who were chosen and may have one; whoever is none of them gets none."""
    people = [
        learner
        for learner in people_of(session, offering)
        if learner.id in set(chosen) and may_have_card(learner)
    ]
    subject = f"offering/{offering.id}"
    return [issue_card(session, learner, at, key=key, by=by, subject=subject) for learner in people]


def start_with_card(
    session: Session, login_id: str, code: str, password: str, at: datetime, *, key: bytes
) -> Learner | None:
    """利用者カードで始める: None unless ID and code belong together; raises UnfitPassword, the card stays good then."""
    learner = find(session, login_id)
    row = check_code(session, Purpose.CARD, "", code, at, key=key, learner=learner)
    if row is None or learner is None:
        return None
    check_password(learner, password)
    use(session, row, at)
    set_password(session, learner, password, at, why="password_set_by_card")
    return learner

"""役割の終わりと後任: until when somebody has a role, who takes over, and that no office is left without anybody."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.audit import record
from webapp.enrolment.models import Learner, Role, RoleGrant, Teaching, normal_login_id
from webapp.enrolment.operations import NotPossible
from webapp.enrolment.teaching import give_to
from webapp.programme.models import Offering, OfferingState
from webapp.wording import mark

# So long before a role ends its holder and the colleagues are told.
WARNED = timedelta(days=30)
ALIVE = (OfferingState.PLANNED, OfferingState.OPEN, OfferingState.RUNNING)
LABELS = {
    Role.LEARNER: mark("受講者"),
    Role.INSTRUCTOR: mark("講師"),
    Role.COORDINATOR: mark("事務局"),
    Role.OPERATOR: mark("システム管理者"),
}


def grants_for(
    session: Session, viewer: Learner, hosts: Collection[int], *, is_operator: bool
) -> Sequence[RoleGrant]:
    """The roles that this person looks after: an operator all of the staff's, a coordinator those of the same partners."""
    wanted = select(RoleGrant).where(RoleGrant.role != Role.LEARNER)
    if not is_operator:
        wanted = wanted.where(RoleGrant.partner_id.in_(hosts) | (RoleGrant.learner_id == viewer.id))
    people = (
        joinedload(RoleGrant.learner),
        joinedload(RoleGrant.partner),
        joinedload(RoleGrant.successor),
    )
    return session.scalars(wanted.options(*people).order_by(RoleGrant.until.is_(None), RoleGrant.until,
                                                            RoleGrant.id)).all()  # fmt: skip


def ends_soon(grant: RoleGrant, day: date) -> bool:
    """Whether it is there today and will not be in thirty days."""
    return grant.until is not None and grant.counts_on(day) and grant.until <= day + WARNED


def change(
    session: Session,
    grant: RoleGrant,
    until: date | None,
    successor: str,
    at: datetime,
    day: date,
    by: Learner,
    *,
    hands_on: bool = False,
) -> None:
    """終わりの日と後任を決める: a day before today ends it at once; raises NotPossible with what to do.

    The successor is named by login ID. With `hands_on` they have the same role from now on, an instructor's courses with it.
    """
    if grant.learner_id == by.id and _is_later(until, grant.until):
        raise NotPossible(mark("自分の役割は延ばせません。同じ団体の職員かシステム管理者に頼んでください。"))
    grant.successor = _found(session, grant, successor)
    if hands_on and grant.successor is not None:
        _hand_on(session, grant, grant.successor, at, day, by)
    if until is not None and not _others(session, grant, until):
        raise NotPossible(
            mark("この日で終わると、役割を持つ人がいなくなります。先に後任へ同じ役割を与えてください。")
        )
    grant.until = until
    session.flush()
    action = "role_changed" if grant.counts_on(day) else "role_ended"
    record(
        session, at, by.id, action, f"learner/{grant.learner_id}", role=grant.role.value, partner=grant.partner_id,
        until=until.isoformat() if until else None, successor=grant.successor_id, whose=[grant.learner_id],
    )  # fmt: skip


def _is_later(until: date | None, now: date | None) -> bool:
    return now is not None and (until is None or until > now)


def _found(session: Session, grant: RoleGrant, typed: str) -> Learner | None:
    if not typed.strip():
        return None
    found = session.scalar(select(Learner).where(Learner.login_id == normal_login_id(typed)))
    if found is None or found.id == grant.learner_id:
        raise NotPossible(
            mark(
                "そのログインIDの人は後任にできません。後任の人のアカウントを先に作り、ログインIDを確かめてください。"
            )
        )
    return found


def _hand_on(
    session: Session, grant: RoleGrant, successor: Learner, at: datetime, day: date, by: Learner
) -> None:
    same = next(
        (one for one in successor.roles if (one.role, one.partner_id) == (grant.role, grant.partner_id)),
        None,
    )
    if same is None:
        session.add(RoleGrant(learner=successor, role=grant.role, partner_id=grant.partner_id))
    elif not same.counts_on(day):
        same.until = None
    if grant.role is Role.INSTRUCTOR:
        given = select(Offering).join(Teaching, Teaching.offering_id == Offering.id)
        theirs = given.where(Teaching.learner_id == grant.learner_id, Offering.state.in_(ALIVE))
        for offering in session.scalars(theirs).all():
            give_to(session, offering, successor)
    session.flush()
    record(session, at, by.id, "role_granted", f"learner/{successor.id}", role=grant.role.value,
           partner=grant.partner_id, after=grant.learner_id)  # fmt: skip


def _others(session: Session, grant: RoleGrant, until: date) -> bool:
    """Whether somebody else has the role on the day after; instructors belong to courses, which their hosts staff."""
    if grant.role is Role.INSTRUCTOR:
        return True
    after = RoleGrant.there_on(until + timedelta(days=1))
    same = select(RoleGrant.id).where(RoleGrant.role == grant.role, RoleGrant.id != grant.id, after)
    same = same.where(RoleGrant.partner_id.is_not_distinct_from(grant.partner_id))
    return session.scalar(same.limit(1)) is not None

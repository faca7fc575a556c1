"""担当: whose offerings somebody looks after, be it as their instructor (講師) or for their host (主催)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import false, or_, select, union
from sqlalchemy.orm import Session

from webapp.enrolment.models import Learner, Role, RoleGrant, Teaching
from webapp.fiscal_year import japanese_date
from webapp.programme.models import Offering


def taught_offerings(session: Session, learner: Learner) -> Sequence[Offering]:
    """The offerings whose work and scores this person may see by name, the newest first.

    An instructor's are those they were given, a coordinator's those that their partner hosts; without a role that
    counts today there are none.
    """
    roles = learner.roles_on(_today())
    hosts = [grant.partner_id for grant in roles if grant.role is Role.COORDINATOR]
    given = select(Teaching.offering_id).where(Teaching.learner_id == learner.id)
    is_instructor = any(grant.role is Role.INSTRUCTOR for grant in roles)
    return session.scalars(
        select(Offering)
        .where(or_(Offering.host_id.in_(hosts), Offering.id.in_(given) if is_instructor else false()))
        .order_by(Offering.fiscal_year.desc(), Offering.starts_on.desc(), Offering.id)
    ).all()


def who_looks_after(session: Session) -> dict[int, frozenset[str]]:
    """`taught_offerings` asked the other way round: the hub users of the people who look after each offering."""
    given = (
        select(Teaching.offering_id, Learner.hub_user)
        .join(Teaching.learner)
        .join(RoleGrant, RoleGrant.learner_id == Learner.id)
        .where(RoleGrant.role == Role.INSTRUCTOR, RoleGrant.there_on(_today()))
    )
    hosted = (
        select(Offering.id, Learner.hub_user)
        .join(RoleGrant, RoleGrant.partner_id == Offering.host_id)
        .join(RoleGrant.learner)
        .where(RoleGrant.role == Role.COORDINATOR, RoleGrant.there_on(_today()))
    )
    people: defaultdict[int, set[str]] = defaultdict(set)
    for offering_id, hub_user in session.execute(union(given, hosted)):
        people[offering_id].add(hub_user)
    return {offering_id: frozenset(names) for offering_id, names in people.items()}


def instructors_of(session: Session, offering: Offering) -> Sequence[Learner]:
    """担当講師: who gives this offering."""
    given = select(Teaching.learner_id).where(Teaching.offering_id == offering.id)
    return session.scalars(
        select(Learner).where(Learner.id.in_(given)).order_by(Learner.name_kana, Learner.id)
    ).all()


def instructors(session: Session) -> Sequence[Learner]:
    """講師: everybody who may be given an offering."""
    may = select(RoleGrant.learner_id).where(RoleGrant.role == Role.INSTRUCTOR, RoleGrant.there_on(_today()))
    return session.scalars(
        select(Learner).where(Learner.id.in_(may)).order_by(Learner.name_kana, Learner.id)
    ).all()


def give_to(session: Session, offering: Offering, learner: Learner) -> None:
    """担当を決める: from now on this instructor gives the offering; doing it again changes nothing."""
    if session.get(Teaching, (offering.id, learner.id)) is None:
        session.add(Teaching(offering_id=offering.id, learner_id=learner.id))
        session.flush()


def take_from(session: Session, offering: Offering, learner: Learner) -> None:
    """担当を外す: the offering is not this instructor's any more."""
    if found := session.get(Teaching, (offering.id, learner.id)):
        session.delete(found)
        session.flush()


def _today() -> date:
    return japanese_date(datetime.now(UTC))

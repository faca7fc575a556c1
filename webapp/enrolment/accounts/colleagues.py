"""同じ主催の職員: whose second factor one may take off when their device is lost; never one's own."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from webapp.enrolment.models import Learner, Role, RoleGrant, Teaching
from webapp.programme.models import Offering, Partner


def colleagues_of(
    session: Session, learner: Learner, partners: list[Partner], day: date, *, is_operator: bool
) -> list[Learner]:
    """An operator's are all staff; a coordinator's the 事務局 of the same partners and their offerings' 講師.

    Whoever is an operator can be reset by an operator only; whose role ended before this day is no colleague.
    """
    staff = select(Learner).join(Learner.roles).where(RoleGrant.role != Role.LEARNER, RoleGrant.there_on(day))
    if not is_operator:
        hosts = [partner.id for partner in partners]
        instructors = select(Teaching.learner_id).join(Teaching.offering).where(Offering.host_id.in_(hosts))
        operators = select(RoleGrant.learner_id).where(
            RoleGrant.role == Role.OPERATOR, RoleGrant.there_on(day)
        )
        staff = staff.where(
            or_(RoleGrant.partner_id.in_(hosts), Learner.id.in_(instructors)), Learner.id.not_in(operators)
        )
    found = staff.where(Learner.id != learner.id).order_by(Learner.name_kana, Learner.id).distinct()
    return list(session.scalars(found.options(selectinload(Learner.roles).selectinload(RoleGrant.partner))))

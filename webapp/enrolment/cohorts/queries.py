"""受講団体の問い合わせ: which groups there are, how many came and completed, and whose results may be told by name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from webapp.enrolment.applying.models import Consent, ConsentKind
from webapp.enrolment.cohorts.models import Cohort, CohortMember, CohortSeats, Ground
from webapp.enrolment.models import Enrolment, Learner, LearnerYear
from webapp.programme.models import Offering


@dataclass(frozen=True)
class CohortLine:
    """受講団体の行: one offering, the seats kept in it, and who came and completed; internal numbers, for no report."""

    offering: Offering
    seats: int
    enrolled: int
    completed: int


@dataclass(frozen=True)
class Handed:
    """知らせる人と知らせない人: members whose results may be told, how many were not told of it, how many did not agree."""

    members: Sequence[tuple[CohortMember, str | None]]
    untold: int
    unagreed: int


def cohorts_of(session: Session, hosts: Collection[int], fiscal_year: int) -> Sequence[Cohort]:
    """Groups that these partners keep in a year."""
    found = select(Cohort).where(Cohort.host_id.in_(hosts), Cohort.fiscal_year == fiscal_year)
    return session.scalars(found.order_by(Cohort.name, Cohort.id)).all()


def sponsored_by(session: Session, partners: Collection[int], fiscal_year: int) -> Sequence[Cohort]:
    """Groups that these partners send in a year, whoever hosts them."""
    found = select(Cohort).where(Cohort.sponsor_partner_id.in_(partners), Cohort.fiscal_year == fiscal_year)
    return session.scalars(found.order_by(Cohort.name, Cohort.id)).all()


def lines_of(session: Session, cohort: Cohort) -> list[CohortLine]:
    """Every offering in which the group has seats or people, the earliest first."""
    people = (
        select(
            Enrolment.offering_id,
            func.count().label("enrolled"),
            func.count(Enrolment.completed_at).label("completed"),
        )
        .join(CohortMember, CohortMember.enrolment_id == Enrolment.id)
        .where(CohortMember.cohort_id == cohort.id, Enrolment.withdrawn_at.is_(None))
        .group_by(Enrolment.offering_id)
        .subquery()
    )
    rows = session.execute(
        select(
            Offering,
            func.coalesce(CohortSeats.seats, 0),
            func.coalesce(people.c.enrolled, 0),
            func.coalesce(people.c.completed, 0),
        )
        .outerjoin(people, people.c.offering_id == Offering.id)
        .outerjoin(
            CohortSeats, and_(CohortSeats.offering_id == Offering.id, CohortSeats.cohort_id == cohort.id)
        )
        .where(or_(people.c.enrolled.is_not(None), CohortSeats.seats.is_not(None)))
        .order_by(Offering.starts_on, Offering.id)
    )
    return [CohortLine(*row) for row in rows]


def handed_over(session: Session, cohort: Cohort) -> Handed:
    """知らせてよい人: told beforehand, and with their consent as it stands now, or by law."""
    rows = session.execute(
        select(CohortMember, LearnerYear.organisation)
        .join(CohortMember.enrolment)
        .join(Enrolment.offering)
        .join(Enrolment.learner)
        .outerjoin(
            LearnerYear,
            and_(
                LearnerYear.learner_id == Enrolment.learner_id,
                LearnerYear.fiscal_year == Offering.fiscal_year,
            ),
        )
        .where(CohortMember.cohort_id == cohort.id)
        .options(joinedload(CohortMember.enrolment).joinedload(Enrolment.learner))
        .order_by(Offering.starts_on, Offering.id, Learner.name_kana, Learner.id)
    ).all()
    told = [(member, organisation) for member, organisation in rows if member.told_on is not None]
    agreed = told if cohort.ground is Ground.LAW else _agreeing(session, told)
    return Handed(agreed, len(rows) - len(told), len(told) - len(agreed))


def _agreeing(
    session: Session, told: Sequence[tuple[CohortMember, str | None]]
) -> list[tuple[CohortMember, str | None]]:
    """Those whose newest word on 派遣元に知らせること is yes."""
    ids = {member.enrolment.learner_id for member, _ in told}
    said = select(Consent.learner_id, Consent.given).where(
        Consent.kind == ConsentKind.SHARE_WITH_SENDER, Consent.learner_id.in_(ids)
    )
    newest = dict(iter(session.execute(said.order_by(Consent.decided_at, Consent.id))))
    return [pair for pair in told if newest.get(pair[0].enrolment.learner_id)]

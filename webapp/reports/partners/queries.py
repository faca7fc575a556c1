"""The SQL of the partners' pages: who applied for what, who was sent by whom, and who agreed to be named."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from webapp.enrolment.applying.models import Consent, ConsentKind
from webapp.enrolment.models import Application, ApplicationState, Enrolment, LearnerYear
from webapp.programme.models import Offering, Partner


def offerings_of(session: Session, fiscal_year: int) -> Sequence[Offering]:
    """The offerings of the whole partnership in a year, with their hosts."""
    return session.scalars(
        select(Offering)
        .where(Offering.fiscal_year == fiscal_year)
        .options(joinedload(Offering.host))
        .order_by(Offering.starts_on, Offering.id)
    ).all()


def years_of_all(session: Session) -> list[int]:
    """The fiscal years in which anybody gives an offering, the newest first."""
    return sorted(session.scalars(select(Offering.fiscal_year).distinct()), reverse=True)


def every_partner(session: Session) -> list[int]:
    """The ids of all partners."""
    return list(session.scalars(select(Partner.id)))


def applicants(session: Session, offerings: Collection[int]) -> dict[int, set[int]]:
    """申込者: by offering, everybody who applied or came by a roster."""
    people: defaultdict[int, set[int]] = defaultdict(set)
    for table in (Application, Enrolment):
        rows = select(table.offering_id, table.learner_id).where(table.offering_id.in_(offerings))
        for offering_id, learner_id in session.execute(rows):
            people[offering_id].add(learner_id)
    return people


def sent_by(session: Session, partners: Collection[int], offerings: Collection[int]) -> dict[int, set[int]]:
    """派遣した人: by offering, the people whom these partners sent, whether or not they agreed to be named."""
    people: defaultdict[int, set[int]] = defaultdict(set)
    rows = select(Application.offering_id, Application.learner_id).where(
        Application.sent_by_id.in_(partners), Application.offering_id.in_(offerings)
    )
    for offering_id, learner_id in session.execute(rows):
        people[offering_id].add(learner_id)
    return people


def agreed_people(
    session: Session, partners: Collection[int], fiscal_year: int
) -> list[tuple[Application, Enrolment | None, str | None]]:
    """Accepted people whom these partners sent and who agree, now, that their name is shown to them."""
    accepted = or_(Application.state == ApplicationState.ACCEPTED, Enrolment.id.is_not(None))
    rows = (
        select(Application, Enrolment, LearnerYear.organisation)
        .join(Application.offering)
        .outerjoin(
            Enrolment,
            and_(
                Enrolment.learner_id == Application.learner_id,
                Enrolment.offering_id == Application.offering_id,
            ),
        )
        .outerjoin(
            LearnerYear,
            and_(LearnerYear.learner_id == Application.learner_id, LearnerYear.fiscal_year == fiscal_year),
        )
        .where(Offering.fiscal_year == fiscal_year, Application.sent_by_id.in_(partners), accepted, _agrees())
        .options(joinedload(Application.learner), joinedload(Application.offering))
        .order_by(Offering.starts_on, Offering.id, Application.id)
    )
    return [
        (application, enrolment, organisation)
        for application, enrolment, organisation in session.execute(rows)
    ]


def _agrees() -> ColumnElement[Any]:
    """Whether the newest of a person's decisions on being named to their sender says yes."""
    newest = (
        select(Consent.given)
        .where(
            Consent.learner_id == Application.learner_id,
            Consent.kind == ConsentKind.SHARE_WITH_SENDER,
        )
        .order_by(Consent.decided_at.desc(), Consent.id.desc())
        .limit(1)
        .correlate(Application)
        .scalar_subquery()
    )
    return newest.is_(True)

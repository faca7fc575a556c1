"""活用事例の問い合わせ: who may offer one, what somebody offered, and what everybody may read."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment
from webapp.participation.cases.models import CaseState, UseCase
from webapp.participation.surveys.forms import SurveyKind
from webapp.participation.surveys.models import Survey
from webapp.programme.models import Offering


def may_offer(session: Session, learner_id: int, at: datetime) -> Sequence[Enrolment]:
    """Courses that this person stayed in and was asked about three months later, the newest first."""
    asked = exists().where(
        Survey.offering_id == Enrolment.offering_id, Survey.kind == SurveyKind.LATER, Survey.opened_at <= at
    )
    stayed = select(Enrolment).join(Enrolment.offering).where(
        Enrolment.learner_id == learner_id, Enrolment.withdrawn_at.is_(None), asked
    )  # fmt: skip
    return session.scalars(stayed.order_by(Offering.ends_on.desc(), Enrolment.id)).all()


def own_cases(session: Session, learner_id: int) -> Sequence[UseCase]:
    """What this person offered, the newest first."""
    mine = select(UseCase).join(UseCase.enrolment).where(Enrolment.learner_id == learner_id)
    return session.scalars(mine.order_by(UseCase.id.desc())).all()


def case_of(session: Session, enrolment_id: int) -> UseCase | None:
    """What was offered of a course taken."""
    return session.scalar(select(UseCase).filter_by(enrolment_id=enrolment_id))


def cases_of_offering(session: Session, offering_id: int) -> Sequence[UseCase]:
    """What learners of an offering offered, the oldest first."""
    of_it = select(UseCase).join(UseCase.enrolment).where(Enrolment.offering_id == offering_id)
    return session.scalars(of_it.order_by(UseCase.id)).all()


def published(session: Session, fiscal_year: int | None = None) -> Sequence[UseCase]:
    """公開中の事例, the newest first: only in the words that were approved; of offerings up to a fiscal year where one is given."""
    found = _published()
    if fiscal_year is not None:
        found = found.where(Offering.fiscal_year <= fiscal_year)
    return [case for case in session.scalars(found) if case.is_as_approved]


def published_case(session: Session, case_id: int) -> UseCase | None:
    """One of these; None where it is not, or not any more."""
    found = session.scalar(_published().where(UseCase.id == case_id))
    return found if found is not None and found.is_as_approved else None


def chosen_cases(session: Session, ids: Iterable[int]) -> Sequence[UseCase]:
    """Those of the chosen ones that are still to be read by everybody, the oldest first."""
    wanted = set(ids)
    return sorted((case for case in published(session) if case.id in wanted), key=lambda case: case.id)


def _published() -> Select[UseCase]:
    return (
        select(UseCase)
        .join(UseCase.enrolment)
        .join(Enrolment.offering)
        .where(UseCase.state == CaseState.PUBLISHED)
        .order_by(UseCase.published_at.desc(), UseCase.id.desc())
    )

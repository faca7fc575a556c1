"""What happens to people: they enrol, they withdraw, and a fiscal year keeps what was known of them."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from webapp.enrolment.applying.moves import begin, move
from webapp.enrolment.models import Application, ApplicationState, Enrolment, Learner, LearnerYear
from webapp.programme.audience import Audience
from webapp.programme.models import Offering, OfferingState


class NotPossible(ValueError):
    """What was asked breaks a rule of enrolment; the message is for people."""


@dataclass(frozen=True)
class PersonAttributes:
    """属性: what reports may ask about a person; None is 不明, or 対象外 where it cannot apply."""

    audience: Audience
    residence_code5: str | None = None
    workplace_code5: str | None = None
    industry: str | None = None
    school_type: str | None = None
    age_band: str | None = None
    organisation: str | None = None
    school: str | None = None


def new_hub_user() -> str:
    """An opaque name for a person at the hub: it shows up in addresses and logs."""
    return f"u{secrets.token_hex(6)}"


def enrol(
    session: Session,
    learner: Learner,
    offering: Offering,
    attributes: PersonAttributes,
    at: datetime,
    by: int | None = None,
    reason: str = "",
) -> Enrolment:
    """受講決定: put a person into an offering, once; freeze their attributes for the year.

    Raises NotPossible when the offering is over or cancelled, or the person has withdrawn from it.
    """
    if offering.state in (OfferingState.CLOSED, OfferingState.CANCELLED):
        raise NotPossible("終了した講座や開講中止の講座には登録できません")
    enrolment = session.scalar(select(Enrolment).filter_by(learner_id=learner.id, offering_id=offering.id))
    if enrolment is not None:
        if enrolment.withdrawn_at is not None:
            raise NotPossible("この講座を辞退した人は、同じ講座にもう一度登録できません")
        return enrolment
    application = accept(session, learner, offering, at, by, reason)
    freeze_learner_year(session, learner, offering.fiscal_year, attributes, at)
    enrolment = Enrolment(
        learner=learner,
        offering=offering,
        application=application,
        audience=attributes.audience,
        enrolled_at=at,
    )
    session.add(enrolment)
    session.flush()
    return enrolment


def accept(
    session: Session,
    learner: Learner,
    offering: Offering,
    at: datetime,
    by: int | None = None,
    reason: str = "",
) -> Application:
    """Accept this person's application; who comes by a roster gets one."""
    application = session.scalar(
        select(Application).filter_by(learner_id=learner.id, offering_id=offering.id)
    )
    if application is None:
        application = Application(
            learner=learner, offering=offering, applied_at=at, state=ApplicationState.ACCEPTED
        )
        begin(session, application, at, by)
    elif application.state is not ApplicationState.ACCEPTED:
        move(session, application, ApplicationState.ACCEPTED, at, by, reason)
    application.reply_by = None
    return application


def freeze_learner_year(
    session: Session, learner: Learner, fiscal_year: int, attributes: PersonAttributes, at: datetime
) -> LearnerYear:
    """年度の属性の確定: keep what is known now; the first enrolment of the year decides, later ones do not."""
    frozen = session.get(LearnerYear, (learner.id, fiscal_year))
    if frozen is None:
        frozen = LearnerYear(
            learner_id=learner.id, fiscal_year=fiscal_year, frozen_at=at, **asdict(attributes)
        )
        session.add(frozen)
        session.flush()
    return frozen


def withdraw(
    session: Session, enrolment: Enrolment, at: datetime, by: int | None = None, reason: str = ""
) -> None:
    """辞退: the person leaves the offering; the first time counts, and a completion stays."""
    if enrolment.completed_at is not None:
        raise NotPossible("修了した講座は辞退できません")
    if enrolment.withdrawn_at is not None:
        return
    enrolment.withdrawn_at = at
    if enrolment.application is not None:
        move(session, enrolment.application, ApplicationState.WITHDRAWN, at, by, reason)
    session.flush()


def has_invented_people(session: Session) -> bool:
    """Whether this database holds demo people, so that everything made from it must say 架空のデータ."""
    return bool(session.scalar(select(exists().where(Learner.is_demo))))

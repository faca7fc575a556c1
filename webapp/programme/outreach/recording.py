"""周知を記録する: a contact gets a code of its own, and an organisation that nobody knew yet becomes known."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.fiscal_year import FiscalYear
from webapp.programme.models import Offering, Partner, Seminar
from webapp.programme.organisations import Organisation, OrganisationKind
from webapp.programme.outreach.channels import CHANNELS
from webapp.programme.outreach.codes import new_code
from webapp.programme.outreach.models import Outreach


def record_outreach(
    session: Session,
    *,
    host: Partner,
    made_on: date,
    channel: str,
    what: str,
    organisation: Organisation | None = None,
    offering: Offering | None = None,
    seminar: Seminar | None = None,
    people_reached: int | None = None,
    cost_yen: int | None = None,
    code: str | None = None,
    by: int | None,
    at: datetime,
) -> Outreach:
    """周知を記録する: one contact; `cost_yen` in yen, None is unknown. Raises ValueError for a channel that is none.

    Asked again with the same `code` it answers with what is there: pressing twice records once.
    """
    if channel not in CHANNELS:
        raise ValueError(channel)
    if code is not None and (there := find_contact(session, code)) is not None:
        return there
    contact = Outreach(
        host=host, fiscal_year=FiscalYear.of(made_on).year, made_on=made_on, channel=channel, what=what,
        organisation=organisation, offering=offering, seminar=seminar, people_reached=people_reached,
        cost_yen=cost_yen, code=code or new_code(), recorded_by=by, recorded_at=at,
    )  # fmt: skip
    session.add(contact)
    session.flush()
    return contact


def find_contact(session: Session, code: str) -> Outreach | None:
    """The contact with this code."""
    return session.scalar(select(Outreach).filter_by(code=code))


def known_organisation(
    session: Session, host: Partner, name: str, kind: OrganisationKind, at: datetime
) -> Organisation:
    """団体: the one that this partner knows by this name; a new one where it knows none."""
    there = session.scalar(select(Organisation).filter_by(host_id=host.id, name=name))
    if there is None:
        there = Organisation(host=host, name=name, kind=kind, created_at=at)
        session.add(there)
        session.flush()
    return there

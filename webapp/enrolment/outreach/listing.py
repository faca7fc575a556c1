"""周知の一覧: each contact with how often its link was opened, who applied because of it, and what an application cost."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from webapp.enrolment.models import Application, ApplicationState
from webapp.programme.models import Offering, Seminar
from webapp.programme.organisations import Organisation
from webapp.programme.outreach.models import Outreach, OutreachOpening
from webapp.programme.outreach.recording import find_contact as find_contact

About = Offering | Seminar


@dataclass(frozen=True)
class Wanted:
    """絞り込み: which contacts of these partners; None or "" is all."""

    hosts: Collection[int]
    year: int | None = None
    channel: str = ""
    offering_id: int | None = None
    # In the organisation's name or in what was done.
    words: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """The same as SQL."""
        asked: list[ColumnElement[bool]] = [Outreach.host_id.in_(self.hosts)]
        if self.year is not None:
            asked.append(Outreach.fiscal_year == self.year)
        if self.channel:
            asked.append(Outreach.channel == self.channel)
        if self.offering_id is not None:
            asked.append(Outreach.offering_id == self.offering_id)
        if self.words:
            named = Organisation.name.contains(self.words, autoescape=True)
            asked.append(or_(named, Outreach.what.contains(self.words, autoescape=True)))
        return asked


@dataclass(frozen=True)
class Counted:
    """周知の成果: openings of the link, applications that came by it, and yen per application where both are known."""

    contact: Outreach
    openings: int
    applications: int

    @property
    def yen_each(self) -> int | None:
        """申込1件あたりの費用 in yen, rounded as offices do; None where nothing was recorded or nobody applied."""
        return yen_each(self.contact.cost_yen, self.applications)


def yen_each(cost: int | None, applications: int) -> int | None:
    """費用 ÷ 申込 in yen, 四捨五入; None where one of the two is missing."""
    if cost is None or applications == 0:
        return None
    return int((Decimal(cost) / applications).quantize(Decimal(1), ROUND_HALF_UP))


def how_many(session: Session, wanted: Wanted) -> int:
    """How many contacts there are."""
    return session.scalar(_joined(select(func.count(Outreach.id))).where(*wanted.conditions())) or 0


def contacts(session: Session, wanted: Wanted, limit: int | None = None, offset: int = 0) -> list[Counted]:
    """The contacts with what came of them, the newest first."""
    openings = (
        select(func.coalesce(func.sum(OutreachOpening.times), 0))
        .where(OutreachOpening.outreach_id == Outreach.id)
        .scalar_subquery()
    )
    rows = (
        _joined(select(Outreach, openings, applications_of(Outreach.id, Outreach.host_id)))
        .options(
            joinedload(Outreach.organisation), joinedload(Outreach.offering), joinedload(Outreach.seminar)
        )
        .where(*wanted.conditions())
        .order_by(Outreach.made_on.desc(), Outreach.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [Counted(contact, int(opened), int(applied)) for contact, opened, applied in session.execute(rows)]


def counted(session: Session, contact: Outreach) -> Counted:
    """One contact with what came of it."""
    opened = session.scalar(
        select(func.coalesce(func.sum(OutreachOpening.times), 0)).filter_by(outreach_id=contact.id)
    )
    return Counted(
        contact,
        int(opened or 0),
        int(session.scalar(select(applications_of(contact.id, contact.host_id))) or 0),
    )


def applications_of(contact: Any, host: Any) -> Any:
    """申込: by a contact's code, to what its own partner hosts, without those that were taken back."""
    return (
        select(func.count(Application.id))
        .join(Offering, Offering.id == Application.offering_id)
        .where(
            Application.outreach_id == contact,
            Offering.host_id == host,
            Application.state != ApplicationState.CANCELLED,
        )
        .scalar_subquery()
    )


def about_options(session: Session, hosts: Collection[int], years: Collection[int]) -> dict[str, About]:
    """何の周知か: the offerings and seminars of these years, by the word that stands for each in a form."""
    mine: dict[str, About] = {}
    offerings = select(Offering).where(Offering.host_id.in_(hosts), Offering.fiscal_year.in_(years))
    for offering in session.scalars(offerings.order_by(Offering.starts_on.desc(), Offering.id)):
        mine[f"offering-{offering.id}"] = offering
    seminars = select(Seminar).where(Seminar.host_id.in_(hosts), Seminar.fiscal_year.in_(years))
    for seminar in session.scalars(seminars.order_by(Seminar.held_on.desc(), Seminar.id)):
        mine[f"seminar-{seminar.id}"] = seminar
    return mine


def years_of(session: Session, hosts: Collection[int]) -> list[int]:
    """The years in which something was recorded, the newest first."""
    return sorted(
        set(session.scalars(select(Outreach.fiscal_year).where(Outreach.host_id.in_(hosts)))), reverse=True
    )


def organisation_names(session: Session, hosts: Collection[int]) -> list[str]:
    """団体の名前 that these partners know, for a field that proposes them."""
    names = select(Organisation.name).where(Organisation.host_id.in_(hosts)).order_by(Organisation.name)
    return list(dict.fromkeys(session.scalars(names.limit(500))))


def _joined(rows: Select[Any]) -> Select[Any]:
    return rows.outerjoin(Organisation, Organisation.id == Outreach.organisation_id)

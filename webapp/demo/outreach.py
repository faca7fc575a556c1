"""架空の周知: for each offering of two years a few contacts, how often their links were opened, and who came by them."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from webapp.demo.cast import Cast
from webapp.enrolment.models import Application
from webapp.enrolment.outreach.interest import NOTICE
from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.programme.models import Offering, Partner, Seminar
from webapp.programme.organisations import OrganisationKind
from webapp.programme.outreach.codes import LENGTH, LETTERS
from webapp.programme.outreach.models import Interest, Outreach, OutreachOpening
from webapp.programme.outreach.recording import known_organisation, record_outreach

YEARS = 2
# Of the people who named its channel, so many in a hundred came by the contact's own link.
BY_LINK = 55


@dataclass(frozen=True)
class Kind:
    """One way in which an imaginary office makes a course known."""

    channel: str
    what: str
    organisation: str | None
    kind: OrganisationKind
    reached: tuple[int, int]
    cost: int | None
    days_before: int


KINDS = (
    Kind("flyer", "会報にチラシを折り込み", "架空商工会議所", OrganisationKind.ASSOCIATION, (220, 480), 18_000, 20),
    Kind("mail", "メールマガジンで案内", None, OrganisationKind.OTHER, (900, 1600), 0, 18),
    Kind("visit", "朝礼で講座を説明", "株式会社架空製作所", OrganisationKind.ENTERPRISE, (15, 40), 3_200, 14),
    Kind("workplace", "庁内の掲示板で案内", "架空市役所", OrganisationKind.GOVERNMENT, (300, 700), 0, 16),
    Kind("media", "広報紙に掲載", "架空新聞社", OrganisationKind.ENTERPRISE, (5000, 9000), 66_000, 24),
    Kind("social", "連携機関のSNSで紹介", None, OrganisationKind.OTHER, (400, 1100), None, 10),
)  # fmt: skip
WAITING = ("beginner", "beginner", "intermediate")


def write_outreach(cast: Cast, at: date) -> None:
    """Write contacts and who waits for a course, the same for the same day; nothing else of the demo changes by it."""
    dice = random.Random(f"outreach {at.isoformat()}")  # noqa: S311 - a demo, not a secret
    newest = FiscalYear.of(at).year
    years = range(newest - YEARS + 1, newest + 1)
    offerings = select(Offering).where(Offering.fiscal_year.in_(years)).order_by(Offering.id)
    for offering in cast.session.scalars(offerings).all():
        _of_offering(cast, dice, offering, at)
    seminars = select(Seminar).where(Seminar.fiscal_year == newest).order_by(Seminar.id)
    for seminar in cast.session.scalars(seminars).all():
        _of_seminar(cast, dice, seminar, at)
    _who_waits(cast, dice)


def _of_offering(cast: Cast, dice: random.Random, offering: Offering, at: date) -> None:
    opens = japanese_date(offering.apply_from) if offering.apply_from else offering.starts_on - timedelta(30)
    applications = cast.session.scalars(select(Application).filter_by(offering_id=offering.id)).all()
    free = list(applications)
    for kind in dice.sample(KINDS, dice.randint(2, 4)):
        made_on = max(opens, offering.starts_on - timedelta(days=kind.days_before + 20))
        if made_on > at:
            continue
        contact = _contact(cast, dice, offering.host, kind, made_on, offering=offering)
        came = [
            each
            for each in free
            if kind.channel in each.profile.get("channels", ())
            and japanese_date(each.applied_at) >= made_on
            and dice.randrange(100) < BY_LINK
        ]
        free = [each for each in free if each not in came]
        if came:
            ids = [each.id for each in came]
            cast.session.execute(
                update(Application).where(Application.id.in_(ids)).values(outreach_id=contact.id)
            )
        _openings(cast.session, dice, contact, len(came), at)


def _of_seminar(cast: Cast, dice: random.Random, seminar: Seminar, at: date) -> None:
    if seminar.held_on > at:
        return
    kind = Kind("seminar", "セミナーの参加者から職場への案内", None, OrganisationKind.OTHER, (20, 40), 0, 0)
    contact = _contact(cast, dice, seminar.host, kind, seminar.held_on, seminar=seminar)
    _openings(cast.session, dice, contact, dice.randint(0, 3), at)


def _contact(
    cast: Cast,
    dice: random.Random,
    host: Partner,
    kind: Kind,
    made_on: date,
    *,
    offering: Offering | None = None,
    seminar: Seminar | None = None,
) -> Outreach:
    session, now = cast.session, cast.now
    known = (
        known_organisation(session, host, kind.organisation, kind.kind, now) if kind.organisation else None
    )
    return record_outreach(
        session, host=host, made_on=made_on, channel=kind.channel, what=kind.what, organisation=known,
        offering=offering, seminar=seminar, people_reached=dice.randint(*kind.reached), cost_yen=kind.cost,
        code="".join(dice.choice(LETTERS) for _ in range(LENGTH)), by=cast.office_of(host), at=now,
    )  # fmt: skip


def _openings(session: Session, dice: random.Random, contact: Outreach, came: int, at: date) -> None:
    rows = list(_days(dice, contact, came, at))
    if rows:
        session.execute(insert(OutreachOpening), rows)


def _days(dice: random.Random, contact: Outreach, came: int, at: date) -> Iterator[dict[str, object]]:
    """For each who came a few who looked, in the two weeks after it."""
    for place in range(min(14, (at - contact.made_on).days)):
        times = dice.randint(0, came * 4 // 14 + 1 + (came if place == 0 else 0))
        if times:
            yield {"outreach_id": contact.id, "day": contact.made_on + timedelta(days=place), "times": times}


def _who_waits(cast: Cast, dice: random.Random) -> None:
    for number, slug in enumerate(WAITING, start=1):
        asked = cast.now - timedelta(days=dice.randint(3, 40))
        cast.session.add(
            Interest(
                course_slug=slug,
                email=f"waits{number}@example.invalid",
                notice_version=NOTICE,
                token_hash=hashlib.sha256(dice.randbytes(16)).hexdigest(),
                asked_at=asked,
                confirmed_at=asked,
            )
        )

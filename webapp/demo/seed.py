"""seed-demo: write the invented partnership into an empty database."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.demo.accounts import ACCOUNTS
from webapp.demo.cast import Cast
from webapp.demo.needs import tell_of_needs
from webapp.demo.outreach import write_outreach
from webapp.demo.papers import write_papers
from webapp.demo.partnership import write_partnership
from webapp.demo.places import Places
from webapp.demo.recipients import write_recipients
from webapp.demo.stories import tell_what_lies_ahead
from webapp.demo.years import YEARS, write_year
from webapp.enrolment.models import Enrolment, Learner
from webapp.fiscal_year import JAPAN, FiscalYear
from webapp.programme.models import Offering, Partner, Programme
from webapp.region import Region, load_region


class NotEmpty(Exception):
    """The database holds somebody's real work; a demo never goes on top of that."""


@dataclass(frozen=True)
class Seeded:
    """What the database holds after seeding; `already` where an earlier seeding had done it."""

    offerings: int
    learners: int
    enrolments: int
    already: bool = False


def seed_demo(session: Session, at: date, region: Region | None = None) -> Seeded:
    """Write five invented fiscal years as they stand when the day `at` begins; the same for the same day.

    A database with the demo in it is left as it is; one with anything else in it raises NotEmpty.
    """
    if _holds_demo(session):
        return _count(session, already=True)
    _refuse_real_work(session)
    dice = random.Random(f"tateyama {at.isoformat()}")  # noqa: S311 - a demo, not a secret
    places = Places.of(region or load_region())
    now = datetime.combine(at, time(0), JAPAN)
    cast = Cast(session, now, dice, places, write_partnership(session, places))
    cast.write_accounts()
    newest = FiscalYear.of(at)
    for age in reversed(range(YEARS)):
        write_year(cast, FiscalYear(newest.year - age), at, newest)
    tell_what_lies_ahead(cast, at)
    write_papers(cast, at)
    tell_of_needs(cast, at)
    write_outreach(cast, at)
    write_recipients(cast)
    session.flush()
    return _count(session, already=False)


def _holds_demo(session: Session) -> bool:
    demo = select(Learner.id).where(Learner.is_demo, Learner.login_id == ACCOUNTS[0].login_id)
    return session.execute(demo).first() is not None


def _refuse_real_work(session: Session) -> None:
    for table, what in (
        (Learner, "登録者"),
        (Offering, "開講講座"),
        (Programme, "事業"),
        (Partner, "連携機関"),
    ):
        if session.execute(select(table).limit(1)).first() is not None:
            raise NotEmpty(
                f"このデータベースには{what}のデータがあるため、架空のデータは入れませんでした。"
                "空のデータベース（TATEYAMA_DATA に別の場所を指定）でお試しください。 / "
                "This database is not empty, so the imaginary data was not added. Use an empty one: "
                "point TATEYAMA_DATA to another folder."
            )


def _count(session: Session, already: bool) -> Seeded:
    offerings, learners, enrolments = (
        session.scalar(select(func.count()).select_from(table)) or 0
        for table in (Offering, Learner, Enrolment)
    )
    return Seeded(offerings, learners, enrolments, already)

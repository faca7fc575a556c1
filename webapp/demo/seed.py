"""seed-demo: write the invented partnership into an empty database."""

import random
from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from argon2 import PasswordHasher
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from webapp.demo.accounts import ACCOUNTS, PASSWORD, Account
from webapp.demo.calendar import PlannedOffering, plan_year
from webapp.demo.classroom import Participation, Population, live_through
from webapp.demo.people import Person, invent_person
from webapp.demo.places import Places
from webapp.demo.rows import enrolment_row, learner_year_row, offering_row, seminar_row
from webapp.demo.seminars import plan_seminars
from webapp.enrolment.letters.models import LetterHead
from webapp.enrolment.models import (
    Application,
    Enrolment,
    Learner,
    Municipality,
    Role,
    RoleGrant,
    Teaching,
)
from webapp.fiscal_year import JAPAN, FiscalYear
from webapp.participation.models import Attendance
from webapp.programme.models import Offering, OfferingState, Partner, Programme
from webapp.region import Region, load_region

YEARS = 5
PARTNERS = (
    ("university", "架空大学", "Imaginary University"),
    ("prefecture", "架空県", "Imaginary Prefecture"),
    ("city", "架空市", "Imaginary City"),
)

LETTER_HEADS = (
    ("university", "架大DS", "データサイエンス教育センター長"),
    ("prefecture", "架県DS", "デジタル推進課長"),
    ("city", "架市DS", "情報政策課長"),
)


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
    writer = _Writer(session, at, dice, Places.of(region or load_region()))
    writer.write_partnership()
    newest = FiscalYear.of(at)
    for age in reversed(range(YEARS)):
        writer.write_year(FiscalYear(newest.year - age), newest)
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


class _Writer:
    """Turns plans into rows; remembers who and what has been written."""

    def __init__(self, session: Session, at: date, dice: random.Random, places: Places) -> None:
        self.session, self.at, self.dice, self.places = session, at, dice, places
        self.now = datetime.combine(at, time(0), JAPAN)
        self.population = Population(dice, places)
        self.partners: dict[str, Partner] = {}
        self.rows: dict[int, Learner] = {}  # by the person's number
        self.students: list[Person] = []

    def write_partnership(self) -> None:
        """Towns, partners and the seven accounts."""
        known = set(self.session.scalars(select(Municipality.code5)))
        self.session.add_all(
            Municipality(**asdict(town)) for town in self.places.towns if town.code5 not in known
        )
        for slug, name_ja, name_en in PARTNERS:
            self.partners[slug] = Partner(slug=slug, name_ja=name_ja, name_en=name_en)
        self.session.add_all(self.partners.values())
        self.session.add_all(
            LetterHead(
                partner=self.partners[slug],
                mark=mark,
                signatory=f"{post}　架空 太郎",
                contact=f"{self.partners[slug].name_ja} データサイエンス講座事務局\n電話 000-000-0000 / office@example.invalid",
                omits_seal=True,
            )
            for slug, mark, post in LETTER_HEADS
        )
        # argon2 is slow on purpose; the password is the same for all, so is the hash.
        hashed = PasswordHasher().hash(PASSWORD, salt=self.dice.randbytes(16))
        for number, account in enumerate(ACCOUNTS, start=1):
            self._write_account(-number, account, hashed)
        self.session.flush()

    def _write_account(self, number: int, account: Account, hashed: str) -> None:
        learner = self._learner(number, account.login_id, account.name, account.name_kana, self.now, hashed)
        learner.roles.append(
            RoleGrant(role=account.role, partner=self.partners[account.partner] if account.partner else None)
        )
        if account.audience is not None:
            identity = (number, account.name, account.name_kana)
            self.students.append(invent_person(identity, account.audience, self.dice, self.places))

    def write_year(self, year: FiscalYear, newest: FiscalYear) -> None:
        """One fiscal year: its budget, seminars, offerings and everybody in them."""
        # The budget is invented like everything else here.
        programme = Programme(
            fiscal_year=year.year,
            name_ja="架空データサイエンス連携推進事業",
            name_en="Imaginary data science partnership",
            budget_yen=9_800_000 + 650_000 * (YEARS - 1 - (newest.year - year.year)),
        )
        self.session.add(programme)
        self._write_seminars(programme, year)
        plans = plan_year(year, self.at, newest)
        regulars = {
            i: self.students
            for i, plan in enumerate(plans)
            if plan.shape.for_demo_accounts and year == newest
        }
        taken = live_through(plans, self.at, self.population, regulars)
        offerings = self._write_offerings(programme, plans)
        self.session.flush()
        for participation in taken:
            self._write_participation(participation, offerings[id(participation.offering)])
        self._freeze(year, taken)
        self.session.flush()
        self._write_attendance(taken, offerings)
        self._write_teaching(offerings)

    def _write_seminars(self, programme: Programme, year: FiscalYear) -> None:
        self.session.add_all(
            seminar_row(plan, programme, self.partners[plan.host])
            for plan in plan_seminars(year, self.at, self.dice)
        )

    def _write_offerings(self, programme: Programme, plans: list[PlannedOffering]) -> dict[int, Offering]:
        numbers: dict[str, int] = {}
        rows: dict[int, Offering] = {}
        for plan in plans:
            course = plan.shape.course
            numbers[course] = numbers.get(course, 0) + 1
            rows[id(plan)] = offering_row(plan, programme, self.partners[plan.shape.host], numbers[course])
        self.session.add_all(rows.values())
        return rows

    def _write_participation(self, taken: Participation, offering: Offering) -> None:
        learner = self._learner_of(taken.person, taken.applied_at)
        application = Application(
            learner=learner, offering=offering, applied_at=taken.applied_at, state=taken.application
        )
        self.session.add(application)
        if taken.enrolled_at is not None:
            self.session.add(enrolment_row(taken, learner, offering, application))

    def _freeze(self, year: FiscalYear, taken: list[Participation]) -> None:
        """年度の属性: written once per person, when their first counted enrolment of the year was decided."""
        first: dict[int, tuple[datetime, Person]] = {}
        for participation in taken:
            since, person = participation.enrolled_at, participation.person
            if since is None or not participation.counts:
                continue
            if person.number not in first or since < first[person.number][0]:
                first[person.number] = (since, person)
        self.session.add_all(
            learner_year_row(self.rows[number], person, year, since)
            for number, (since, person) in first.items()
        )

    def _write_attendance(self, taken: list[Participation], offerings: dict[int, Offering]) -> None:
        enrolments = {
            (learner_id, offering_id): enrolment_id
            for learner_id, offering_id, enrolment_id in self.session.execute(
                select(Enrolment.learner_id, Enrolment.offering_id, Enrolment.id)
            )
        }
        rows = []
        for participation in taken:
            offering = offerings[id(participation.offering)]
            meetings = {meeting.number: meeting for meeting in offering.meetings}
            key = (self.rows[participation.person.number].id, offering.id)
            for number, presence in participation.presences:
                meeting = meetings[number]
                rows.append(
                    {
                        "enrolment_id": enrolments[key],
                        "meeting_id": meeting.id,
                        "presence": presence,
                        "recorded_at": meeting.ends_at,
                    }
                )
        if rows:
            self.session.execute(insert(Attendance), rows)

    def _write_teaching(self, offerings: dict[int, Offering]) -> None:
        """担当: the demo's instructor gives what the demo's learners take."""
        instructors = [
            self.rows[-number]
            for number, account in enumerate(ACCOUNTS, start=1)
            if account.role is Role.INSTRUCTOR
        ]
        self.session.add_all(
            Teaching(offering_id=offering.id, learner_id=instructor.id)
            for offering in offerings.values()
            if offering.state is OfferingState.RUNNING
            for instructor in instructors
        )

    def _learner_of(self, person: Person, since: datetime) -> Learner:
        if person.number not in self.rows:
            self._learner(person.number, f"demo{person.number:04d}", person.name, person.name_kana, since)
            self.rows[person.number].roles.append(RoleGrant(role=Role.LEARNER))
        return self.rows[person.number]

    def _learner(
        self, number: int, login_id: str, name: str, kana: str, since: datetime, hashed: str | None = None
    ) -> Learner:
        learner = Learner(
            hub_user=f"u{self.dice.getrandbits(48):012x}",
            login_id=login_id,
            password_hash=hashed,
            name=name,
            name_kana=kana,
            email=f"{login_id}@example.invalid",
            language="ja",
            is_demo=True,
            created_at=since,
        )
        self.session.add(learner)
        self.rows[number] = learner
        return learner

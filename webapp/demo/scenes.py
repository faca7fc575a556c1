"""募集の舞台: one offering, who applies for it and when; everything happens through the operations of the product."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import islice, repeat

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from webapp.demo.applicants import form_of_invited
from webapp.demo.cast import Cast
from webapp.demo.people import Person
from webapp.demo.wishes import Step, Wish, write_wishes
from webapp.enrolment.applying.models import Invitation
from webapp.enrolment.applying.profile import Profile
from webapp.enrolment.applying.submitting import submit
from webapp.enrolment.models import Application, ApplicationState, Enrolment, Learner, LearnerYear
from webapp.mail.delivery import claim, keep_outcome
from webapp.mail.models import MessageState
from webapp.programme.audience import Audience
from webapp.programme.models import Offering


@dataclass
class Crowd:
    """Whoever applies: half of them took a course in an earlier year, nobody is in one of this year."""

    cast: Cast
    known: list[Person]

    @classmethod
    def of(cls, cast: Cast, fiscal_year: int) -> "Crowd":
        """The people of this demo who are free in a fiscal year, in an order drawn by its dice."""
        busy = set(cast.session.scalars(select(LearnerYear.learner_id).filter_by(fiscal_year=fiscal_year)))
        free = [
            person
            for person in cast.population.known
            if person.audience is Audience.PRIVATE
            and _answers_all(person)
            and cast.rows[person.number].id not in busy
        ]
        cast.dice.shuffle(free)
        return cls(cast, free)

    def come(self, count: int) -> list[Person]:
        """So many people, each of whom comes only once."""
        returning = [self.known.pop() for _ in range(count // 2) if self.known]
        return returning + self.name(count - len(returning))

    def name(self, count: int) -> list[Person]:
        """So many people whom nobody has met before."""
        strangers = (self.cast.population.new(Audience.PRIVATE) for _ in repeat(None))
        return list(islice(filter(_answers_all, strangers), count))


def _answers_all(person: Person) -> bool:
    """Whether they say what the form must know; in the figures of past years some cells are 不明."""
    return bool(person.industry and person.workplace_code5)


@dataclass(frozen=True)
class Scene:
    """The offering of a story, and who is there to act."""

    cast: Cast
    crowd: Crowd
    offering: Offering

    @property
    def session(self) -> Session:
        """The session in which everything is written."""
        return self.cast.session

    @property
    def office(self) -> int:
        """The id of the coordinator (事務局) of the host."""
        return self.cast.account("coordinator").id

    def days_ago(self, days: int) -> datetime:
        """Ten in the morning, so many days before the day of the demo."""
        return self.cast.now - timedelta(days=days) + timedelta(hours=10)

    def apply(self, count: int, *after: ApplicationState, late: bool = False) -> list[Application]:
        """So many people apply, the first of them first; each goes through these states at once."""
        wishes = [
            Wish(person, self.offering, at, tuple(Step(state, at) for state in after))
            for person, at in zip(self.crowd.come(count), self._moments(count, late), strict=True)
        ]
        ids = write_wishes(self.cast, wishes)
        return list(
            self.session.scalars(select(Application).where(Application.id.in_(ids)).order_by(Application.id))
        )

    def enrol(self, count: int) -> list[Application]:
        """先着順: so many people apply and have their seats at once; there must be seats for them."""
        applications = self.apply(count, ApplicationState.ACCEPTED)
        known = [(row, Profile.from_data(row.profile).attributes()) for row in applications]
        years = [
            {"learner_id": row.learner_id, "fiscal_year": self.offering.fiscal_year,
             "frozen_at": row.applied_at, **asdict(attributes)}
            for row, attributes in known
        ]  # fmt: skip
        enrolments = [
            {"learner_id": row.learner_id, "offering_id": self.offering.id, "application_id": row.id,
             "audience": attributes.audience, "enrolled_at": row.applied_at}
            for row, attributes in known
        ]  # fmt: skip
        self.session.execute(insert(LearnerYear), years)
        self.session.execute(insert(Enrolment), enrolments)
        return applications

    def come_by(self, invitation: Invitation, person: Person, at: datetime) -> Application:
        """Somebody opens an invitation's link and applies."""
        learner = self.cast.learner_of(person, at)
        form = form_of_invited(person, learner.email or "")
        self.cast.settle()
        with untold([learner]):
            return submit(self.session, learner, self.offering, form, at, invitation=invitation)

    def mail_goes_out(self, until: datetime) -> None:
        """What was queued by then has been written out, as the background does where no mail server is set."""
        while (message := claim(self.session, until)) is not None:
            keep_outcome(self.session, message, MessageState.WRITTEN, None, until)

    def _moments(self, count: int, late: bool) -> Iterator[datetime]:
        """Evenly over half of the days on which people could apply until the day before yesterday."""
        first, until = self.offering.apply_from, self.offering.apply_until
        if first is None or until is None:
            raise ValueError("a story takes place where people can apply")
        half = (min(until, self.cast.now - timedelta(days=2)) - first) / 2
        return (first + half * late + half * place / (count + 1) for place in range(1, count + 1))


@contextmanager
def untold(learners: Iterable[Learner]) -> Iterator[None]:
    """Let things happen to people as if they had no mail address: hundreds of old messages are no help to anybody."""
    addresses = {learner: learner.email for learner in learners}
    for learner in addresses:
        learner.email = None
    try:
        yield
    finally:
        for learner, address in addresses.items():
            learner.email = address

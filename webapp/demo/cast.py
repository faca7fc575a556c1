"""架空の登録者: everybody who has been written, by the number under which they were invented."""

import random
from dataclasses import dataclass, field
from datetime import datetime

from argon2 import PasswordHasher
from sqlalchemy import insert
from sqlalchemy.orm import Session

from webapp.demo.accounts import ACCOUNTS, PASSWORD, Account
from webapp.demo.people import Person, invent_person
from webapp.demo.places import Places
from webapp.demo.population import Population
from webapp.enrolment.models import Learner, Role, RoleGrant
from webapp.programme.models import Partner


@dataclass
class Cast:
    """Turns invented people into 登録者, each once; the demo accounts come first."""

    session: Session
    now: datetime
    dice: random.Random
    places: Places
    partners: dict[str, Partner]
    population: Population = field(init=False)
    rows: dict[int, Learner] = field(default_factory=dict)  # by the person's number
    students: list[Person] = field(default_factory=list)
    unsettled: list[Learner] = field(default_factory=list)  # whose role has not been written
    consented: set[int] = field(default_factory=set)  # who has been asked for consent, by number

    def __post_init__(self) -> None:
        self.population = Population(self.dice, self.places)

    def write_accounts(self) -> None:
        """The accounts that a visitor may sign in as."""
        # argon2 is slow on purpose; the password is the same for all, so is the hash.
        hashed = PasswordHasher().hash(PASSWORD, salt=self.dice.randbytes(16))
        for number, account in enumerate(ACCOUNTS, start=1):
            self._write_account(-number, account, hashed)
        self.session.flush()

    def account(self, login_id: str) -> Learner:
        """The row of one of them."""
        return next(
            self.rows[-number]
            for number, account in enumerate(ACCOUNTS, start=1)
            if account.login_id == login_id
        )

    def student(self, login_id: str) -> Person:
        """The person behind one of the accounts of learners."""
        number = next(i for i, known in enumerate(ACCOUNTS, start=1) if known.login_id == login_id)
        return next(person for person in self.students if person.number == -number)

    def office_of(self, partner: Partner) -> int | None:
        """The id of the coordinator (事務局) of a partner; None where the demo has no account for theirs."""
        found = (known for known in ACCOUNTS if known.partner == partner.slug)
        return next((self.account(known.login_id).id for known in found), None)

    def instructors(self) -> list[Learner]:
        """講師 among the accounts."""
        return [self.account(known.login_id) for known in ACCOUNTS if known.role is Role.INSTRUCTOR]

    def learner_of(self, person: Person, since: datetime) -> Learner:
        """登録者: written at their first application, found again at later ones; `settle` after those of many."""
        if person.number not in self.rows:
            self._learner(person.number, _login_of(person), person.name, person.name_kana, since)
            self.unsettled.append(self.rows[person.number])
        return self.rows[person.number]

    def settle(self) -> None:
        """Give ids to everybody new, and the role of a learner (受講者)."""
        self.session.flush()
        if self.unsettled:
            roles = [{"learner_id": learner.id, "role": Role.LEARNER} for learner in self.unsettled]
            self.session.execute(insert(RoleGrant), roles)
            self.unsettled.clear()

    def adopt(self, person: Person, learner: Learner) -> None:
        """Take somebody whom the product made an account for into the demo, under names that its dice drew."""
        learner.hub_user, learner.login_id = self._hub_user(), _login_of(person)
        learner.is_demo = True
        self.rows[person.number] = learner

    def _hub_user(self) -> str:
        return f"u{self.dice.getrandbits(48):012x}"

    def _write_account(self, number: int, account: Account, hashed: str) -> None:
        learner = self._learner(number, account.login_id, account.name, account.name_kana, self.now, hashed)
        learner.roles.append(
            RoleGrant(role=account.role, partner=self.partners[account.partner] if account.partner else None)
        )
        if account.audience is not None:
            identity = (number, account.name, account.name_kana)
            self.students.append(invent_person(identity, account.audience, self.dice, self.places))

    def _learner(
        self, number: int, login_id: str, name: str, kana: str, since: datetime, hashed: str | None = None
    ) -> Learner:
        learner = Learner(
            hub_user=self._hub_user(),
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


def _login_of(person: Person) -> str:
    return f"demo{person.number:04d}"

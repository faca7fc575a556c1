"""引き当て: who of those we know a row of a roster is; whoever may be somebody else is asked about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment, Learner, LearnerYear
from webapp.enrolment.models import normal_address as normal
from webapp.enrolment.rosters.columns import Field
from webapp.enrolment.rosters.models import RosterImport, RosterRow
from webapp.enrolment.rosters.people import Person, Problem
from webapp.enrolment.rosters.words import squeeze
from webapp.programme.models import Offering
from webapp.wording import mark

WHO = "person"  # the field of a problem that two buttons answer
AT_ONCE = 500  # rows whose people are looked up by the same queries
DOUBTFUL = mark("すでに登録している人と同じ人かもしれません。")
NO_SUCH_LOGIN = mark("このログインIDの登録者はいません。空にすると、新しく登録します。")
OTHER_NAME = mark("このログインIDは、名前の違う人のものです。")


@dataclass(eq=False)
class Somebody:
    """Who is registered, or stands further up in the same roster."""

    learner_id: int | None
    name: str
    kana: str
    emails: frozenset[str]
    organisations: set[str] = field(default_factory=set)
    is_enrolled: bool = False
    has_withdrawn: bool = False


@dataclass(frozen=True)
class Match:
    """Who a row is: somebody, nobody yet, or a problem."""

    somebody: Somebody | None = None
    problem: Problem | None = None
    is_same_row: bool = False


class KnownPeople:
    """登録者の控え: those whom some rows may mean, fetched for hundreds of rows at once."""

    def __init__(self, session: Session, offering: Offering) -> None:
        self._session, self._offering = session, offering
        self._by_id: dict[int, Somebody] = {}
        self._by_login: dict[str, Somebody] = {}
        self._by_email: dict[str, list[Somebody]] = defaultdict(list)
        self._by_name: dict[str, list[Somebody]] = defaultdict(list)
        self._by_staff: dict[str, list[Somebody]] = defaultdict(list)
        self._by_fingerprint: dict[str, Somebody] = {}

    def fetch(self, rows: Sequence[tuple[RosterRow, Person]]) -> None:
        """Look up everybody whom these rows may mean."""
        before = self._rows_from_before([row for row, _person in rows])
        names = {_spaceless(person.name) for _row, person in rows if person.name}
        emails = {normal(person.email) for _row, person in rows if person.email}
        logins = {person.login_id for _row, person in rows if person.login_id}
        ids = {learner_id for _hash, _staff, _offering, learner_id in before}
        stored = func.replace(func.replace(Learner.name, " ", ""), "\u3000", "")
        learners = self._session.scalars(
            select(Learner)
            .where(
                or_(
                    Learner.id.in_(ids), Learner.login_id.in_(logins), Learner.email.in_(emails),
                    Learner.second_email.in_(emails), stored.in_(names),
                )
            )
            .order_by(Learner.id)
        )  # fmt: skip
        new = [learner for learner in learners if learner.id not in self._by_id]
        for learner in new:
            known = frozenset(normal(each) for each in (learner.email, learner.second_email) if each)
            somebody = Somebody(learner.id, learner.name, learner.name_kana, known)
            self._by_id[learner.id] = self._by_login[learner.login_id] = somebody
            self._index(somebody)
        self._complete([learner.id for learner in new])
        for fingerprint, staff, offering_id, learner_id in before:
            if offering_id == self._offering.id:
                self._by_fingerprint.setdefault(fingerprint, self._by_id[learner_id])
            if staff and self._by_id[learner_id] not in self._by_staff[staff]:
                self._by_staff[staff].append(self._by_id[learner_id])

    def match(self, row: RosterRow, person: Person) -> Match:
        """Who this row is; the surest sign first."""
        if same := self._by_fingerprint.get(row.fingerprint):
            return Match(same, is_same_row=True)
        if person.login_id:
            return self._by_login_id(person)
        named = [one for one in self._by_name[_spaceless(person.name)] if person.name]
        staff = self._by_staff[row.staff_hash] if row.staff_hash else []
        mailed = self._by_email[normal(person.email)] if person.email else []
        for sure in (staff, mailed):
            if found := next((one for one in sure if one in named), None):
                return Match(found)
        doubts = [*staff, *(one for one in mailed if person.kana and one.kana == person.kana)]
        doubts += [one for one in named if _may_be(one, person)]
        if not doubts or row.is_same is False:
            return Match()
        return Match(doubts[0]) if row.is_same else Match(problem=Problem(WHO, DOUBTFUL))

    def remember(self, row: RosterRow, person: Person) -> Somebody:
        """Somebody who is new by this row, for the rows that follow."""
        emails = frozenset({normal(person.email)} if person.email else ())
        somebody = Somebody(None, person.name, person.kana, emails, {squeeze(person.organisation)} - {""})
        self._index(somebody)
        if row.staff_hash:
            self._by_staff[row.staff_hash].append(somebody)
        return somebody

    def is_also(self, row: RosterRow, somebody: Somebody) -> None:
        """From here on a row that says the same means this person."""
        self._by_fingerprint.setdefault(row.fingerprint, somebody)

    def _by_login_id(self, person: Person) -> Match:
        found = self._by_login.get(person.login_id)
        if found is None:
            return Match(problem=Problem(Field.LOGIN_ID.value, NO_SUCH_LOGIN))
        agrees = (
            _spaceless(found.name) == _spaceless(person.name)
            or (person.kana and found.kana == person.kana)
            or normal(person.email) in found.emails
        )
        return Match(found) if agrees else Match(problem=Problem(Field.LOGIN_ID.value, OTHER_NAME))

    def _rows_from_before(self, rows: Iterable[RosterRow]) -> list[tuple[str, str | None, int, int]]:
        """Rows of earlier rosters that came in and say the same or bear the same 職員番号."""
        prints = {row.fingerprint for row in rows}
        staff = {row.staff_hash for row in rows if row.staff_hash}
        found = self._session.execute(
            select(
                RosterRow.fingerprint, RosterRow.staff_hash, RosterImport.offering_id, RosterRow.learner_id
            )
            .join(RosterRow.roster_import)
            .where(
                RosterRow.learner_id.is_not(None),
                or_(RosterRow.fingerprint.in_(prints), RosterRow.staff_hash.in_(staff)),
            )
            .order_by(RosterRow.id)
        )
        return [(mark_, staff_, offering, id) for mark_, staff_, offering, id in found if id is not None]

    def _complete(self, ids: list[int]) -> None:
        """What else matters of them: where they work, and whether they are in the offering."""
        years = select(LearnerYear.learner_id, LearnerYear.organisation, LearnerYear.school)
        for learner_id, *places in self._session.execute(years.where(LearnerYear.learner_id.in_(ids))):
            self._by_id[learner_id].organisations |= {squeeze(place) for place in places if place}
        there = select(Enrolment.learner_id, Enrolment.withdrawn_at).where(
            Enrolment.offering_id == self._offering.id, Enrolment.learner_id.in_(ids)
        )
        for learner_id, withdrawn_at in self._session.execute(there):
            self._by_id[learner_id].is_enrolled = withdrawn_at is None
            self._by_id[learner_id].has_withdrawn = withdrawn_at is not None

    def _index(self, somebody: Somebody) -> None:
        self._by_name[_spaceless(somebody.name)].append(somebody)
        for email in somebody.emails:
            self._by_email[email].append(somebody)


def _may_be(one: Somebody, person: Person) -> bool:
    """Same name, and neither ふりがな nor 所属 says otherwise."""
    if one.kana and person.kana and squeeze(one.kana) != squeeze(person.kana):
        return False
    places = {squeeze(person.organisation), squeeze(person.school)} - {""}
    return not places or not one.organisations or not places.isdisjoint(one.organisations)


def _spaceless(name: str) -> str:
    return "".join(name.split())

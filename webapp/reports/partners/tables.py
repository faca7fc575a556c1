"""What the partners' pages print: a row per offering of the partnership, a row per person sent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from webapp.enrolment.models import Application, Enrolment
from webapp.programme.models import Offering, OfferingState
from webapp.reports.counting import count
from webapp.reports.facts import YearFacts
from webapp.reports.numerals import Cell, Sign, percent
from webapp.reports.partners.protection import Counts, Shown, protect
from webapp.reports.period import Period
from webapp.wording import mark


class Standing(StrEnum):
    """How it stands with somebody who was sent; never how well they do."""

    ACCEPTED = "accepted"
    LEARNING = "learning"
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"
    WITHDRAWN = "withdrawn"

    @property
    def label_ja(self) -> str:
        """The Japanese words, which are also the key of their translation."""
        return _STANDINGS[self]


_STANDINGS = {
    Standing.ACCEPTED: mark("受講決定"),
    Standing.LEARNING: mark("受講中"),
    Standing.COMPLETED: mark("修了"),
    Standing.NOT_COMPLETED: mark("未修了"),
    Standing.WITHDRAWN: mark("辞退"),
}


@dataclass(frozen=True)
class StatisticsRow:
    """One offering in numbers; exact for its host, protected (秘匿) for every other partner."""

    offering: Offering
    exact: bool
    capacity: Cell
    shown: Shown
    fill: Cell
    completion: Cell


@dataclass(frozen=True)
class SentPerson:
    """派遣した人: somebody whom one's partner sent and who agreed to be named."""

    name: str
    organisation: str
    offering: Offering
    standing: Standing


def statistics(
    offerings: Collection[Offering],
    facts: YearFacts,
    applied: Mapping[int, set[int]],
    sent: Mapping[int, set[int]],
    mine: Collection[int],
    period: Period,
    threshold: int,
) -> list[StatisticsRow]:
    """A row per offering, as a coordinator of the partners `mine` may see it; rates only from printed numbers."""
    counts = _counts(offerings, facts, applied, period)
    places = {fact.id: fact.capacity for fact in facts.offerings}
    rows = []
    for offering in offerings:
        exact = offering.host_id in mine
        people = counts[offering.id]
        shown = _sizes(people, everybody=True, among=set())
        if exact:
            printed = Shown(*(_or_nil(number) for number in (shown.applied, shown.enrolled, shown.completed)))
        else:
            known = _sizes(people, everybody=False, among=sent.get(offering.id, set()))
            printed = protect(shown, known, threshold)
        rows.append(
            StatisticsRow(
                offering,
                exact,
                Sign.NIL if (seats := places[offering.id]) is None else seats,
                printed,
                _rate(printed.enrolled, places[offering.id]),
                _rate(printed.completed, printed.enrolled),
            )
        )
    return rows


@dataclass(frozen=True)
class _People:
    applied: set[int]
    enrolled: set[int] | None
    completed: set[int] | None


def _counts(
    offerings: Collection[Offering], facts: YearFacts, applied: Mapping[int, set[int]], period: Period
) -> dict[int, _People]:
    counted = count(facts, period)
    held = {fact.id: counted.of(fact) for fact in counted.offerings}
    people = {}
    for offering in offerings:
        here = held.get(offering.id)
        called_off = offering.state is OfferingState.CANCELLED
        nobody: set[int] | None = set() if called_off else None
        if here is None:
            people[offering.id] = _People(applied.get(offering.id, set()), nobody, nobody)
            continue
        completed = {e.learner_id for e in here.completed} if here.nobe_completions is not None else None
        people[offering.id] = _People(
            applied.get(offering.id, set()), {e.learner_id for e in here.enrolments}, completed
        )
    return people


def _sizes(people: _People, *, everybody: bool, among: set[int]) -> Counts:
    def size(some: set[int] | None) -> int | None:
        return None if some is None else len(some if everybody else some & among)

    return Counts(size(people.applied) or 0, size(people.enrolled), size(people.completed))


def _rate(part: Cell, whole: Cell | None) -> Cell:
    if part is Sign.NIL:
        part = 0
    if isinstance(part, int) and isinstance(whole, int):
        return percent((part, whole))
    return part if isinstance(part, Sign) else Sign.HIDDEN if whole is Sign.HIDDEN else Sign.NIL


def _or_nil(number: int | None) -> Cell:
    return Sign.PENDING if number is None else number or Sign.NIL


def sent_person(
    application: Application, enrolment: Enrolment | None, organisation: str | None
) -> SentPerson:
    """One row of the list of people sent."""
    typed = application.profile.get("organisation")
    return SentPerson(
        application.learner.name,
        organisation or (typed if isinstance(typed, str) else ""),
        application.offering,
        _standing(application.offering, enrolment),
    )


def _standing(offering: Offering, enrolment: Enrolment | None) -> Standing:
    if enrolment is None:
        return Standing.ACCEPTED
    if enrolment.withdrawn_at is not None:
        return Standing.WITHDRAWN
    if enrolment.completed_at is not None:
        return Standing.COMPLETED
    if offering.state is OfferingState.CLOSED:
        return Standing.NOT_COMPLETED
    return Standing.LEARNING if offering.state is OfferingState.RUNNING else Standing.ACCEPTED

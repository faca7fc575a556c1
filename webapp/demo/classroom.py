"""架空の一年: who applies for what, who comes, who leaves and who completes."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from webapp.demo.calendar import ENOUGH_ATTENDANCE, PlannedOffering
from webapp.demo.people import Person
from webapp.demo.population import Population
from webapp.enrolment.models import ApplicationState
from webapp.fiscal_year import JAPAN, FiscalYear
from webapp.participation.models import Presence
from webapp.programme.audience import Audience
from webapp.programme.models import MeetingState, OfferingState

# 延べ ÷ 実 in the courses of one year: about every third person takes a second course.
COURSES_PER_PERSON = Fraction(13, 10)


@dataclass(frozen=True)
class Participation:
    """One person and one offering: the application and all that followed."""

    person: Person
    offering: PlannedOffering
    applied_at: datetime
    application: ApplicationState
    enrolled_at: datetime | None = None
    withdrawn_at: datetime | None = None
    completed_at: datetime | None = None
    presences: tuple[tuple[int, Presence], ...] = ()

    @property
    def counts(self) -> bool:
        """Whether this person is, or will be, a 受講者 of the offering."""
        if self.enrolled_at is None or self.offering.state is OfferingState.CANCELLED:
            return False
        first = self.offering.first_held_at
        return self.withdrawn_at is None or (first is not None and self.withdrawn_at >= first)


def live_through(
    offerings: list[PlannedOffering],
    at: date,
    population: Population,
    regulars: dict[int, list[Person]],
) -> list[Participation]:
    """Play one year; `regulars` are people who must be in an offering, by its place in the list."""
    dice = population.dice
    rosters = {index: list(regulars.get(index, ())) for index in range(len(offerings))}
    reserved = {person.number for people in regulars.values() for person in people}
    _fill_counted(offerings, rosters, reserved, population)
    taken: list[Participation] = []
    for index, offering in enumerate(offerings):
        if offering.is_counted:
            taken += [_take(p, offering, at, p.number in reserved, dice) for p in rosters[index]]
            taken += _refuse(offering, len(rosters[index]), population, rosters)
        else:
            taken += _apply_only(offering, at, population)
    return taken


def _fill_counted(
    offerings: list[PlannedOffering],
    rosters: dict[int, list[Person]],
    reserved: set[int],
    population: Population,
) -> None:
    dice = population.dice
    places = [
        index
        for index, offering in enumerate(offerings)
        if offering.is_counted
        for _ in range(_seats(offering, dice) - len(rosters[index]))
    ]
    dice.shuffle(places)
    courses = Counter(person.number for roster in rosters.values() for person in roster)
    people = {person.number: person for roster in rosters.values() for person in roster}
    for index in places:
        person = _choose(offerings[index], rosters[index], people, reserved, courses, population)
        rosters[index].append(person)
        people[person.number] = person
        courses[person.number] += 1


def _choose(
    offering: PlannedOffering,
    roster: list[Person],
    people: dict[int, Person],
    reserved: set[int],
    courses: Counter[int],
    population: Population,
) -> Person:
    """Choose for one place: a person of this year while too few take a second course, else another one."""
    present = {person.number for person in roster}
    if courses.total() + 1 <= COURSES_PER_PERSON * len(people):
        again = [
            p
            for p in people.values()
            if _suits(p.audience, offering)
            and p.number not in present
            and p.number not in reserved
            and courses[p.number] < 3
        ]
        if again:
            return population.dice.choice(again)
    audience = _draw_audience(offering, population.dice)
    return population.returning(audience, people.values()) or population.new(audience)


def _seats(offering: PlannedOffering, dice: random.Random) -> int:
    """How many are accepted; one course a year is always full and has a waiting list."""
    share = 100 if offering.shape.always_full else dice.randint(74, 96)
    return offering.capacity * share // 100


def _suits(audience: Audience, offering: PlannedOffering) -> bool:
    closed = (Audience.TEACHER, Audience.PUBLIC_SERVANT)
    return audience is offering.shape.audience or (
        offering.shape.audience not in closed and offering.shape.course == "intermediate"
    )


def _draw_audience(offering: PlannedOffering, dice: random.Random) -> Audience:
    if offering.shape.audience is not Audience.PRIVATE:
        return offering.shape.audience
    return dice.choices(
        [Audience.PRIVATE, Audience.PUBLIC_SERVANT, Audience.EXECUTIVE, Audience.OTHER], [16, 2, 1, 1]
    )[0]


def _take(
    person: Person, offering: PlannedOffering, at: date, stays: bool, dice: random.Random
) -> Participation:
    """Let somebody apply, be accepted, attend or leave, and complete where the results are closed."""
    # Who comes first sits: whoever waits for a seat (`_refuse`) applied in the last hours.
    applied_at = _moment_between(offering.apply_from, offering.apply_until - timedelta(hours=6), dice)
    withdrawn_at = None if stays else _withdrawal(offering, dice)
    presences = tuple(_attend(person, offering, withdrawn_at, dice))
    completed_at = None
    if withdrawn_at is None and offering.state is OfferingState.CLOSED and _attended_enough(presences):
        decided_on = min(offering.ends_on + timedelta(days=3), FiscalYear.of(offering.ends_on).end)
        completed_at = datetime.combine(decided_on, time(17), JAPAN)
    return Participation(
        person,
        offering,
        applied_at,
        ApplicationState.WITHDRAWN if withdrawn_at else ApplicationState.ACCEPTED,
        applied_at,
        withdrawn_at,
        completed_at,
        presences,
    )


def _withdrawal(offering: PlannedOffering, dice: random.Random) -> datetime | None:
    """辞退: a few leave before the first class took place, a few more on the eve of a later one."""
    drawn = dice.random()
    held = [m.starts_at for m in offering.meetings if m.state is MeetingState.HELD]
    if drawn < 0.03:
        # A seat that came free in time would have been offered to who waits.
        return None if offering.shape.always_full else held[0] - timedelta(days=1)
    if drawn < 0.09 and len(held) > 1:
        return dice.choice(held[1:]) - timedelta(hours=5)
    return None


def _attend(
    person: Person, offering: PlannedOffering, withdrawn_at: datetime | None, dice: random.Random
) -> Iterator[tuple[int, Presence]]:
    for meeting in offering.meetings:
        if meeting.state is not MeetingState.HELD or (withdrawn_at and withdrawn_at < meeting.starts_at):
            continue
        if dice.random() < person.diligence:
            yield meeting.number, Presence.LATE if dice.random() < 0.05 else Presence.PRESENT
        else:
            yield meeting.number, Presence.EXCUSED if dice.random() < 0.3 else Presence.ABSENT


def _attended_enough(presences: tuple[tuple[int, Presence], ...]) -> bool:
    """修了要件 (by attendance): at least two thirds of the classes held, as an exact fraction."""
    came = sum(presence in (Presence.PRESENT, Presence.LATE) for _, presence in presences)
    return bool(presences) and Fraction(came, len(presences)) >= ENOUGH_ATTENDANCE


def _refuse(
    offering: PlannedOffering, accepted: int, population: Population, rosters: dict[int, list[Person]]
) -> Iterator[Participation]:
    """キャンセル待ち and 選外: people for whom a full course had no place."""
    if accepted < offering.capacity:
        return
    ended = offering.state is OfferingState.CLOSED
    for place in range(5):
        person = population.new(offering.shape.audience)
        outcome = ApplicationState.REJECTED if ended and place else ApplicationState.WAITING
        yield Participation(person, offering, offering.apply_until - timedelta(hours=place + 1), outcome)


def _apply_only(offering: PlannedOffering, at: date, population: Population) -> Iterator[Participation]:
    """Applications for a course that has not begun, or that was called off (開講中止) with few of them."""
    called_off = offering.state is OfferingState.CANCELLED
    until = min(offering.apply_until, datetime.combine(at, time(0), JAPAN))
    if until <= offering.apply_from:
        return
    for _ in range(4 if called_off else offering.capacity // 3):
        person = population.new(_draw_audience(offering, population.dice))
        applied_at = _moment_between(offering.apply_from, until, population.dice)
        yield Participation(person, offering, applied_at, ApplicationState.ACCEPTED, applied_at)


def _moment_between(first: datetime, last: datetime, dice: random.Random) -> datetime:
    return first + timedelta(seconds=dice.randrange(max(1, int((last - first).total_seconds()))))

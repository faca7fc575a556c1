"""架空の人口: everybody invented so far; some come back in a later year."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from webapp.demo.people import Person, invent_people, invent_person
from webapp.demo.places import Places
from webapp.programme.audience import Audience


@dataclass
class Population:
    """Everybody invented so far; some come back in a later year."""

    dice: random.Random
    places: Places
    known: list[Person] = field(default_factory=list)
    names: Iterator[tuple[int, str, str]] = field(init=False)

    def __post_init__(self) -> None:
        self.names = invent_people(self.dice)

    def new(self, audience: Audience) -> Person:
        """Somebody whom nobody has met before."""
        person = invent_person(next(self.names), audience, self.dice, self.places)
        self.known.append(person)
        return person

    def returning(self, audience: Audience, busy: Iterable[Person]) -> Person | None:
        """Somebody from an earlier year who is not enrolled yet this year."""
        taken = {person.number for person in busy}
        free = [p for p in self.known if p.audience is audience and p.number not in taken]
        return self.dice.choice(free) if free and self.dice.random() < 0.3 else None

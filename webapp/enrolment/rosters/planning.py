"""見通し: for each row, whom it means and what bringing it in would do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.enrolment.rosters.columns import Field
from webapp.enrolment.rosters.matching import AT_ONCE, KnownPeople, Match, Somebody
from webapp.enrolment.rosters.models import READY, RosterImport, RosterRow, Standing
from webapp.enrolment.rosters.people import Person, Problem, Reader
from webapp.enrolment.rosters.towns import Towns
from webapp.wording import mark

HAS_WITHDRAWN = mark("この講座を辞退した人のため、取り込めません。")


@dataclass(frozen=True)
class Planned:
    """A row that can come in: who it is, or who it will be."""

    row: RosterRow
    person: Person
    somebody: Somebody


class Planner:
    """Reads the rows of one import and finds their people."""

    def __init__(self, session: Session, roster: RosterImport) -> None:
        offering, kana = roster.offering, {Field.KANA.value, Field.FAMILY_KANA.value}
        asks_kana = not kana.isdisjoint(roster.columns.get("fields", ()))
        self._reader = Reader(
            Towns(session),
            offering.audience,
            offering.starts_on,
            asks_kana,
            roster.columns.get("school_types", ()),
        )
        self._known = KnownPeople(session, offering)

    def read(self, row: RosterRow) -> tuple[Person, list[Problem]]:
        """A row as a person, and what has to be mended in it."""
        person, problems = self._reader.read(row.raw)
        birth = row.cells.get("unread_birth")
        if birth and Field.AGE_BAND.value not in row.mended:
            problems.append(Problem(Field.AGE_BAND.value, birth["message"], birth["suggestion"]))
        return person, problems

    def plan(self, rows: Sequence[RosterRow]) -> Iterator[Planned]:
        """Decide the standing of each row, and hand back those that can come in before the next is looked at."""
        for first in range(0, len(rows), AT_ONCE):
            read = [(row, *self.read(row)) for row in rows[first : first + AT_ONCE]]
            self._known.fetch([(row, person) for row, person, _problems in read])
            for row, person, problems in read:
                if row.standing is Standing.LEFT_OUT:
                    continue
                found = self._known.match(row, person)
                _decide(row, problems, found)
                if row.standing in READY:
                    somebody = found.somebody or self._known.remember(row, person)
                    self._known.is_also(row, somebody)
                    yield Planned(row, person, somebody)


def _decide(row: RosterRow, problems: list[Problem], found: Match) -> None:
    somebody = found.somebody
    # Of a row that came in before nothing is written again, so nothing has to be mended either.
    amiss = [] if found.is_same_row else [*problems, *([found.problem] if found.problem else [])]
    if somebody is not None and somebody.has_withdrawn:
        row.standing, amiss = Standing.LEFT_OUT, [Problem("", HAS_WITHDRAWN)]
    elif amiss:
        row.standing = Standing.TO_MEND
    elif somebody is None:
        row.standing = Standing.NEW
    elif somebody.is_enrolled or somebody.learner_id is None:
        row.standing = Standing.ENROLLED  # or further up in the same roster
    else:
        row.standing = Standing.REGISTERED
    row.problems = [problem.as_json() for problem in amiss]

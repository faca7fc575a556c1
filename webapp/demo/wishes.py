"""架空の申込: many applications at once, each with its form, its consents and every move (状態の移り) up to now.

Row by row through the operations of the product this would take most of a minute for five years; a test holds what is
written here to what those operations write.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert

from webapp.demo.applicants import answers_of, consents_of
from webapp.demo.cast import Cast
from webapp.demo.people import Person
from webapp.enrolment.applying.consents import VERSION
from webapp.enrolment.applying.models import ApplicationMove, Consent, ConsentKind
from webapp.enrolment.models import Application, ApplicationState
from webapp.programme.models import Offering


@dataclass(frozen=True)
class Step:
    """One move: where to, when, by whose hand (the applicant's own, or None: the platform itself) and why."""

    after: ApplicationState
    at: datetime
    by: int | None = None
    reason: str = ""
    own: bool = False


@dataclass(frozen=True)
class Wish:
    """One person's application for one offering and what became of it, the newest step last."""

    person: Person
    offering: Offering
    applied_at: datetime
    steps: tuple[Step, ...] = ()

    @property
    def state(self) -> ApplicationState:
        """Where it stands now."""
        return self.steps[-1].after if self.steps else ApplicationState.APPLIED


def write_wishes(cast: Cast, wishes: Sequence[Wish]) -> list[int]:
    """Write them in their order; the ids of the applications."""
    if not wishes:
        return []
    for wish in wishes:
        cast.learner_of(wish.person, wish.applied_at)
    cast.settle()
    writing = insert(Application).returning(Application.id, sort_by_parameter_order=True)
    ids = list(cast.session.scalars(writing, [_values_of(cast, wish) for wish in wishes]))
    moves = [move for wish, id in zip(wishes, ids, strict=True) for move in _moves_of(cast, wish, id)]
    cast.session.execute(insert(ApplicationMove), moves)
    _write_consents(cast, wishes)
    return ids


def _values_of(cast: Cast, wish: Wish) -> dict[str, object]:
    return {
        "learner_id": cast.rows[wish.person.number].id,
        "offering_id": wish.offering.id,
        "applied_at": wish.applied_at,
        "state": wish.state,
        "profile": answers_of(wish.person),
        "rule_version": int(wish.offering.completion_rule["version"]),
    }


def _moves_of(cast: Cast, wish: Wish, id: int) -> Iterable[dict[str, object]]:
    themselves = cast.rows[wish.person.number].id
    before = None
    for step in (Step(ApplicationState.APPLIED, wish.applied_at, own=True), *wish.steps):
        yield {
            "application_id": id,
            "before": before,
            "after": step.after,
            "moved_at": step.at,
            "moved_by_id": themselves if step.own else step.by,
            "reason": step.reason,
        }
        before = step.after


def _write_consents(cast: Cast, wishes: Sequence[Wish]) -> None:
    """同意: kept once, at a person's first application; an empty box is no decision that anybody has to keep."""
    rows = []
    for wish in sorted(wishes, key=lambda wish: wish.applied_at):
        if wish.person.number in cast.consented:
            continue
        cast.consented.add(wish.person.number)
        learner = cast.rows[wish.person.number]
        given = [kind for kind, given in consents_of(wish.person) if given]
        if ConsentKind.ANNOUNCEMENTS in given:
            learner.wants_announcements = True
        rows += [
            {
                "learner_id": learner.id,
                "kind": kind,
                "version": VERSION,
                "given": True,
                "decided_at": wish.applied_at,
            }
            for kind in given
        ]
    if rows:
        cast.session.execute(insert(Consent), rows)

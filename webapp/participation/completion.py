"""修了: when an enrolment is completed, by the rule that its offering promised."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.catalogue import read_release
from webapp.enrolment.models import Enrolment
from webapp.participation.completing.attending import attended
from webapp.participation.completing.settling import is_decided
from webapp.participation.models import Score, Submission
from webapp.participation.rules import rule_promised_to
from webapp.programme.rule_kinds import ATTENDANCE, asks_attendance, asks_work

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Attempt:
    """One scored hand-in, as far as completion looks at it."""

    lesson: str
    received_at: datetime
    basics: frozenset[str]
    passed: frozenset[str]


def refuse_unknown_rule(rule: dict[str, Any]) -> None:
    """Raise ValueError for a rule by which no hand-in can complete anything."""
    lessons = rule.get("lessons")
    if not asks_work(rule) or not isinstance(lessons, list) or not lessons or "version" not in rule:
        raise ValueError(f"no such completion rule: {rule}")


def completed_at(rule: dict[str, Any], attempts: Iterable[Attempt]) -> datetime | None:
    """The moment of the hand-in with which the rule was first met, however late it was scored; else None.

    Raises ValueError for a rule by which no hand-in can complete anything.
    """
    refuse_unknown_rule(rule)
    return first_met(rule, attempts)


def first_met(rule: dict[str, Any], attempts: Iterable[Attempt]) -> datetime | None:
    """The same, without a word about a rule that names no lesson: nobody meets it."""
    met: set[str] = set()
    for attempt, lesson in _meetings(attempts):
        met.add(lesson)
        if is_met(rule, met):
            return attempt.received_at
    return None


def is_met(rule: dict[str, Any], met: Collection[str]) -> bool:
    """Whether these lessons are what the rule asks for: all of `lessons`, and one of `one_of` where it has a choice."""
    lessons, choice = rule.get("lessons", ()), rule.get("one_of", ())
    if not lessons and not choice:
        return False  # a rule that names no lesson is nobody's completion by doing nothing
    return all(slug in met for slug in lessons) and (not choice or any(slug in met for slug in choice))


def lessons_met(attempts: Iterable[Attempt]) -> frozenset[str]:
    """The lessons whose 基本 exercises were all passed, over one or several hand-ins."""
    return frozenset(lesson for _attempt, lesson in _meetings(attempts))


def _meetings(attempts: Iterable[Attempt]) -> Iterator[tuple[Attempt, str]]:
    """Each lesson with the attempt after which all its 基本 exercises were passed, in the order of hand-ins."""
    passed: defaultdict[str, set[str]] = defaultdict(set)
    for attempt in sorted(attempts, key=lambda attempt: attempt.received_at):
        passed[attempt.lesson] |= attempt.passed
        if attempt.basics <= passed[attempt.lesson]:
            yield attempt, attempt.lesson


def complete(session: Session, enrolment: Enrolment, releases: Path) -> bool:
    """Record 修了 where the offering's rule is met and it was not recorded before."""
    if enrolment.completed_at is not None or is_decided(session, enrolment):
        return False
    rule = rule_promised_to(session, enrolment)
    if rule.get("kind") == ATTENDANCE:
        # Settled when attendance is recorded (`completing.settling`): no hand-in completes, or may fail to be scored by it.
        return False
    try:
        refuse_unknown_rule(rule)
    except ValueError as error:
        log.error("offering %s completes nobody: %s", enrolment.offering_id, error)
        return False
    moment = completed_at(rule, attempts_of(session, enrolment, releases))
    if moment is not None and asks_attendance(rule):
        came = attended(session, enrolment, rule).met_at
        moment = max(moment, came) if came is not None else None
    if moment is None:
        return False
    enrolment.completed_at = moment
    enrolment.completion_rule_version = rule["version"]
    session.flush()
    return True


def attempts_of(session: Session, enrolment: Enrolment, releases: Path) -> list[Attempt]:
    """Every scored hand-in of an enrolment; what was 基本 is what its own release called so."""
    rows = session.execute(
        select(Submission.lesson_slug, Submission.received_at, Submission.release_digest, Score.sheet)
        .join(Score, Score.submission_id == Submission.id)
        .where(Submission.enrolment_id == enrolment.id)
    ).all()
    basics = {digest: _basics(releases, digest) for _, _, digest, _ in rows}
    return [
        Attempt(lesson, received_at, known, passed_in(sheet))
        for lesson, received_at, digest, sheet in rows
        if (known := basics[digest]) is not None
    ]


def _basics(releases: Path, digest: str) -> frozenset[str] | None:
    """The 基本 exercises of a release; None where it was lost, which must not keep newer work from its score."""
    try:
        return frozenset(read_release(releases, digest).basic_ids)
    except FileNotFoundError:
        log.error("release %s is missing: attempts made from it cannot count towards completion", digest)
        return None


def passed_in(sheet: dict[str, Any]) -> frozenset[str]:
    """The exercises that a score sheet calls passed."""
    return frozenset(exercise["id"] for exercise in sheet["exercises"] if exercise["passed"])

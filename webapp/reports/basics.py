"""基本の合格数: how many of the exercises that count towards 修了 each enrolled person has passed."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from course.catalogue import Release, read_release, read_releases
from webapp.participation.completion import passed_in
from webapp.participation.rules import lessons_of
from webapp.programme.rule_kinds import asks_work
from webapp.reports.facts import AttemptFact
from webapp.reports.numerals import Cell, Sign


def basics_asked(rule: dict[str, Any], course_slug: str, releases: Path) -> Cell:
    """How many 基本 exercises the rule (修了要件) asks for: － where it asks for something else, … unreleased.

    － too where each kind of school (校種) has a path of its own: there is no one number for everybody.
    """
    if not asks_work(rule) or rule.get("paths"):
        return Sign.NIL
    current = read_releases(releases)
    lessons = [current.current(course_slug, slug) for slug in rule["lessons"]]
    released = [len(lesson.basic_ids) for lesson in lessons if lesson is not None]
    return sum(released) if len(released) == len(lessons) else Sign.UNKNOWN


def basics_passed(attempts: Iterable[AttemptFact], rule: dict[str, Any], releases: Path) -> dict[int, int]:
    """By enrolment, the 基本 exercises of the rule's lessons passed in any attempt.

    As for 修了 itself, attempts made from a release that was lost cannot count.
    """
    passed: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
    lessons = lessons_of(rule)
    known: dict[str, Release | None] = {}
    for attempt in attempts:
        digest = attempt.release_digest
        if digest not in known:
            known[digest] = _release(releases, digest)
        release = known[digest]
        if release is not None and release.lesson in lessons:
            basics = passed_in(attempt.sheet) & frozenset(release.basic_ids)
            passed[attempt.enrolment_id] |= {(release.lesson, exercise) for exercise in basics}
    return {enrolment_id: len(exercises) for enrolment_id, exercises in passed.items()}


def _release(releases: Path, digest: str) -> Release | None:
    try:
        return read_release(releases, digest)
    except FileNotFoundError:
        return None

"""修了要件: the rule that was promised to one person."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from course.catalogue import SeriesPath
from webapp.enrolment.models import Enrolment, LearnerYear
from webapp.programme.conditions import RuleVersion
from webapp.programme.paths import paths_of


def rule_promised_to(session: Session, enrolment: Enrolment) -> dict[str, Any]:
    """修了要件: the version that was shown when this person applied; a later one is for later applicants.

    Where a rule has a path for each kind of school (校種), `one_of` holds the lessons of this person's path: first
    those of the kind of school, then those that only teachers of other subjects need, which `other_subjects` names.
    Which subject somebody teaches is free text and not asked of everybody, so that the person's own choice counts.
    """
    rule = _shown_to(session, enrolment)
    paths = paths_of(rule)
    if not paths:
        return rule
    path = _own(session, enrolment, paths)
    nearest = [slug for slug in path.other_subjects if slug not in path.lessons]
    return {**rule, "one_of": [*path.lessons, *nearest], "other_subjects": nearest}


def lessons_of(rule: dict[str, Any]) -> tuple[str, ...]:
    """Every lesson that a rule names, also those of paths, once each and in its order."""
    ways = [*rule.get("lessons", ()), *rule.get("one_of", ())]
    ways += [slug for path in paths_of(rule) for slug in (*path.lessons, *path.other_subjects)]
    return tuple(dict.fromkeys(str(slug) for slug in ways))


def _own(session: Session, enrolment: Enrolment, paths: Sequence[SeriesPath]) -> SeriesPath:
    """The person's own path by their kind of school in the offering's year; the last one is everybody else's."""
    year = session.get(LearnerYear, (enrolment.learner_id, enrolment.offering.fiscal_year))
    kind = year.school_type if year is not None else None
    return next((path for path in paths if kind in path.school_types), paths[-1])


def _shown_to(session: Session, enrolment: Enrolment) -> dict[str, Any]:
    offering, application = enrolment.offering, enrolment.application
    shown = application.rule_version if application is not None else None
    if shown is None or shown == offering.completion_rule.get("version"):
        return offering.completion_rule
    kept = session.get(RuleVersion, (offering.id, shown))
    return kept.rule if kept is not None else offering.completion_rule

"""修了要件: the rule that was promised to one person."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment, LearnerYear
from webapp.programme.conditions import RuleVersion


def rule_promised_to(session: Session, enrolment: Enrolment) -> dict[str, Any]:
    """修了要件: the version that was shown when this person applied; a later one is for later applicants.

    Where a rule has a path for each kind of school (校種), `one_of` holds the lessons of this person's path.
    """
    rule = _shown_to(session, enrolment)
    return {**rule, "one_of": _path(session, enrolment, rule["paths"])} if rule.get("paths") else rule


def lessons_of(rule: dict[str, Any]) -> tuple[str, ...]:
    """Every lesson that a rule names, also those of paths, once each and in its order."""
    ways = [*rule.get("lessons", ()), *rule.get("one_of", ())]
    ways += [slug for path in rule.get("paths", ()) for slug in path["lessons"]]
    return tuple(dict.fromkeys(str(slug) for slug in ways))


def _path(session: Session, enrolment: Enrolment, paths: Sequence[Mapping[str, Any]]) -> list[str]:
    """The person's own path by their kind of school in the offering's year; the last one is everybody else's."""
    year = session.get(LearnerYear, (enrolment.learner_id, enrolment.offering.fiscal_year))
    kind = year.school_type if year is not None else None
    named = (path for path in paths if kind in path["school_types"])
    return list(next(named, paths[-1])["lessons"])


def _shown_to(session: Session, enrolment: Enrolment) -> dict[str, Any]:
    offering, application = enrolment.offering, enrolment.application
    shown = application.rule_version if application is not None else None
    if shown is None or shown == offering.completion_rule.get("version"):
        return offering.completion_rule
    kept = session.get(RuleVersion, (offering.id, shown))
    return kept.rule if kept is not None else offering.completion_rule

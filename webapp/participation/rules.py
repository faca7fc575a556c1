"""修了要件: the rule that was promised to one person."""

from typing import Any

from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment
from webapp.programme.conditions import RuleVersion


def rule_promised_to(session: Session, enrolment: Enrolment) -> dict[str, Any]:
    """修了要件: the version that was shown when this person applied; a later one is for later applicants."""
    offering, application = enrolment.offering, enrolment.application
    shown = application.rule_version if application is not None else None
    if shown is None or shown == offering.completion_rule.get("version"):
        return offering.completion_rule
    kept = session.get(RuleVersion, (offering.id, shown))
    return kept.rule if kept is not None else offering.completion_rule

"""修了要件の種類: what a rule of completion counts: work passed, classes attended, or both."""

from collections.abc import Mapping
from typing import Any

WORK, ATTENDANCE, BOTH = "all_basic", "attendance", "both"
KINDS = (WORK, ATTENDANCE, BOTH)


def asks_attendance(rule: Mapping[str, Any]) -> bool:
    """Whether a share (`min`) of the classes has to be attended."""
    return rule.get("kind") in (ATTENDANCE, BOTH)


def asks_work(rule: Mapping[str, Any]) -> bool:
    """Whether the 基本 exercises of lessons have to be passed."""
    return rule.get("kind") in (WORK, BOTH)

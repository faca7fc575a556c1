"""道すじ: how a path of a series (シリーズの修了) stands in a rule, as it was promised, and is read from one."""

from collections.abc import Mapping
from typing import Any

from course.catalogue import SeriesPath


def promised(path: SeriesPath) -> dict[str, Any]:
    """A path as a rule keeps it (修了要件)."""
    kept = {"school_types": [*path.school_types], "lessons": [*path.lessons]}
    return {**kept, "other_subjects": [*path.other_subjects]} if path.other_subjects else kept


def paths_of(rule: Mapping[str, Any]) -> tuple[SeriesPath, ...]:
    """The paths of a rule, none where it has none; one promised before paths knew other subjects names none of them."""
    return tuple(
        SeriesPath(tuple(row["school_types"]), tuple(row["lessons"]), tuple(row.get("other_subjects", ())))
        for row in rule.get("paths") or ()
    )

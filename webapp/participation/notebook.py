"""Is this a notebook of a lesson at all? Checked before the receipt, so that a receipt means something."""

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from webapp.participation.refusals import Refused

LARGEST = 10_000_000  # bytes; what the grader reads at most
DEEPEST = 64
MOST_BRACKETS = 200_000  # a parsed empty list takes thirty times its two characters in memory
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class HandedIn:
    """What a handed-in notebook says of itself; the server believes only what it can look up."""

    release: str
    grade_ids: frozenset[str]


def examine_notebook(content: bytes) -> HandedIn:
    """Read what the notebook says of itself, or refuse it with the reason."""
    if len(content) > LARGEST:
        raise Refused("too_large")
    notebook = _parse(content)
    if _depth_exceeds(notebook, DEEPEST):
        raise Refused("too_deep")
    cells = _cells_of(notebook)
    return HandedIn(_release_of(notebook), frozenset(filter(None, map(_grade_id, cells))))


def _parse(content: bytes) -> Any:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("not_utf8") from None
    if content.count(b"[") + content.count(b"{") > MOST_BRACKETS:
        raise Refused("too_deep")
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        raise Refused("too_deep") from None
    except ValueError:
        raise Refused("not_json") from None


def _refuse_constant(_name: str) -> NoReturn:
    raise Refused("not_finite")


def _depth_exceeds(value: Any, limit: int) -> bool:
    """Whether containers stand more than `limit` deep; walked level by level, so that depth costs no stack."""
    level = [value]
    for _ in range(limit + 1):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _cells_of(notebook: Any) -> list[dict[str, Any]]:
    if (
        not isinstance(notebook, dict)
        or type(notebook.get("nbformat")) is not int
        or notebook["nbformat"] != 4
    ):
        raise Refused("not_nbformat4")
    cells = notebook.get("cells")
    if not isinstance(cells, list) or not all(map(_is_cell, cells)):
        raise Refused("not_nbformat4")
    return cells


def _is_cell(cell: Any) -> bool:
    if not isinstance(cell, dict) or not isinstance(cell.get("metadata", {}), dict):
        return False
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return cell.get("cell_type") in ("code", "markdown", "raw") and all(
        isinstance(line, str) for line in lines
    )


def _release_of(notebook: dict[str, Any]) -> str:
    metadata = notebook.get("metadata")
    ours = metadata.get("tateyama") if isinstance(metadata, dict) else None
    if not isinstance(ours, dict):
        raise Refused("unknown_release")
    if ours.get("role") != "exercise":
        raise Refused("not_an_exercise")
    release = ours.get("release")
    if not isinstance(release, str) or not DIGEST.fullmatch(release):
        raise Refused("unknown_release")
    return release


def _grade_id(cell: dict[str, Any]) -> str | None:
    nbgrader = cell.get("metadata", {}).get("nbgrader")
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return grade_id if isinstance(grade_id, str) else None

"""答えをノートブックに入れる: the release's exercise notebook with somebody's answers in it, as Lab would hand it in."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from course.catalogue import Release
from webapp.participation.plain.sheet import notebook_of


def filled(releases: Path, release: Release, texts: Mapping[str, str]) -> bytes:
    """The notebook's bytes; the same answers give the same bytes."""
    notebook = json.loads(notebook_of(releases, release))
    for cell in notebook["cells"]:
        about = _about(cell)
        if about.get("solution") and about.get("grade_id") in texts:
            cell["source"] = texts[about["grade_id"]]
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _about(cell: dict[str, Any]) -> dict[str, Any]:
    about = cell.get("metadata", {}).get("nbgrader", {})
    return about if isinstance(about, dict) else {}

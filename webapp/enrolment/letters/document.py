"""書面: a letter as PDF, from its sheet and its words."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from webapp.typesetting import printable, typeset

SHEETS = Path(__file__).parent / "sheets"


def render(sheet: str, data: Mapping[str, Any]) -> bytes:
    """A sheet (`letter`, `roster`) filled with data, as PDF.

    What the font lacks stands as 〓, and the foot of its page says which characters these are.
    """
    (made,) = compile_sheet(sheet, data, "pdf")
    return made


def compile_sheet(sheet: str, data: Mapping[str, Any], kind: Literal["pdf", "png"]) -> list[bytes]:
    """One PDF, or one picture (`png`) per page."""
    letters = [printable(letter) for letter in data.get("letters", ())]
    source = "\n".join((SHEETS / f"{name}.typ").read_text(encoding="utf-8") for name in ("page", sheet))
    return typeset(source, {**printable(data), "letters": letters}, kind)

"""書面: a letter as PDF; what it says comes as data, which typst never reads as its own language."""

import json
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import typst
from fontTools.ttLib import TTFont

SHEETS = Path(__file__).parent / "sheets"
# 〓 (ゲタ): what printers set where a letter is missing, so that nobody takes it for the letter itself.
GETA = "〓"
# They choose a variant of the character before them; the font has one form of each.
VARIATION_SELECTORS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))


@cache
def font_folder() -> Path:
    """Where IPAexゴシック lies: in a package, so that no host needs fonts of its own."""
    found = find_spec("matplotlib_fontja")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("matplotlib-fontja is not installed")
    return Path(found.submodule_search_locations[0]) / "fonts"


@cache
def _printable() -> frozenset[int]:
    with TTFont(font_folder() / "ipaexg.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def missing_letters(text: str) -> list[str]:
    """The characters of a text that the font does not have, each once, in their order."""
    known = _printable()
    return list(dict.fromkeys(c for c in text if ord(c) not in known and c not in "\n\t"))


def render(sheet: str, data: Mapping[str, Any]) -> bytes:
    """A sheet (`letter`, `roster`) filled with data, as PDF.

    What the font lacks stands as 〓, and the foot of its page says which characters these are.
    """
    (made,) = compile_sheet(sheet, data, "pdf")
    return made


def compile_sheet(sheet: str, data: Mapping[str, Any], kind: Literal["pdf", "png"]) -> list[bytes]:
    """One PDF, or one picture (`png`) per page."""
    letters = [_printable_data(letter) for letter in data.get("letters", ())]
    told = {**_printable_data(data), "letters": letters}
    source = "\n".join((SHEETS / f"{name}.typ").read_text(encoding="utf-8") for name in ("page", sheet))
    # A folder of its own: whatever a sheet would name, there is nothing to read but itself.
    with tempfile.TemporaryDirectory() as root:
        file = Path(root) / "sheet.typ"
        file.write_text(source, encoding="utf-8")
        made = typst.compile(
            str(file),
            root=root,
            font_paths=[str(font_folder())],
            ignore_system_fonts=True,
            format=kind,
            ppi=100 if kind == "png" else None,
            sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
        )
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made or b"")]


def _printable_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same with 〓 for what is missing, and with a list of that."""
    missing: dict[str, None] = {}
    told = {key: _with_geta(item, missing) for key, item in data.items()}
    return {**told, "missing": " ".join(f"U+{ord(letter):04X}" for letter in missing)}


def _with_geta(value: Any, missing: dict[str, None]) -> Any:
    if isinstance(value, str):
        return "".join(_one(letter, missing) for letter in value)
    if isinstance(value, Mapping):
        return {key: _with_geta(item, missing) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_with_geta(item, missing) for item in value]
    return value


def _one(letter: str, missing: dict[str, None]) -> str:
    if ord(letter) in _printable() or letter in "\n\t":
        return letter
    missing[letter] = None
    return "" if ord(letter) in VARIATION_SELECTORS else GETA

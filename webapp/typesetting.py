"""組版: data becomes a PDF or a picture; what it says comes as data, which typst never reads as its own language."""

import json
import tempfile
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import typst
from fontTools.ttLib import TTFont

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
def _letters_of_font() -> frozenset[int]:
    with TTFont(font_folder() / "ipaexg.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def missing_letters(text: str) -> list[str]:
    """The characters of a text that the font does not have, each once, in their order."""
    known = _letters_of_font()
    return list(dict.fromkeys(c for c in text if ord(c) not in known and c not in "\n\t"))


def printable(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same with 〓 for what the font lacks, and under `missing` a list of that."""
    missing: dict[str, None] = {}
    told = {key: _with_geta(item, missing) for key, item in data.items()}
    return {**told, "missing": " ".join(f"U+{ord(letter):04X}" for letter in missing)}


def typeset(
    source: str,
    told: Mapping[str, Any],
    kind: Literal["pdf", "png"] = "pdf",
    *,
    files: Mapping[str, bytes] | None = None,
    made_at: datetime | None = None,
    accessible: bool = False,
) -> list[bytes]:
    """One PDF, or one picture (`png`) per page, of a sheet filled with data that is `printable`.

    `files` are the pictures that the sheet may read; `accessible` makes it PDF/UA-1 or fails.
    """
    # A folder of its own: whatever a sheet would name, there is nothing to read but itself and its pictures.
    with tempfile.TemporaryDirectory() as root:
        made = typst.compile(
            _laid_out(root, source, files or {}),
            root=root,
            font_paths=[str(font_folder())],
            ignore_system_fonts=True,
            format=kind,
            ppi=100 if kind == "png" else None,
            sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
            timestamp=made_at,
            pdf_standards=["ua-1"] if accessible and kind == "pdf" else [],
        )
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made or b"")]


def ask(source: str, told: Mapping[str, Any], label: str, *, files: Mapping[str, bytes] | None = None) -> Any:
    """What a sheet says about itself under a label of its own, once it is laid out."""
    with tempfile.TemporaryDirectory() as root:
        said = typst.query(
            _laid_out(root, source, files or {}),
            f"<{label}>",
            field="value",
            one=True,
            root=root,
            font_paths=[str(font_folder())],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
        )
    return json.loads(said)


def _laid_out(root: str, source: str, files: Mapping[str, bytes]) -> str:
    for name, content in files.items():
        (Path(root) / name).write_bytes(content)
    file = Path(root) / "sheet.typ"
    file.write_text(source, encoding="utf-8")
    return str(file)


def _with_geta(value: Any, missing: dict[str, None]) -> Any:
    if isinstance(value, str):
        return "".join(_one(letter, missing) for letter in value)
    if isinstance(value, Mapping):
        return {key: _with_geta(item, missing) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_with_geta(item, missing) for item in value]
    return value


def _one(letter: str, missing: dict[str, None]) -> str:
    if ord(letter) in _letters_of_font() or letter in "\n\t":
        return letter
    missing[letter] = None
    return "" if ord(letter) in VARIATION_SELECTORS else GETA

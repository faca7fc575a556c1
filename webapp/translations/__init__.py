"""英語の文言: English words for what pages say in Japanese; the Japanese text is the key."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent
ENGLISH = FOLDER / "en" / "LC_MESSAGES" / "messages.po"


def compile_english(source: Path = ENGLISH) -> Path:
    """Make messages.mo beside messages.po; a reader sees the old file or the new one, never half."""
    with source.open("rb") as words:
        catalogue = read_po(words, locale="en")
    target = source.with_suffix(".mo")
    temporary = target.with_suffix(f".{os.getpid()}")
    with temporary.open("wb") as compiled:
        write_mo(compiled, catalogue)
    temporary.replace(target)
    return target

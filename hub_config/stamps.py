"""What was made of which text: a step is skipped where its stamp names the lessons' own text and environment."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


def newer_text(stamp: Path) -> str | None:
    """The digest of the lessons' text where the stamp holds another; None where what was made still stands."""
    wanted = fingerprint([*sorted((CHECKOUT / "course").rglob("*")), CHECKOUT / "requirements.lock"])
    return None if stamp.exists() and stamp.read_text() == wanted else wanted


def fingerprint(files: Sequence[Path]) -> str:
    """One digest over the names and bytes of files, compiled Python apart."""
    digest = hashlib.sha256()
    for file in files:
        if file.is_file() and file.suffix != ".pyc":
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            digest.update(f"{file.relative_to(CHECKOUT)}\0{content}\n".encode())
    return digest.hexdigest()

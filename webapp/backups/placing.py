"""置く: the last step of a restore, renames from the staging folder into the data folder, one after the other."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from webapp.backups.manifest import ERASURES, TOPS
from webapp.durable import sync_folder


def go_on(_point: str) -> None:
    """Go on: only a test stops at a named point."""


def put_in_place(staged: Path, data: Path, reached: Callable[[str], None] = go_on) -> None:
    """Rename everything to where it belongs; where one rename fails, take the others back."""
    done: list[Path] = []
    try:
        for place in sorted(staged.iterdir()) if staged.is_dir() else ():
            final = data / place.name
            if final.is_dir():
                final.rmdir()
            os.replace(place, final)
            done.append(final)
            reached(f"renamed {place.name}")
    except BaseException:
        for final in done:
            os.replace(final, staged / final.name)
        raise
    sync_folder(data)
    reached("all renamed")
    with suppress(FileNotFoundError):
        staged.rmdir()


def is_half_placed(staged: Path, data: Path) -> bool:
    """Whether some of it is in place and some is still staged."""
    left = staged.is_dir() and any(staged.iterdir())
    return left and any((data / name).exists() for name in TOPS - {ERASURES})

"""途中の復元: a mark in the data folder from before the first change to after the last; while it is there nothing starts.

Until everything is unpacked and checked the mark says 'filling', and a restore begins anew. Then it says 'placing': what
is staged is whole and on the disk, and a restore only goes on with the renames that are left.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from webapp.backups.manifest import Manifest
from webapp.config import HALF_RESTORED
from webapp.durable import sync_folder

FILLING, PLACING = "filling", "placing"


def mark_filling(data: Path) -> None:
    """Say that a restore has begun."""
    _write(data / HALF_RESTORED, {"phase": FILLING})


def mark_placing(data: Path, manifest: Manifest, rows: Mapping[str, int]) -> None:
    """Say that everything is staged, and of which backup."""
    told = {"phase": PLACING, "revision": manifest.revision, "at": manifest.at, "rows": dict(rows)}
    _write(data / HALF_RESTORED, told)


def unmark(data: Path) -> None:
    """Say that nothing is half done any more."""
    (data / HALF_RESTORED).unlink(missing_ok=True)
    sync_folder(data)


def being_placed(data: Path) -> tuple[Manifest, Mapping[str, int]] | None:
    """The backup whose renames were cut off, and its rows; None where a restore may begin."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads((data / HALF_RESTORED).read_text(encoding="ascii"))
        if told["phase"] == PLACING:
            return Manifest(told["revision"], told["at"], {}, {}), told["rows"]
    return None


def _write(file: Path, told: Mapping[str, object]) -> None:
    half = file.with_name(f"{file.name}.part")
    with half.open("w", encoding="ascii") as written:
        json.dump(told, written)
        written.flush()
        os.fsync(written.fileno())
    os.replace(half, file)
    sync_folder(file.parent)

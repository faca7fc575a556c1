"""Reads the notebook as it stands on disk: what is handed in is what was saved, never what the screen claims."""

import os
import stat
from pathlib import Path

from .words import Trouble

MOST_BYTES = 10_000_000


def read_saved(root: Path, relative: str) -> bytes:
    """The bytes of the saved file below `root`; Trouble where it is elsewhere, missing or too large."""
    path = inside(root, relative)
    try:
        # Without O_NONBLOCK a named pipe in the home would hold the whole server.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise missing() from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise missing()
    with os.fdopen(descriptor, "rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise too_large()
    return content


def inside(root: Path, relative: str) -> Path:
    """The real path, links followed; Trouble when it leaves the folder that Lab shows."""
    try:
        top = root.resolve(strict=True)
        path = (top / relative.lstrip("/")).resolve(strict=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise missing() from error
    if not path.is_relative_to(top):
        raise missing()
    return path


def missing() -> Trouble:
    """The same words for missing and for elsewhere: nothing is told about other places."""
    return Trouble(
        404,
        "no_such_file",
        "保存されたノートブックが見つかりません。名前を変えたときは、開き直してから、もう一度押してください。",
        "The saved notebook was not found. If you have renamed it, open it again and press the button once more.",
    )


def too_large() -> Trouble:
    """A notebook grows large by its outputs, and those are not needed for scoring."""
    return Trouble(
        413,
        "too_large",
        "ノートブックは保存されていますが、大きすぎて提出できません（上限 10 MB）。"
        "「編集」から「すべてのセルの出力をクリア」を選び、もう一度押してください。",
        "Your notebook is saved, but it is too large to submit (at most 10 MB). "
        "Choose “Clear Outputs of All Cells” in the Edit menu and press the button again.",
    )

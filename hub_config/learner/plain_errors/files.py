"""Explains a file that is not there."""

import errno
from pathlib import Path

from .explanation import Cell, Explanation, explanation, nearest

MOST_FILES = 2000
NO_ROOM = (errno.EFBIG, errno.ENOSPC, errno.EDQUOT)


def missing(error: FileNotFoundError, cell: Cell) -> Explanation | None:
    """The name as it was written, and the nearest name in the same folder."""
    if error.filename is None:
        return None
    path = Path(str(error.filename))
    meant = nearest(path.name, neighbours(path.parent))
    if meant is not None:
        mend_ja, mend_en = (
            f"「{path.parent / meant}」ではありませんか。",
            f"Did you mean “{path.parent / meant}”?",
        )
    else:
        mend_ja = (
            '左のファイル一覧で、名前とフォルダーを確かめてください（例：data/ の中なら "data/名前.csv"）。'
        )
        mend_en = 'Look up name and folder in the file list on the left (inside data: "data/name.csv").'
    return explanation(
        f"「{path}」というファイルは見つかりません。", f"There is no file “{path}”.", mend_ja, mend_en
    )


def no_room(error: OSError, cell: Cell) -> Explanation | None:
    """A file that does not fit into the home."""
    if error.errno not in NO_ROOM:
        return None
    return explanation(
        "ファイルが大きすぎるか、ファイルの置き場所がいっぱいで、書き込めませんでした。",
        "The file could not be written: it is too large, or your file space is full.",
        "左のファイル一覧で、要らないファイルを消してください。ノートブックは保存できます。",
        "Delete files that you do not need in the list on the left. Notebooks can still be saved.",
    )


def neighbours(folder: Path) -> list[str]:
    """The names in the folder that was meant; empty when there is no such folder."""
    try:
        return sorted(entry.name for entry, _ in zip(folder.iterdir(), range(MOST_FILES), strict=False))
    except OSError:
        return []

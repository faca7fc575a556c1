"""できない理由: why a backup or a restore stopped, in both languages and without anybody's data."""

import errno
import sqlite3

from click import ClickException


class Refused(ClickException):
    """Nothing was put in place; the sentence says what to do."""

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(f"{ja} / {en}")


def disk_refused(error: OSError | sqlite3.Error, where: str) -> Refused:
    """What the disk said, as a sentence; a full one is told apart from the others."""
    if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "disk is full" in str(error):
        return Refused(
            f"{where} のディスクがいっぱいです。空きをつくるか別の場所を指定して、もう一度実行してください。書きかけは消しました",
            f"the disk of {where} is full: free some space or name another place, and run this again; "
            "what was half written is gone",
        )
    why = getattr(error, "strerror", None) or type(error).__name__
    return Refused(
        f"{where} を読み書きできません（{why}）。場所と権限を確かめてください",
        f"{where} cannot be read or written ({why}): check the place and its permissions",
    )

"""Where submissions' (提出物) bytes are kept: under the hash of their content, written once, never half."""

import hashlib
import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from webapp.durable import sync_folder

SUFFIX = ".ipynb"
TEMPORARY = ".tmp-"
ASIDE = ".going-"
LEFT_OVER_AFTER = 3600.0  # seconds: no upload takes an hour, so an older temporary file belongs to nobody


class NotStored(Exception):
    """The bytes could not be kept (the disk is full, or read-only); nothing of them was left behind."""


def hash_of(content: bytes) -> str:
    """The name of some content: its sha256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _pass(_point: str) -> None:
    """Go on: only the crash drills stop at a named point."""


class SubmissionStore:
    """A folder of submissions, named by sha256, safe against a crash at any point.

    `reached` is called with the name of each point of the writing order; drills end the process there.
    """

    def __init__(self, root: Path, reached: Callable[[str], None] = _pass) -> None:
        self.root = root
        self._reached = reached

    def path_of(self, sha256: str) -> Path:
        """Where the bytes with this hash are, or would be."""
        return self.root / sha256[:2] / f"{sha256}{SUFFIX}"

    def read(self, sha256: str) -> bytes:
        """Return the bytes, and raise where the disk gave back others than were received."""
        content = self.path_of(sha256).read_bytes()
        if hash_of(content) != sha256:
            raise OSError(f"{self.path_of(sha256).name} does not hold what its name promises")
        return content

    def keep(self, content: bytes) -> str:
        """Keep the bytes for good and return their sha256; afterwards a power cut cannot take them."""
        sha256 = hash_of(content)
        final = self.path_of(sha256)
        temporary = final.parent / f"{TEMPORARY}{secrets.token_hex(8)}"
        try:
            self._make_folder(final.parent)
            self._write(temporary, content)
            os.replace(temporary, final)
            self._reached("renamed")
            sync_folder(final.parent)
        except OSError as error:
            with suppress(OSError):
                temporary.unlink()
            raise NotStored(str(error)) from error
        self._reached("kept")
        return sha256

    def sweep(self, now: float | None = None) -> int:
        """Remove temporary files that crashes left behind; return how many."""
        oldest = (time.time() if now is None else now) - LEFT_OVER_AFTER
        removed = 0
        for path in self.root.glob(f"*/{TEMPORARY}*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < oldest:
                    path.unlink()
                    removed += 1
        return removed

    def let_go(self, sha256: str, before: float) -> bool:
        """Remove these bytes for good, unless they were received again after `before` (seconds since 1970).

        The file steps aside first, so that one that is being received at this very moment is never the one removed;
        a process that dies in between leaves it to the next.
        """
        final = self.path_of(sha256)
        aside = final.with_name(f"{ASIDE}{sha256}")
        try:
            if not aside.exists():
                os.rename(final, aside)
        except FileNotFoundError:
            return False
        young = aside.stat().st_mtime > before
        if young:
            with suppress(FileExistsError):
                os.link(aside, final)
        aside.unlink()
        return not young

    def set_aside(self) -> list[str]:
        """The hashes of files that stepped aside in a process that died."""
        return [path.name.removeprefix(ASIDE) for path in self.root.glob(f"*/{ASIDE}*")]

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make_folder(folder.parent)  # its name must be safe too, not only those below it
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder.parent)

    def _write(self, path: Path, content: bytes) -> None:
        half = len(content) // 2
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content[:half])
            file.flush()
            self._reached("half written")
            file.write(content[half:])
            file.flush()
            self._reached("written")
            os.fsync(file.fileno())
        self._reached("synced")

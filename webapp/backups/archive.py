"""A tar file written in one pass, each member's digest taken from the very bytes that go in.

It is not compressed: one damaged byte costs one file and not all that follow, learners' servers keep the processor, and
a store that removes duplicates finds yesterday's bytes again.
"""

import hashlib
import io
import os
import tarfile
from typing import BinaryIO

from webapp.backups import manifest
from webapp.backups.manifest import Manifest, Member
from webapp.backups.tree import Entry

TRIES = 3


class Shrunk(Exception):
    """A file became shorter while it was read."""


class Archive:
    """The members written so far, and the file they go into, which is not closed here."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._tar = tarfile.TarFile(fileobj=file, mode="w", format=tarfile.PAX_FORMAT)
        self.members: dict[str, Member] = {}

    def add(self, entry: Entry) -> None:
        """Add what was found, as it is at this moment."""
        if entry.file is not None:
            self._add_file(entry.name, entry.file)
        elif entry.target is not None:
            self._add_bare(entry, tarfile.SYMTYPE, Member("link", target=entry.target))
        else:
            self._add_bare(entry, tarfile.DIRTYPE, Member("folder"))

    def finish(self, told: Manifest) -> None:
        """Write the manifest and the end."""
        content = told.written()
        info = tarfile.TarInfo(manifest.NAME)
        info.size, info.mode = len(content), 0o600
        self._tar.addfile(info, io.BytesIO(content))
        self._tar.close()

    def _add_bare(self, entry: Entry, kind: bytes, member: Member) -> None:
        info = _described(entry.name, entry.status)
        info.type, info.linkname = kind, member.target
        self._tar.addfile(info)
        self._keep(entry.name, member)

    def _add_file(self, name: str, file: BinaryIO) -> None:
        """A file that shrinks meanwhile is taken again as it is now; one that keeps doing so ends in zeros."""
        start = self._tar.offset
        for last in (*[False] * (TRIES - 1), True):
            file.seek(0)
            status = os.fstat(file.fileno())
            info = _described(name, status)
            info.size = status.st_size
            reader = Hashing(file, pads=last)
            try:
                self._tar.addfile(info, reader)
            except Shrunk:
                self._file.seek(start)
                self._tar.offset = start
                continue
            self._keep(name, Member("file", info.size, reader.digest.hexdigest()))
            return

    def _keep(self, name: str, member: Member) -> None:
        self.members[name] = member
        self._tar.members.clear()  # type: ignore[attr-defined]  # they would all stay in memory


class Hashing(io.RawIOBase):
    """Hands on a file's bytes and takes their digest; what the file has lost is an error, or zeros."""

    def __init__(self, file: BinaryIO, pads: bool) -> None:
        self._source, self._pads = file, pads
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """So many bytes, never fewer."""
        content = self._source.read(size)
        if len(content) < size:
            if not self._pads:
                raise Shrunk
            content = content.ljust(size, b"\0")
        self.digest.update(content)
        return content


def _described(name: str, status: os.stat_result) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.mode = status.st_mode & 0o777
    info.uid, info.gid, info.mtime = status.st_uid, status.st_gid, int(status.st_mtime)
    return info

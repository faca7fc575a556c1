"""Takes a backup apart into a private folder and checks every byte; nobody has to trust who sent it."""

import hashlib
import os
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

from webapp.backups import manifest
from webapp.backups.manifest import (
    Manifest,
    Member,
    damaged,
    is_within,
    points_within,
    printable,
    read_manifest,
)
from webapp.backups.refusal import Refused

CHUNK = 1024 * 1024
LARGEST_MANIFEST = 1024 * 1024 * 1024


@dataclass
class _Unpacked:
    """What came out so far. Modes and links come last: until then every folder is ours, and no link can lead out."""

    root: Path
    members: dict[str, Member] = field(default_factory=dict)
    infos: list[tarfile.TarInfo] = field(default_factory=list)
    told: Manifest | None = None


def unpack(file: Path, root: Path) -> Manifest:
    """Unpack into an empty folder, compare with the manifest, then set owners and modes.

    Raises:
        Refused: where a member would lie outside, is of another kind, or is not what the manifest says.
    """
    unpacked = _Unpacked(root)
    try:
        with tarfile.TarFile.open(file, "r:") as tar:
            _take_each(tar, unpacked)
    except tarfile.TarError as error:
        raise damaged(file.name) from error
    told = _agreed(unpacked, file.name)
    for info in reversed(unpacked.infos):
        _dress(root, info)
    return told


def _take_each(tar: tarfile.TarFile, unpacked: _Unpacked) -> None:
    while (info := tar.next()) is not None:
        tar.members.clear()  # type: ignore[attr-defined]  # they would all stay in memory
        if unpacked.told is not None:
            raise damaged(info.name)  # the manifest is the last
        if info.name == manifest.NAME:
            unpacked.told = _manifest_of(tar, info)
        else:
            _require_harmless(info)
            unpacked.members[info.name] = _take(tar, info, unpacked.root)
            unpacked.infos.append(info)


def _manifest_of(tar: tarfile.TarFile, info: tarfile.TarInfo) -> Manifest:
    content = tar.extractfile(info) if info.isreg() and info.size <= LARGEST_MANIFEST else None
    if content is None:
        raise damaged(info.name)
    return read_manifest(content.read())


def _require_harmless(info: tarfile.TarInfo) -> None:
    """Refuse what could reach beyond the data folder, before anything of it is written."""
    known = info.type in (tarfile.REGTYPE, tarfile.DIRTYPE, tarfile.SYMTYPE)
    if known and is_within(info.name) and (not info.issym() or points_within(info.name, info.linkname)):
        return
    raise Refused(
        f"控えに、データの置き場所の外に出るものがあります（{printable(info.name)}）。何も復元していません。控えの出どころを確かめてください",
        f"the backup has a member that leads out of the data folder ({printable(info.name)}); nothing was restored: "
        "find out where this backup comes from",
    )


def _take(tar: tarfile.TarFile, info: tarfile.TarInfo, root: Path) -> Member:
    place = root / info.name
    try:
        if info.issym():
            return Member("link", target=info.linkname)
        if info.isdir():
            place.mkdir(mode=0o700)
            return Member("folder")
        return Member("file", info.size, _write(tar, info, place))
    except (FileExistsError, FileNotFoundError, NotADirectoryError) as error:
        raise damaged(info.name) from error  # twice the same, or without its folder


def _write(tar: tarfile.TarFile, info: tarfile.TarInfo, place: Path) -> str:
    digest, content = hashlib.sha256(), tar.extractfile(info)
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with open(descriptor, "wb") as written:
        while content is not None and (chunk := content.read(CHUNK)):
            digest.update(chunk)
            written.write(chunk)
    return digest.hexdigest()


def _agreed(unpacked: _Unpacked, name: str) -> Manifest:
    """The manifest, once all of its members came out as it says, and no other."""
    if unpacked.told is None:
        raise damaged(name)
    wanted = unpacked.told.members
    for member in sorted(wanted.keys() | unpacked.members.keys()):
        if wanted.get(member) != unpacked.members.get(member):
            raise damaged(member)
    return unpacked.told


def _dress(root: Path, info: tarfile.TarInfo) -> None:
    """Make the link, or give the file its mode and time; as root everything gets its owner back, as anybody else it is ours."""
    place = root / info.name
    if info.issym():
        os.symlink(info.linkname, place)
    if os.geteuid() == 0:
        os.chown(place, info.uid, info.gid, follow_symlinks=False)
    if not info.issym():
        place.chmod(info.mode & (0o700 if info.name.startswith("secrets") else 0o777))
    os.utime(place, (info.mtime, info.mtime), follow_symlinks=False)

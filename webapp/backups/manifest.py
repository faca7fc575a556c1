"""目録: what a backup holds, so that a restore can tell whether every byte of it is still the same."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from webapp.backups.refusal import Refused

FORMAT = 1
NAME = "manifest.json"
DATABASE = "tateyama.sqlite"
HUB = "hub/jupyterhub.sqlite"
ERASURES = "erasures.jsonl"
# What the data folder of a platform holds beside what every start makes anew.
FOLDERS = ("gradebooks", "submissions", "releases", "courses", "homes", "secrets", "mail")
TOPS = frozenset({DATABASE, "hub", "audit-heads", ERASURES, *FOLDERS})


@dataclass(frozen=True)
class Member:
    """One file, folder or link: the size and sha256 of its bytes, or where it points."""

    kind: str  # "file", "folder" or "link"
    size: int = 0
    sha256: str = ""
    target: str = ""


@dataclass(frozen=True)
class Manifest:
    """目録: the database's version, the moment, how many rows each table has, and every member."""

    revision: str
    at: str
    counts: Mapping[str, int]
    members: Mapping[str, Member] = field(repr=False)

    def written(self) -> bytes:
        """As JSON, with a digest of its own."""
        told = {
            "format": FORMAT,
            "revision": self.revision,
            "at": self.at,
            "counts": dict(self.counts),
            "members": {name: vars(member) for name, member in self.members.items()},
        }
        return json.dumps({**told, "digest": _digest(told)}, indent=1).encode()


def read_manifest(content: bytes) -> Manifest:
    """Read a manifest; refuse one that was changed, or that a newer Tateyama wrote."""
    try:
        told = json.loads(content)
        digest = told.pop("digest")
        format = told["format"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(NAME) from error
    if format != FORMAT:
        raise Refused(
            f"この控えの形式（{format}）は、この版の立山では読めません。控えを取った版で復元してください",
            f"this Tateyama cannot read a backup of format {format}: restore it with the version that made it",
        )
    if digest != _digest(told):
        raise damaged(NAME)
    return _manifest_from(told)


def _manifest_from(told: dict[str, Any]) -> Manifest:
    try:
        members = {name: Member(**member) for name, member in told["members"].items()}
        return Manifest(told["revision"], told["at"], told["counts"], members)
    except (KeyError, TypeError, AttributeError) as error:
        raise damaged(NAME) from error


def _digest(told: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def damaged(name: str) -> Refused:
    """The sentence for a backup that is not what was written."""
    return Refused(
        f"控えがこわれています（{printable(name)}）。何も復元していません。別の控えを使ってください",
        f"the backup is damaged ({printable(name)}); nothing was restored: use another backup",
    )


def printable(name: str) -> str:
    """A member's name as a terminal may show it: a learner chose it."""
    return ascii(name)[1:-1][:200]


def is_within(name: str) -> bool:
    """Whether a member's name stays inside the data folder, below something that a backup holds."""
    path = PurePosixPath(name)
    plain = "\0" not in name and str(path) == name and not path.is_absolute() and ".." not in path.parts
    return plain and path.parts[0] in TOPS


def points_within(name: str, target: str) -> bool:
    """Whether a link stays inside its own folder (a learner's home, or all of another folder), whatever is there."""
    parts = PurePosixPath(name).parts
    kept = 2 if parts[0] == "homes" else 1
    depth = len(parts) - 1 - kept
    if target.startswith("/") or "\0" in target or depth < 0:
        return False
    for part in PurePosixPath(target).parts:
        depth += -1 if part == ".." else 1
        if depth < 0:
            return False
    return True

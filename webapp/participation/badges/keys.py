"""署名の鍵: Ed25519 keys among the installation's secrets; the newest signs, all of them verify."""

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joserfc.jwk import OKPKey

from webapp.durable import sync_folder

FILE = "badge_keys.json"


@dataclass(frozen=True)
class KeyRing:
    """署名の鍵束: the newest key first."""

    keys: Sequence[OKPKey]

    @property
    def signing(self) -> OKPKey:
        """The key that signs from now on."""
        return self.keys[0]

    def public(self) -> list[dict[str, Any]]:
        """JWK of every key, without what signs."""
        return [dict(key.as_dict(private=False)) for key in self.keys]


def key_ring(folder: Path) -> KeyRing:
    """Read the keys of a folder of secrets, making the first one where there is none yet."""
    file = folder / FILE
    if not file.exists():
        add_key(folder)
    told = json.loads(file.read_text(encoding="utf-8"))
    return KeyRing([OKPKey.import_key(key) for key in told["keys"]])


def add_key(folder: Path) -> None:
    """鍵を新しくする: a new key signs from now on, and what was signed before still verifies.

    Two processes that make the first key at once end with one file that both read.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    file = folder / FILE
    earlier = json.loads(file.read_text(encoding="utf-8"))["keys"] if file.exists() else []
    made = OKPKey.generate_key("Ed25519", {"use": "sig"}, auto_kid=True).as_dict(private=True)
    draft = folder / f"{FILE}.{secrets.token_hex(4)}.next"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        json.dump({"keys": [dict(made), *earlier]}, handle)
        handle.flush()
        os.fsync(handle.fileno())
    if earlier:
        os.replace(draft, file)
    else:
        _place_first(draft, file)
    sync_folder(folder)


def _place_first(draft: Path, file: Path) -> None:
    # A link is refused where the file is there already; a rename would take the other process's key away.
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

"""Settings: read once, at the start, from the environment and from var/secrets; frozen afterwards."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from webapp.cannot_start import CannotStart as CannotStart
from webapp.region import Region, load_region

CHECKOUT = Path(__file__).resolve().parent.parent
PREFIX = "/services/tateyama"
OAUTH_CLIENT = "service-tateyama"


class MissingSecret(CannotStart):
    """A secret without which webapp must not start."""


@dataclass(frozen=True)
class Settings:
    """Everything that webapp is told from outside."""

    data: Path
    run: Path
    database_url: str
    hub_token: str = field(repr=False)
    verify_token: str = field(repr=False)
    secret_key: str = field(repr=False)
    grading_key: str = field(repr=False)
    demo: bool = False
    unprotected: bool = False
    secure_cookies: bool = False
    submissions_per_minute: int = 10
    # Below this many people a number shown to others than the host is hidden.
    council_threshold: int = 5
    region: Region = field(default_factory=load_region)
    prefix: str = PREFIX

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings of this process; raises CannotStart with the sentence to show."""
        data = Path(env.get("TATEYAMA_DATA") or CHECKOUT / "var").absolute()
        return cls(
            data=data,
            run=Path(env.get("TATEYAMA_RUN") or data / "run").absolute(),
            database_url=env.get("TATEYAMA_DATABASE_URL") or f"sqlite:///{data / 'tateyama.sqlite'}",
            hub_token=_secret(data, "hub_token"),
            verify_token=_secret(data, "verify_token"),
            secret_key=_secret(data, "webapp_secret_key"),
            grading_key=_secret(data, "grading_key"),
            demo=env.get("TATEYAMA_DEMO") == "1",
            unprotected=env.get("TATEYAMA_UNPROTECTED") == "1",
            # Set it where the platform is served over https; browsers refuse such cookies over plain http.
            secure_cookies=env.get("TATEYAMA_SECURE_COOKIES") == "1",
            submissions_per_minute=count_from(env, "TATEYAMA_SUBMISSIONS_PER_MINUTE", 10),
            council_threshold=count_from(env, "TATEYAMA_COUNCIL_THRESHOLD", 5),
            region=load_region(env.get("TATEYAMA_REGION", "")),
        )

    @property
    def hub_socket(self) -> Path:
        """Where the hub listens."""
        return self.run / "hub" / "hub.sock"

    @property
    def releases(self) -> Path:
        """公開版: where built lessons lie."""
        return self.data / "releases"

    @property
    def submissions(self) -> Path:
        """提出物: where handed-in bytes lie."""
        return self.data / "submissions"

    @property
    def audit_heads(self) -> Path:
        """監査の控え: the newest digest after each commit, outside the database."""
        return self.data / "audit-heads"

    @property
    def gradebooks(self) -> Path:
        """成績簿: where nbgrader's books lie, one course folder per offering."""
        return self.data / "gradebooks"


def count_from(env: Mapping[str, str], name: str, usual: int, *, least: int = 1) -> int:
    """How many of something, at least `least`; raises CannotStart where the setting says anything else."""
    given = env.get(name) or str(usual)
    if not re.fullmatch("[0-9]{1,6}", given) or int(given) < least:
        raise CannotStart(
            f"{name}={given} は使えません。{least}以上の整数にしてください。"
            f" / {name}={given} cannot be used: set a whole number, {least} or more."
        )
    return int(given)


def _secret(data: Path, name: str) -> str:
    file = data / "secrets" / name
    try:
        value = file.read_text(encoding="utf-8").strip()
    except OSError:
        value = ""
    if not value:
        raise MissingSecret(
            f"{file} がありません。make run を一度実行すると作られます。"
            f" / {file} is missing: run make run once, it makes every secret."
        )
    return value

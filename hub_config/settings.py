"""What the environment says about this installation, read once into one frozen object (設定)."""

import ipaddress
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hub_config.brand import Brand, read_brand
from hub_config.database import database_of
from hub_config.refusal import Refusal

CHECKOUT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024
SECRETS = ("hub_token", "proxy_token", "verify_token", "cookie_secret")
OPTIONAL = ("supervisor_token", "culler_token")


@dataclass(frozen=True)
class Settings:
    """Everything the hub needs to know; secrets never appear in its repr."""

    data: Path
    run: Path
    address: str = "127.0.0.1"
    port: int = 8000
    proxy_api: str = "http://127.0.0.1:8001"
    demo: bool = False
    unprotected: bool = False
    secure_cookies: bool = False
    own_uids: bool = False  # as root every learner gets a uid of their own
    memory_limit: int = 1024 * MEGABYTE
    home_limit: int = 1024 * MEGABYTE
    files_limit: int = 100_000
    idle_seconds: int = 3600
    # PostgreSQL for everything, as one address; empty for files in the data folder.
    database_url: str = field(default="", repr=False)
    # Where webapp listens when it runs on another machine; empty where it is its socket.
    webapp_url: str = ""
    # What runs learners' pods instead of the cluster's usual runtime (gVisor's, for example).
    runtime_class: str = ""
    brand: Brand = field(default_factory=read_brand)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def homes(self) -> Path:
        """One folder per learner, closed to everybody else."""
        return self.data / "homes"

    @property
    def releases(self) -> Path:
        """Built lessons, one folder per digest."""
        return self.data / "releases"

    @property
    def gradebooks(self) -> Path:
        """nbgrader's books as webapp keeps them, one folder per offering."""
        return self.data / "gradebooks"

    @property
    def hub_socket(self) -> Path:
        """Where the hub listens."""
        return self.run / "hub" / "hub.sock"

    @property
    def webapp_socket(self) -> Path:
        """Where webapp listens."""
        return self.run / "web" / "webapp.sock"

    @property
    def gate_socket(self) -> Path:
        """Where learners' servers reach hub and webapp, as far as they need to."""
        return self.run / "gate" / "gate.sock"

    @property
    def servers(self) -> Path:
        """One folder per running learner's server: its socket and its pid."""
        return self.run / "servers"


def read_settings(environ: Mapping[str, str], secrets: Iterable[str] = SECRETS) -> Settings:
    """Read the settings and these secrets; a wrong or missing one refuses the start."""
    data = Path(environ.get("TATEYAMA_DATA") or CHECKOUT / "var").absolute()
    port = read_number(environ, "TATEYAMA_PORT", 8000, least=1)
    settings = Settings(
        data=data,
        run=Path(environ.get("TATEYAMA_RUN") or data / "run").absolute(),
        address=environ.get("TATEYAMA_ADDRESS") or "127.0.0.1",
        port=port,
        proxy_api=environ.get("TATEYAMA_PROXY_API") or f"http://127.0.0.1:{port + 1}",
        demo=environ.get("TATEYAMA_DEMO") == "1",
        own_uids=os.getuid() == 0,
        unprotected=environ.get("TATEYAMA_UNPROTECTED") == "1",
        secure_cookies=environ.get("TATEYAMA_SECURE_COOKIES") == "1",
        memory_limit=read_number(environ, "TATEYAMA_MEMORY_MEGABYTES", 1024, least=256) * MEGABYTE,
        home_limit=read_number(environ, "TATEYAMA_HOME_MEGABYTES", 1024, least=16) * MEGABYTE,
        files_limit=read_number(environ, "TATEYAMA_HOME_FILES", 100_000, least=1000),
        idle_seconds=read_number(environ, "TATEYAMA_IDLE_SECONDS", 3600, least=1),
        database_url=database_of(environ),
        webapp_url=read_url(environ, "TATEYAMA_WEBAPP_URL"),
        runtime_class=environ.get("TATEYAMA_RUNTIME_CLASS", ""),
        brand=read_brand(environ.get("TATEYAMA_REGION", "")),
        secrets=read_secrets(data / "secrets", secrets),
    )
    refuse_unprotected_beyond_loopback(settings)
    return settings


def read_number(environ: Mapping[str, str], name: str, default: int, *, least: int) -> int:
    """Read one whole number of at least `least`."""
    text = environ.get(name) or str(default)
    try:
        number = int(text)
    except ValueError:
        number = least - 1
    if number < least:
        raise Refusal(
            f"{name} は {least} 以上の整数にしてください（いまの値: {text}）。",
            f"{name} must be a whole number of at least {least}, not {text!r}.",
        )
    return number


def read_url(environ: Mapping[str, str], name: str) -> str:
    """Read one address, or nothing."""
    text = environ.get(name, "")
    if text and not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+/?", text):
        raise Refusal(
            f"{name} は http://webapp:8000 の形にしてください（いまの値: {text}）。",
            f"{name} must look like http://webapp:8000, not {text!r}.",
        )
    return text.rstrip("/")


def read_secrets(folder: Path, names: Iterable[str] = SECRETS) -> dict[str, str]:
    """Read every secret the hub needs; each stands alone in a file that only we can read."""
    optional = {
        name: value for of_ours in OPTIONAL for name, value in read_optional(folder / of_ours).items()
    }
    return {name: read_secret(folder / name) for name in names} | optional


def read_secret(file: Path) -> str:
    """Read one secret; without it the hub would start open or deaf, so the start is refused."""
    try:
        secret = file.read_text().strip()
    except OSError:
        secret = ""
    if not secret:
        raise Refusal(
            f"秘密の鍵 {file} がありません。make run で始めると作られます。控えがあれば元の場所に戻してください。",
            f"The secret {file} is missing: make run creates it; if you have a backup, put it back there.",
        )
    return secret


def read_optional(file: Path) -> dict[str, str]:
    """Read the tokens of what the supervisor runs beside us; on Kubernetes there is no supervisor."""
    return {file.name: file.read_text().strip()} if file.is_file() else {}


def refuse_unprotected_beyond_loopback(settings: Settings) -> None:
    """Without a fence learners could read one another's work, so nobody else may reach it."""
    try:
        loopback = ipaddress.ip_address(settings.address).is_loopback
    except ValueError:
        loopback = settings.address == "localhost"
    if settings.unprotected and not loopback:
        raise Refusal(
            "TATEYAMA_UNPROTECTED は、この機械の中だけ（127.0.0.1）で試すときに限って使えます。",
            "TATEYAMA_UNPROTECTED is only for trying things on this machine itself (127.0.0.1).",
        )

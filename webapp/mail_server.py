"""メールサーバー: where mail is handed over, and how; read once with the other settings. Without one it goes into files."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from enum import StrEnum
from pathlib import Path

from webapp.cannot_start import CannotStart

# What may stand in an envelope and in a header as it is: no space, no second address, nothing outside ASCII.
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")


class Tls(StrEnum):
    """How the way to the server is closed to others: from the start, after STARTTLS, or not at all."""

    STARTTLS = "starttls"
    TLS = "tls"
    OFF = "off"


PORTS = {Tls.STARTTLS: 587, Tls.TLS: 465, Tls.OFF: 25}


@dataclass(frozen=True)
class MailServer:
    """メールサーバー: host, port, how it is reached, as whom, and in whose name mail is sent."""

    host: str
    sender: str
    port: int = PORTS[Tls.STARTTLS]
    tls: Tls = Tls.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def from_env(cls, env: Mapping[str, str], secrets: Path) -> "MailServer | None":
        """What the settings say; None where no host is named. Raises CannotStart with the sentence to show."""
        host = env.get("TATEYAMA_SMTP_HOST", "").strip()
        if not host:
            return None
        tls = _tls(env.get("TATEYAMA_SMTP_TLS") or Tls.STARTTLS.value)
        port = env.get("TATEYAMA_SMTP_PORT") or str(PORTS[tls])
        if not (re.fullmatch("[0-9]{1,5}", port) and 0 < int(port) < 65536):
            raise CannotStart(
                f"TATEYAMA_SMTP_PORT={port} はポート番号ではありません。"
                f" / TATEYAMA_SMTP_PORT={port} is no port: use a number from 1 to 65535."
            )
        user = env.get("TATEYAMA_SMTP_USER", "").strip()
        if user and tls is Tls.OFF:
            raise CannotStart(
                "TATEYAMA_SMTP_TLS=off では、パスワードが暗号化されずに流れます。starttls か tls にするか、TATEYAMA_SMTP_USER を外してください。"
                " / With TATEYAMA_SMTP_TLS=off the password would travel in the clear: use starttls or tls, or leave TATEYAMA_SMTP_USER out."
            )
        password = _password(secrets / "smtp_password") if user else ""
        return cls(host, _sender(env.get("TATEYAMA_SMTP_FROM", "")), int(port), tls, user, password)

    @property
    def sender_address(self) -> str:
        """The address in From, without the name before it."""
        return parseaddr(self.sender)[1]


def _tls(given: str) -> Tls:
    try:
        return Tls(given.lower())
    except ValueError as error:
        raise CannotStart(
            f"TATEYAMA_SMTP_TLS={given} は使えません。starttls、tls、off のどれかにしてください。"
            f" / TATEYAMA_SMTP_TLS={given} cannot be used: say starttls, tls or off."
        ) from error


def _sender(given: str) -> str:
    if not given.isprintable() or not ADDRESS.fullmatch(parseaddr(given)[1]):
        raise CannotStart(
            "TATEYAMA_SMTP_FROM に、差出人のメールアドレスを一つ指定してください（例: 講座事務局 <kouza@example.ac.jp>）。"
            " / Set TATEYAMA_SMTP_FROM to the one address that mail comes from."
        )
    return given.strip()


def _password(file: Path) -> str:
    """A file of ours alone: an environment is inherited by every child, and shown by tools that list processes."""
    try:
        value, others = file.read_text(encoding="utf-8").strip(), _open_to_others(file.stat())
    except OSError:
        value, others = "", False
    if not value or others:
        raise CannotStart(
            f"TATEYAMA_SMTP_USER のパスワードを {file} に書き、chmod 600 で本人だけが読めるようにしてください。"
            f" / Write the password of TATEYAMA_SMTP_USER into {file} and make it readable by its owner alone (chmod 600)."
        )
    return value


def _open_to_others(status: os.stat_result) -> bool:
    # Kubernetes gives a pod its Secret as root's file that the pod's own group may read.
    given = status.st_uid == 0 and os.geteuid() != 0
    return bool(status.st_mode & (0o037 if given else 0o077))

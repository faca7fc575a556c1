"""採点の計算機: at which address other machines grade, and with which certificate they are reached; read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509

from grader.cluster.address import CERTIFICATE, FILES, KEY, is_address
from webapp.cannot_start import CannotStart


@dataclass(frozen=True)
class GradingCluster:
    """採点の計算機: the scheduler's address, the folder with our certificate and key, and until when it holds."""

    scheduler: str
    keys: Path
    until: datetime

    @classmethod
    def from_env(cls, env: Mapping[str, str], secrets: Path) -> "GradingCluster | None":
        """What the settings say; None where no scheduler is named. Raises CannotStart with the sentence to show."""
        scheduler = env.get("TATEYAMA_DASK_SCHEDULER", "").strip()
        if not scheduler:
            return None
        if not is_address(scheduler):
            raise CannotStart(
                f"TATEYAMA_DASK_SCHEDULER={scheduler} は使えません。tls://host:8786 の形にしてください（暗号化しない tcp:// では始めません）。"
                f" / TATEYAMA_DASK_SCHEDULER={scheduler} cannot be used: write tls://host:8786 (nothing starts over tcp://)."
            )
        keys = Path(env.get("TATEYAMA_DASK_KEYS") or secrets / "cluster" / "platform").absolute()
        return cls(scheduler, keys, _until(keys))


def _until(keys: Path) -> datetime:
    """Until when our certificate holds; raises CannotStart where a file is missing or open to others.

    One that is out of date starts: hand-ins are received without it, and the status page says what to do.
    """
    for name in FILES:
        if not (keys / name).is_file():
            raise _cannot(
                f"{keys / name} がありません。python -m grader.cluster keys で作り、platform のフォルダーを TATEYAMA_DASK_KEYS に指定してください。",
                f"{keys / name} is missing: make it with python -m grader.cluster keys and set TATEYAMA_DASK_KEYS to its folder platform.",
            )
    if (keys / KEY).stat().st_mode & 0o077:
        raise _cannot(
            f"{keys / KEY} をほかの利用者も読めます。chmod 600 で本人だけにしてください。",
            f"{keys / KEY} is open to others: make it readable by its owner alone (chmod 600).",
        )
    try:
        return x509.load_pem_x509_certificate((keys / CERTIFICATE).read_bytes()).not_valid_after_utc
    except (OSError, ValueError) as error:
        raise _cannot(
            f"{keys / CERTIFICATE} を証明書として読めません（{error}）。python -m grader.cluster keys で作り直してください。",
            f"{keys / CERTIFICATE} cannot be read as a certificate ({error}): make it again with python -m grader.cluster keys.",
        ) from error


def _cannot(ja: str, en: str) -> CannotStart:
    return CannotStart(f"{ja} / {en}")

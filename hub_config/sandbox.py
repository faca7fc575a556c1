"""The fence around one server, described as a frozen object and written out as bwrap's arguments.

Everything here is pure, so that a test can read what a learner can see without starting anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hub_config.settings import MEGABYTE

INSIDE_UID = 1000
HOME = "/home/learner"
OPT = "/opt/tateyama"
GATE = "/run/tateyama/gate"
BOOK_SOCKETS = "/run/tateyama/book"
RELEASES = f"{OPT}/releases"
LESSON_LIST = f"{RELEASES}/lessons.json"
TMP_BYTES = 256 * MEGABYTE
SHARED_MEMORY_BYTES = 64 * MEGABYTE
TMP, SHARED_MEMORY = "/tmp", "/dev/shm"  # noqa: S108  # the sandbox's own, fresh for each server

# What a program expects of /etc; nobody's real account, host name or resolver is shown.
MADE_UP_FILES = {
    "/etc/passwd": f"learner:x:{INSIDE_UID}:{INSIDE_UID}:learner:{HOME}:/bin/bash\n",
    "/etc/group": f"learner:x:{INSIDE_UID}:\n",
    "/etc/hosts": "127.0.0.1 localhost\n::1 localhost\n",
    "/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
}
HARMLESS_ETC = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/localtime", "/etc/ssl/certs")


@dataclass(frozen=True)
class Sandbox:
    """One server as seen from outside: what it may see and what it runs (隔離環境)."""

    environment_folder: Path
    interpreter_folder: Path
    home: Path
    gate: Path
    learner_code: Path
    lab_extension: Path
    lessons: Mapping[str, Path]
    variables: Mapping[str, str]
    command: Sequence[str]
    inside: str = HOME
    book_sockets: Path | None = None  # the way to a book's rows, where they are in PostgreSQL
    kept: Sequence[str] = ()  # names in the home that the server itself may not change
    fixed: Sequence[str] = ()  # names that it may write to, but not put anything else in the place of
    files: Mapping[str, int] = field(default_factory=dict)
    hidden: Sequence[str] = ()
    seccomp: int | None = None
    info: int | None = None


def arguments(sandbox: Sandbox) -> list[str]:
    """Write bwrap's options, without the command; later mounts cover earlier ones, so the order matters."""
    return [
        *namespaces(),
        *system(sandbox),
        *platform(sandbox),
        *own(sandbox),
        *made_up(sandbox),
        *closing(sandbox),
        *variables(sandbox.variables),
        *("--chdir", sandbox.inside),
    ]


def namespaces() -> list[str]:
    """All namespaces anew (an empty network among them), no capability, and no way to make more.

    There is no --die-with-parent on purpose: kernels outlive a killed hub, which finds them again by pid and start time.
    """
    return [
        *("--unshare-all", "--unshare-user", "--disable-userns", "--assert-userns-disabled"),
        *("--uid", str(INSIDE_UID), "--gid", str(INSIDE_UID)),
        *("--cap-drop", "ALL", "--new-session", "--clearenv", "--hostname", "tateyama"),
    ]


def system(sandbox: Sandbox) -> list[str]:
    """The operating system, the interpreter and the installed packages, all read-only."""
    wanted = ["--ro-bind", "/usr", "/usr"]
    for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
        wanted += system_folder(Path("/") / name)
    for path in HARMLESS_ETC:
        wanted += ["--ro-bind-try", path, path]
    wanted += ["--proc", "/proc", "--dev", "/dev"]
    wanted += ["--size", str(SHARED_MEMORY_BYTES), "--tmpfs", SHARED_MEMORY]
    wanted += ["--size", str(TMP_BYTES), "--perms", "1777", "--tmpfs", TMP]
    for folder in (sandbox.interpreter_folder, sandbox.environment_folder):
        if not folder.is_relative_to("/usr"):
            wanted += ["--ro-bind", str(folder), str(folder)]
    for path in sandbox.hidden:
        wanted += ["--tmpfs", path, "--remount-ro", path]
    return wanted


def system_folder(folder: Path) -> list[str]:
    """A folder beside /usr: a link into it on merged systems, else bound like it."""
    if folder.is_symlink():
        return ["--symlink", str(folder.readlink()), str(folder)]
    return ["--ro-bind-try", str(folder), str(folder)]


def platform(sandbox: Sandbox) -> list[str]:
    """What Tateyama adds: code for inside, Lab extension, settings, and the enrolled lessons without their answers."""
    code = sandbox.learner_code
    return [
        *("--ro-bind", str(code), f"{OPT}/python/tateyama_learner"),
        *("--ro-bind-try", str(sandbox.lab_extension / "share" / "jupyter"), f"{OPT}/share/jupyter"),
        *("--ro-bind-try", str(code / "etc" / "jupyter"), f"{OPT}/etc/jupyter"),
        *("--ro-bind-try", str(code / "etc" / "ipython"), f"{OPT}/ipython"),
        # IPython looks here of its own accord, and a learner cannot take it away.
        *("--ro-bind-try", str(code / "etc" / "ipython"), "/etc/ipython"),
        *(
            word
            for digest, folder in sorted(sandbox.lessons.items())
            for word in ("--ro-bind", str(folder), f"{RELEASES}/{digest}")
        ),
    ]


def own(sandbox: Sandbox) -> list[str]:
    """The server's own home, and the folder of the one socket that leads out; a book's server has another.

    The folder is bound, not the socket: a socket that is made again by a restart would stay invisible.
    """
    return [
        *("--bind", str(sandbox.home), sandbox.inside),
        *(
            word
            for bind, names in (("--ro-bind", sandbox.kept), ("--bind", sandbox.fixed))
            for name in names
            for word in (bind, str(sandbox.home / name), f"{sandbox.inside}/{name}")
        ),
        *("--ro-bind", str(sandbox.gate), GATE),
        *([] if sandbox.book_sockets is None else ["--ro-bind", str(sandbox.book_sockets), BOOK_SOCKETS]),
    ]


def made_up(sandbox: Sandbox) -> list[str]:
    """Small files whose text comes through descriptors, so that nothing is written to disk."""
    return [
        word
        for path, descriptor in sorted(sandbox.files.items())
        for word in ("--perms", "0444", "--ro-bind-data", str(descriptor), path)
    ]


def closing(sandbox: Sandbox) -> list[str]:
    """Nothing more can be written outside home and /tmp; report the pid; filter system calls."""
    wanted = ["--remount-ro", "/dev", "--remount-ro", "/"]
    if sandbox.info is not None:
        wanted += ["--info-fd", str(sandbox.info)]
    if sandbox.seccomp is not None:
        wanted += ["--seccomp", str(sandbox.seccomp)]
    return wanted


def variables(environment: Mapping[str, str]) -> list[str]:
    """The environment inside; it holds a token, so these arguments go through --args and never on a command line."""
    return [word for name, value in sorted(environment.items()) for word in ("--setenv", name, value)]

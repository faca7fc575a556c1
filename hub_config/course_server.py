"""The server of a course's book (成績簿): nbgrader's formgrader and nothing else, for the instructors of one offering.

It runs no learner's code: what it shows was made safe by webapp, and it has no kernels, terminals or files to edit.
"""

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from hub_config import sandbox
from hub_config.book_role import BookRows
from hub_config.homes import give
from hub_config.settings import CHECKOUT, Settings

COURSE_USER = re.compile(r"course-([1-9][0-9]{0,9})")
TOKEN_SCOPES = ("users:activity!user", "access:servers!server")
LAUNCHER = ("-m", "tateyama_learner.formgrader")
BOOK = "/home/book"
IDLE_SECONDS = 1800
# What webapp writes and formgrader only reads. The settings are among them: they refuse grading without a sandbox.
KEPT_FOLDERS = ("source", "release", "submitted", "autograded")
KEPT = ("nbgrader_config.py", *KEPT_FOLDERS)
DATABASE = "gradebook.db"
SCHEMA_NOTE = "gradebook.schema"  # stands there instead where the rows are in PostgreSQL


def offering_of(name: str) -> int | None:
    """The offering whose book this hub user stands for, or None for a person."""
    found = COURSE_USER.fullmatch(name)
    return int(found[1]) if found else None


def book_of(settings: Settings, name: str) -> Path:
    """Where the book of this hub user lies."""
    return settings.gradebooks / str(offering_of(name))


def prepare_book(book: Path, uid: int | None) -> bool:
    """Make the book fit to be opened; False where webapp has not made it yet.

    Where everybody has a uid of their own the book has one too. The worker is root there and leaves what it writes to
    the folder's owner. Before every start all is given anew, for what was restored from a backup.
    """
    if not any((book / name).is_file() for name in (DATABASE, SCHEMA_NOTE)):
        return False
    for name in KEPT_FOLDERS:
        # Missing, it could be made inside by the server, as a link that the worker would follow.
        (book / name).mkdir(mode=0o700, exist_ok=True)
    if uid is not None:
        give(book, uid)
    return True


def door_of(settings: Settings, name: str) -> Path:
    """The folder of the socket through which this book's server reaches its rows in PostgreSQL; a short one."""
    return settings.run / f"b{offering_of(name)}"


def describe(
    settings: Settings, book: Path, given: Mapping[str, object], rows: BookRows | None = None
) -> sandbox.Sandbox:
    """The book alone, the gate, the way to its rows in PostgreSQL, and what is installed; no homes or releases."""
    environment = Path(sys.prefix)
    door = settings.run / f"b{book.name}"
    seen_as = str(door) if settings.unprotected else sandbox.BOOK_SOCKETS
    told = {} if rows is None else {"TATEYAMA_BOOK_URL": rows.address(seen_as)}
    return sandbox.Sandbox(
        environment_folder=environment,
        interpreter_folder=Path(sys.base_prefix),
        home=book,
        gate=settings.gate_socket.parent,
        learner_code=CHECKOUT / "hub_config" / "learner",
        lab_extension=settings.data / "labextension",
        lessons={},
        variables=variables(given) | told,
        command=[str(environment / "bin" / "python"), *LAUNCHER],
        inside=BOOK,
        book_sockets=None if rows is None else door,
        kept=KEPT if rows is None else (*KEPT, SCHEMA_NOTE),
        # The worker writes there too, and may be root: a link in its place would lead it elsewhere.
        fixed=(DATABASE,) if rows is None else (),
    )


def variables(given: Mapping[str, object]) -> dict[str, str]:
    """The environment inside; no configuration is read but the book's own, so nothing else is switched on."""
    of_the_hub = {name: str(value) for name, value in given.items() if name.startswith("JUPYTERHUB_")}
    return of_the_hub | {
        "HOME": sandbox.TMP,
        "USER": "book",
        "LANG": "C.UTF-8",
        "TZ": "Asia/Tokyo",
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "PYTHONPATH": f"{sandbox.OPT}/python",
        # The server stands in the book's folder and must not import what lies there.
        "PYTHONSAFEPATH": "1",
        "JUPYTER_NO_CONFIG": "1",
        "JUPYTER_RUNTIME_DIR": f"{sandbox.TMP}/jupyter",
        "MALLOC_ARENA_MAX": "2",
        "TATEYAMA_IDLE_SECONDS": str(IDLE_SECONDS),
    }

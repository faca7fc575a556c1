"""成績簿の置き場: the course folder of one offering, as nbgrader's commands and formgrader expect it."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

NOTEBOOK = "exercise"  # every lesson has this one graded notebook
FILE = f"{NOTEBOOK}.ipynb"
FILE_OF_ROWS, SCHEMA_NOTE = "gradebook.db", "gradebook.schema"
STEPS = ("source", "release", "submitted", "autograded")


@dataclass(frozen=True)
class CourseFolder:
    """Where everything of one offering's book lies; readable by us alone."""

    root: Path

    @property
    def database(self) -> Path:
        """nbgrader's own database."""
        return self.root / FILE_OF_ROWS

    @property
    def schema_note(self) -> Path:
        """What stands there instead where the rows are in PostgreSQL: the name of their schema."""
        return self.root / SCHEMA_NOTE

    def lesson(self, step: str, lesson: str) -> Path:
        """The notebook of a lesson as its author wrote it (source) or as learners got it (release)."""
        return self.root / step / lesson / FILE

    def work(self, step: str, student: str, lesson: str) -> Path:
        """One learner's notebook as handed in (submitted) or as instructors read it (autograded)."""
        return self.root / step / student / lesson / FILE

    def timestamp(self, student: str, lesson: str) -> Path:
        """Where nbgrader looks for the moment of a hand-in."""
        return self.work("submitted", student, lesson).with_name("timestamp.txt")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes of ours from this book: files and rows have to change together."""
        make_private(self.root)
        descriptor = os.open(self.root / ".lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def clear(self) -> None:
        """Throw away every notebook; the database and the folders stay where formgrader has them open."""
        for step in STEPS:
            for lesson in (self.root / step).glob("*"):
                shutil.rmtree(lesson, ignore_errors=True)


def books_in(gradebooks: Path) -> list[int]:
    """The offerings that have a book."""
    found = (file for name in (FILE_OF_ROWS, SCHEMA_NOTE) for file in gradebooks.glob(f"[0-9]*/{name}"))
    return sorted({int(file.parent.name) for file in found})


def schema_of(offering_id: int) -> str:
    """The schema of an offering's book in PostgreSQL."""
    return f"book_{offering_id}"


def timestamp_text(moment: datetime) -> str:
    """A moment as nbgrader reads it, exact to the last digit: formgrader compares it with the book's."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f} UTC\n"


def make_private(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for us alone."""
    if not folder.is_dir():
        make_private(folder.parent)
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            leave_to_owner(folder)


def leave_to_owner(path: Path) -> None:
    """Where we are root, give what we made to the owner of its folder: formgrader reads it under a uid of its own."""
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def put(file: Path, content: bytes) -> None:
    """Write a file whole or not at all; one that says the same already is left alone."""
    with suppress(FileNotFoundError):
        if file.read_bytes() == content:
            return
    make_private(file.parent)
    temporary = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as half:
        half.write(content)
    leave_to_owner(temporary)
    os.replace(temporary, file)

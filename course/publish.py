"""公開: puts built lessons where webapp, worker and spawner find them."""

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from course.content import Course
from course.release import BuiltLesson, build, read_materials

# Learners' uids read releases whatever umask the operator has; solutions are for the worker's own uid alone,
# a second fence behind the learner's sandbox.
OPEN_FOLDER, OPEN_FILE, CLOSED_FILE = 0o755, 0o644, 0o600


def publish(courses: Iterable[Course], out: Path) -> list[BuiltLesson]:
    """Build every lesson into `out/<digest>/`, then let index.json name them all at once."""
    if not out.is_dir():
        out.mkdir(parents=True)
        out.chmod(OPEN_FOLDER)
    with _alone(out):
        return _publish(courses, out)


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Wait for whoever else builds here: the slower of two would name the courses that it read first."""
    folder = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _publish(courses: Iterable[Course], out: Path) -> list[BuiltLesson]:
    index: dict[str, Any] = {}
    everything: list[BuiltLesson] = []
    for course in courses:
        built = [build(course.slug, lesson, read_materials(lesson)) for lesson in course.lessons]
        for lesson in built:
            shelve(lesson, out)
        index[course.slug] = {
            "title": course.title.to_json(),
            "lessons": [_entry(lesson) for lesson in built],
        }
        everything += built
    _replace(
        out / "index.json", json.dumps({"courses": index}, ensure_ascii=False, indent=1).encode() + b"\n"
    )
    return everything


def shelve(built: BuiltLesson, out: Path) -> None:
    """Write one release; a folder of that digest is left alone, since its bytes are what its name says."""
    if _is_there(out / built.digest):
        return
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=out))
    try:
        for name, body in built.files.items():
            file = unfinished / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
            file.chmod(OPEN_FILE if name.startswith("learner/") else CLOSED_FILE)
        for folder in (unfinished, *filter(Path.is_dir, unfinished.rglob("*"))):
            folder.chmod(OPEN_FOLDER)
        _move(unfinished, out / built.digest)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _is_there(release: Path) -> bool:
    return release.is_dir()


def _move(unfinished: Path, release: Path) -> None:
    try:
        unfinished.rename(release)
    except OSError:
        # Another build was quicker; a digest names the same bytes for both.
        if not release.is_dir():
            raise


def _entry(built: BuiltLesson) -> dict[str, Any]:
    lesson = built.lesson
    return {
        "lesson": lesson.slug,
        "digest": built.digest,
        "title": lesson.title.to_json(),
        "minutes": lesson.minutes,
    }


def _replace(file: Path, body: bytes) -> None:
    """Readers see the old index or the new one, never half of it."""
    new = file.with_name(f".{file.name}.{os.getpid()}")
    new.write_bytes(body)
    new.chmod(OPEN_FILE)
    new.replace(file)

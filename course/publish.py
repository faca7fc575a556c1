"""公開: puts built lessons where webapp, worker and spawner find them."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from course.content import Course
from course.release import BuiltLesson, build, read_materials


def publish(courses: Iterable[Course], out: Path) -> list[BuiltLesson]:
    """Build every lesson into `out/<digest>/`, then let index.json name them all at once."""
    out.mkdir(parents=True, exist_ok=True)
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
    if (out / built.digest).is_dir():
        return
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=out))
    try:
        for name, body in built.files.items():
            file = unfinished / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
        # Solutions and hidden tests are for the worker's own uid; a second fence behind the learner's sandbox.
        (unfinished / "source.ipynb").chmod(0o600)
        # mkdtemp makes 0700; other processes of the platform read releases under uids of their own.
        unfinished.chmod(0o755)
        unfinished.rename(out / built.digest)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


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
    new.replace(file)

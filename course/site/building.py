"""読む教材を作る: one page per lesson in a folder that needs nothing else (`python -m course build --site DIR`)."""

import hashlib
import os
import tempfile
from collections.abc import Collection
from functools import partial
from pathlib import Path

from pygments.formatters import HtmlFormatter

from course.content import Course, Lesson
from course.mistake import ContentMistake
from course.notebook import read_myst
from course.parallel import side_by_side
from course.rehearsal import RehearsalFailed, ask
from course.release import build, read_materials
from course.site.page import index_page, lesson_page, lessons_beside
from course.site.reading import body_of
from course.site.words import FRAMES

OWN = Path(__file__).parent
OPEN_FOLDER, OPEN_FILE = 0o755, 0o644
TIME_LIMIT_SECONDS = 300.0


def build_site(courses: Collection[Course], out: Path) -> list[Path]:
    """Write the pages of every lesson whose text is another than before, the lists and the style.

    Gives the Japanese page of each lesson that was written; beside it lies the same text in an English frame.

    Raises ContentMistake where a lesson does not run.
    """
    own = [
        (course, lesson) for course in courses for lesson in course.lessons if lesson.course == course.slug
    ]
    style = (OWN / "style.css").read_text(encoding="utf-8") + _code_colours()
    _write(out / "style.css", style.encode())
    written = [path for paths in side_by_side(partial(_page, out), own) for path in paths]
    for frame in FRAMES:
        _write(out / f"index{frame.suffix}.html", index_page(frame, courses, _made_from("")).encode())
    return written


def _page(out: Path, one: tuple[Course, Lesson]) -> list[Path]:
    course, lesson = one
    materials = read_materials(lesson)
    neighbours = lessons_beside(course, lesson)
    named = [f"{one.course}/{one.slug} {one.title.ja} {one.title.en}" if one else "" for one in neighbours]
    made_from = _made_from("\n".join((build(course.slug, lesson, materials).digest, *named)))
    file = out / course.slug / f"{lesson.slug}.html"
    if file.is_file() and f'content="{made_from}"' in file.read_text(encoding="utf-8"):
        return []
    notebook = read_myst(materials.lesson)
    data = {f"data/{name}": content for name, content in materials.data.items()}
    try:
        shown = ask("course.site.execution", notebook, data, {}, TIME_LIMIT_SECONDS)
    except RehearsalFailed as failed:
        what = f"読む教材を作れません / the page cannot be made: {failed}"
        mend = "python -m course check で直す / mend it with check"
        raise ContentMistake(lesson.folder / "lesson.md", what, mend) from failed
    body = body_of(notebook, shown["outputs"], lesson.slug)
    for name, picture in body.pictures.items():
        _write(file.parent / name, picture)
    # The Japanese page comes last: whoever finds it finds its pictures and its English frame.
    for frame in reversed(FRAMES):
        page = lesson_page(frame, course, lesson, body.pieces, made_from, neighbours)
        _write(file.with_name(f"{lesson.slug}{frame.suffix}.html"), page.encode())
    return [file]


def _made_from(said: str) -> str:
    """The digest of a release, of what its page says of others, and of what makes pages."""
    sha = hashlib.sha256(said.encode())
    for file in sorted(OWN.glob("*.*")):
        sha.update(file.read_bytes())
    return sha.hexdigest()[:32]


def _code_colours() -> str:
    """Colours of code with enough contrast on the page's own grey, by day, on paper and in the dark."""
    light, dark = (HtmlFormatter(style=style).get_style_defs(".code") for style in ("xcode", "github-dark"))
    return f"@media not screen, (prefers-color-scheme: light) {{\n{light}\n}}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def _write(file: Path, content: bytes) -> None:
    """Readers see the old file or the new one, whatever the writer's umask."""
    for folder in reversed([file.parent, *file.parent.parents]):
        if not folder.is_dir():
            folder.mkdir()
            folder.chmod(OPEN_FOLDER)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".unfinished-")
    with os.fdopen(handle, "wb") as temporary:
        temporary.write(content)
    Path(name).chmod(OPEN_FILE)
    Path(name).replace(file)

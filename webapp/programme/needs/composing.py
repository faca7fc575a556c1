"""要望から講座を組み立てる: existing lessons in a new order become a course of the platform's own, which is then released.

Writing and building are the course's own commands, run as processes: webapp reads the catalogue and nothing else of it.
"""

import hashlib
import json
import logging
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from course.catalogue import Course, Lesson, Text, load_courses
from webapp.programme.audience import Audience
from webapp.programme.operations import NotPossible
from webapp.programme.typed import Problem, Typed
from webapp.wording import mark

log = logging.getLogger(__name__)

CHECKOUT = Path(__file__).resolve().parents[3]
LONGEST = 120  # seconds
LONGEST_SLUG = 40
STAMP = "composed-from"


@dataclass(frozen=True)
class Composition:
    """組み立て: what the course is called, for whom it is, and its lessons (`beginner/b1`) in their order."""

    title: Text
    summary: Text
    audience: Audience
    lessons: tuple[str, ...]
    # By lesson the needs that it answers; a need that no lesson was named for is answered by the whole course.
    answers: Mapping[str, frozenset[int]]


def authored_lessons() -> list[tuple[Course, Lesson]]:
    """What courses are composed of: every lesson, in the course that wrote it."""
    return [
        (course, lesson)
        for course in load_courses().values()
        for lesson in course.lessons
        if lesson.course == course.slug
    ]


def name_of(lesson: Lesson) -> str:
    """beginner/b1."""
    return f"{lesson.course}/{lesson.slug}"


def read_composition(
    fields: Mapping[str, Sequence[str]], lessons: Collection[str], needs: Collection[int]
) -> tuple[Composition | None, list[Problem]]:
    """Read the form: ticked lessons by their numbers, those without one as the catalogue has them."""
    typed = Typed(fields)
    known = list(lessons)
    chosen = [name for name in known if name in set(typed.all("lessons"))]
    order = {name: typed.number(f"order-{name}", 1, 999) for name in chosen}
    chosen.sort(key=lambda name: (order[name] is None, order[name] or 0, known.index(name)))
    if not chosen:
        typed.refuse("lessons", mark("レッスンを一つ以上選んでください。"))
    if len({name.partition("/")[2] for name in chosen}) < len(chosen):
        typed.refuse(
            "lessons",
            mark("同じ記号のレッスンは、一つの講座に一度しか入れられません。どちらかを外してください。"),
        )
    named = typed.text("title_ja", 200, needed=True)
    title = Text(named, typed.text("title_en", 200) or named)
    summary = Text(typed.text("summary_ja") or title.ja, typed.text("summary_en") or title.en)
    made = Composition(
        title=title,
        summary=summary,
        audience=typed.one_of("audience", Audience, Audience.OTHER),
        lessons=tuple(chosen),
        answers={
            name: frozenset(id for id in needs if str(id) in typed.all(f"answers-{name}")) for name in chosen
        },
    )
    return (None if typed.problems else made), typed.problems


def compose(composition: Composition, courses: Path, audience: Text) -> str:
    """講座を組み立てる: its course.toml, under a slug that no course has; raises NotPossible where it cannot be written."""
    slug = free_slug(composition.title.en, {*load_courses(), *_slugs_in(courses)})
    said = {"title": composition.title, "summary": composition.summary, "audience": audience}
    words = [
        f"--{name}-{language}={getattr(text, language)}"
        for name, text in said.items()
        for language in ("ja", "en")
    ]
    done = _course("new-course", slug, f"--from={','.join(composition.lessons)}", f"--into={courses}", *words)
    if done.returncode:
        log.error("a course could not be composed: %s", done.stderr.strip()[-500:])
        raise NotPossible(mark("講座を組み立てられませんでした。もう一度お試しください"))
    return slug


def composed_like(composition: Composition, courses: Path) -> str | None:
    """The course that was composed with this title of these lessons already: a second press makes no second course."""
    for slug, course in load_courses(composed=courses).items():
        lessons = tuple(name_of(lesson) for lesson in course.lessons)
        if is_composed(slug, courses) and (course.title, lessons) == (composition.title, composition.lessons):
            return slug
    return None


def free_slug(title: str, taken: Collection[str]) -> str:
    """A name for the course's folder: its English title in small letters, with a number where somebody has it."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-") or "course"
    numbered = (f"{words}-{number}" for number in range(2, 10_000))
    return next(name for name in (words, *numbered) if name not in taken)


def take_apart(slug: str, courses: Path) -> None:
    """組み立てをやめる: the course's folder goes; the next round takes it out of the releases' index."""
    if slug in _slugs_in(courses):
        shutil.rmtree(courses / slug)


def is_composed(slug: str, courses: Path) -> bool:
    """Whether this course was composed on the platform."""
    return slug in _slugs_in(courses)


def build_new(releases: Path, courses: Path) -> bool:
    """公開版をつくる: where courses were composed or taken apart since the last build; whether anything was built."""
    stamp = releases / STAMP
    wanted = _digest(courses)
    if wanted == (stamp.read_text(encoding="utf-8") if stamp.is_file() else _digest_of([])):
        return False
    done = _course("build", f"--out={releases}", f"--composed={courses}")
    if done.returncode:
        raise RuntimeError(f"composed courses were not built: {done.stderr.strip()[-500:]}")
    stamp.write_text(wanted, encoding="utf-8")
    return True


def _digest(courses: Path) -> str:
    texts = [
        [slug, (courses / slug / "course.toml").read_text(encoding="utf-8")] for slug in _slugs_in(courses)
    ]
    return _digest_of(texts)


def _digest_of(texts: Sequence[Sequence[str]]) -> str:
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()


def _slugs_in(courses: Path) -> list[str]:
    return sorted(file.parent.name for file in courses.glob("[a-z0-9]*/course.toml"))


def _course(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "course", *arguments],
        cwd=CHECKOUT, capture_output=True, text=True, timeout=LONGEST, check=False,
    )  # fmt: skip

"""一枚のページ: the frame around a lesson's text, and the list of all of them."""

import html
from collections.abc import Iterable, Sequence

from course.content import Course, Lesson
from course.site.words import Frame

HEAD = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="made-from" content="{made_from}">
<title>{title}</title>
<link rel="stylesheet" href="{up}style.css">
</head>
<body>
<a class="skip" href="#text">{to_text}</a>
"""
Beside = tuple[Lesson | None, Lesson | None]


def lesson_page(
    frame: Frame, course: Course, lesson: Lesson, pieces: Sequence[str], made_from: str, beside: Beside
) -> str:
    """A lesson to read, with the way to those beside it; of its exercises it names the titles alone."""
    title = frame.of(course.title)
    exercises = "".join(
        f"<li>{html.escape(frame.of(exercise.title))}<span>{frame.kinds[exercise.kind]}</span></li>"
        for exercise in lesson.exercises
    )
    about = frame.between.join(
        (html.escape(title), lesson.slug.upper(), frame.minutes.format(lesson.minutes))
    )
    return (
        f"{_head(frame, f'{frame.of(lesson.title)} | {title}', made_from, '../')}"
        f"<header>{_ways(frame, lesson.slug, f'../index{frame.suffix}.html')}<p>{about}</p>{_told(frame)}</header>\n"
        f'<main id="text">\n{_japanese(frame, pieces)}\n'
        f'<section class="exercises" aria-labelledby="exercises"><h2 id="exercises">{frame.exercises}</h2>'
        f"<ol>{exercises}</ol><p>{frame.how_to_do_them}</p></section>\n"
        f"</main>\n{_turns(frame, course, beside)}</body>\n</html>\n"
    )


def lessons_beside(course: Course, lesson: Lesson) -> Beside:
    """前後のレッスン: the lessons before and behind in the course's own order."""
    here = course.lessons.index(lesson)
    before = course.lessons[here - 1] if here else None
    return before, course.lessons[here + 1] if here + 1 < len(course.lessons) else None


def index_page(frame: Frame, courses: Iterable[Course], made_from: str) -> str:
    """Every lesson that can be read, course by course."""
    sections = "".join(_section(frame, course) for course in courses if course.lessons)
    return (
        f"{_head(frame, frame.all_materials, made_from, '')}<header>{_ways(frame, 'index')}{_told(frame)}</header>\n"
        f'<main id="text">\n<h1>{frame.all_materials}</h1>\n{sections}</main>\n</body>\n</html>\n'
    )


def _head(frame: Frame, title: str, made_from: str, up: str) -> str:
    return HEAD.format(
        language=frame.language, made_from=made_from, title=html.escape(title), up=up, to_text=frame.to_text
    )


def _ways(frame: Frame, name: str, index: str = "") -> str:
    """The way to the list, and to the same page with a frame in the other language."""
    language, suffix, own_name = frame.other
    up = f'<a href="{index}">{frame.all_materials}</a>' if index else ""
    other = (
        f'<a class="other" lang="{language}" hreflang="{language}" href="{name}{suffix}.html">{own_name}</a>'
    )
    return f'<nav aria-label="{frame.materials}">{up}{other}</nav>'


def _told(frame: Frame) -> str:
    return f"<p>{frame.told}</p>" if frame.told else ""


def _japanese(frame: Frame, pieces: Sequence[str]) -> str:
    """The lesson's own text: in a frame of another language it says which language it is in."""
    text = "".join(pieces)
    return text if frame.language == "ja" else f'<div lang="ja">\n{text}\n</div>'


def _turns(frame: Frame, course: Course, beside: Beside) -> str:
    links = "".join(
        f'<a rel="{rel}" href="../{one.course}/{one.slug}{frame.suffix}.html"><span>{words}</span>'
        f"{one.slug.upper()} {html.escape(frame.of(one.title))}</a>"
        for rel, words, one in zip(("prev", "next"), frame.turns, beside, strict=True)
        if one is not None
    )
    label = html.escape(frame.beside.format(frame.of(course.title)))
    return f'<footer><nav class="turns" aria-label="{label}">{links}</nav></footer>\n' if links else ""


def _section(frame: Frame, course: Course) -> str:
    rows = "".join(
        f'<li><a href="{lesson.course}/{lesson.slug}{frame.suffix}.html">{html.escape(frame.of(lesson.title))}</a>'
        f"<span>{frame.minutes.format(lesson.minutes)}</span></li>"
        for lesson in course.lessons
    )
    return f"<section><h2>{html.escape(frame.of(course.title))}</h2><ol>{rows}</ol></section>\n"

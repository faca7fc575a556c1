"""一枚のページ: the frame around a lesson's text, and the list of all of them."""

import html
from collections.abc import Iterable, Sequence

from course.content import Course, Lesson

HEAD = """<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="made-from" content="{made_from}">
<title>{title}</title>
<link rel="stylesheet" href="{up}style.css">
</head>
<body>
<a class="skip" href="#text">本文へ</a>
"""
Beside = tuple[Lesson | None, Lesson | None]
KINDS_IN_WORDS = {"basic": "基本", "challenge": "挑戦"}


def lesson_page(
    course: Course, lesson: Lesson, pieces: Sequence[str], made_from: str, beside: Beside = (None, None)
) -> str:
    """A lesson to read, with the way to those beside it; of its exercises it names the titles alone."""
    name = lesson.title.ja
    head = HEAD.format(made_from=made_from, title=html.escape(f"{name} | {course.title.ja}"), up="../")
    exercises = "".join(
        f"<li>{html.escape(exercise.title.ja)}<span>{KINDS_IN_WORDS[exercise.kind]}</span></li>"
        for exercise in lesson.exercises
    )
    return (
        f'{head}<header><nav aria-label="教材"><a href="../index.html">教材の一覧</a></nav>'
        f"<p>{html.escape(course.title.ja)}・{lesson.slug.upper()}・{lesson.minutes}分</p></header>\n"
        f'<main id="text">\n{"".join(pieces)}\n'
        f'<section class="exercises" aria-labelledby="exercises"><h2 id="exercises">この教材の演習</h2>'
        f"<ol>{exercises}</ol><p>演習は、講座に申しこむと、ブラウザの中で解いて採点を受けられます。</p></section>\n"
        f"</main>\n{_turns(course, beside)}</body>\n</html>\n"
    )


def lessons_beside(course: Course, lesson: Lesson) -> Beside:
    """前後のレッスン: the lessons before and behind in the course's own order."""
    here = course.lessons.index(lesson)
    before = course.lessons[here - 1] if here else None
    return before, course.lessons[here + 1] if here + 1 < len(course.lessons) else None


def _turns(course: Course, beside: Beside) -> str:
    links = "".join(
        f'<a rel="{rel}" href="../{one.course}/{one.slug}.html"><span>{words}</span>'
        f"{one.slug.upper()} {html.escape(one.title.ja)}</a>"
        for rel, words, one in zip(("prev", "next"), ("前のレッスン", "次のレッスン"), beside, strict=True)
        if one is not None
    )
    label = html.escape(f"{course.title.ja}の前後のレッスン")
    return f'<footer><nav class="turns" aria-label="{label}">{links}</nav></footer>\n' if links else ""


def index_page(courses: Iterable[Course], made_from: str) -> str:
    """Every lesson that can be read, course by course."""
    head = HEAD.format(made_from=made_from, title="教材の一覧", up="")
    sections = "".join(_section(course) for course in courses if course.lessons)
    return f'{head}<main id="text">\n<h1>教材の一覧</h1>\n{sections}</main>\n</body>\n</html>\n'


def _section(course: Course) -> str:
    rows = "".join(
        f'<li><a href="{lesson.course}/{lesson.slug}.html">{html.escape(lesson.title.ja)}</a>'
        f"<span>{lesson.minutes}分</span></li>"
        for lesson in course.lessons
    )
    return f"<section><h2>{html.escape(course.title.ja)}</h2><ol>{rows}</ol></section>\n"

"""持ち帰るもののページ: 学習指導案, ワークシート and 掲示用の図 of a module, for everybody, with no account."""

from flask import Blueprint, Response, abort
from werkzeug.utils import secure_filename

from course.catalogue import Lesson, lesson_plan_of, posters_of, worksheet_of
from webapp.programme.take_home.drawing import draw_answers, draw_plan, draw_posters, draw_worksheet
from webapp.programme.take_home.giving import find_lesson

blueprint = Blueprint("take_home", __name__)


@blueprint.get("/courses/<slug>/<lesson_slug>/lesson-plan.pdf")
def lesson_plan(slug: str, lesson_slug: str) -> Response:
    """学習指導案, one sheet of A4."""
    course, lesson = _found(slug, lesson_slug)
    plan = lesson_plan_of(lesson)
    if plan is None:
        abort(404)
    return _pdf(draw_plan(plan, course, _module(lesson)), f"{slug}-{lesson_slug}-lesson-plan.pdf")


@blueprint.get("/courses/<slug>/<lesson_slug>/worksheet.pdf")
def worksheet(slug: str, lesson_slug: str) -> Response:
    """ワークシート, for pupils."""
    course, lesson = _found(slug, lesson_slug)
    sheet = worksheet_of(lesson)
    if sheet is None:
        abort(404)
    return _pdf(draw_worksheet(sheet, course, _module(lesson)), f"{slug}-{lesson_slug}-worksheet.pdf")


@blueprint.get("/courses/<slug>/<lesson_slug>/worksheet-answers.pdf")
def worksheet_answers(slug: str, lesson_slug: str) -> Response:
    """教師用解答 of the worksheet, where it has any."""
    course, lesson = _found(slug, lesson_slug)
    sheet = worksheet_of(lesson)
    if sheet is None or not sheet.answered:
        abort(404)
    return _pdf(draw_answers(sheet, course, _module(lesson)), f"{slug}-{lesson_slug}-worksheet-answers.pdf")


@blueprint.get("/courses/<slug>/<lesson_slug>/posters.pdf")
def posters(slug: str, lesson_slug: str) -> Response:
    """掲示用の図, one to a sheet."""
    _, lesson = _found(slug, lesson_slug)
    drawn = posters_of(lesson)
    if not drawn:
        abort(404)
    return _pdf(draw_posters(drawn, _module(lesson)), f"{slug}-{lesson_slug}-posters.pdf")


def _found(slug: str, lesson_slug: str) -> tuple[str, Lesson]:
    found = find_lesson(slug, lesson_slug)
    if found is None:
        abort(404)
    return found[0].title.ja, found[1]


def _module(lesson: Lesson) -> str:
    return f"{lesson.slug.upper()} {lesson.title.ja}"


def _pdf(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{secure_filename(name)}"'
    return answer

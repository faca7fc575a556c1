"""要望から講座を組み立てる: chosen needs, existing lessons, a title; then the course's own page, from which it is opened."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import exists, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from course.catalogue import Course, Text, load_courses, read_releases
from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.enrolment.needs.access import Fields, fields_of_form, own_ids, own_needs
from webapp.enrolment.needs.choices import choices, group_name
from webapp.languages import english
from webapp.programme.audience import Audience
from webapp.programme.models import Offering
from webapp.programme.needs.composing import (
    Composition,
    authored_lessons,
    compose,
    composed_like,
    is_composed,
    name_of,
    read_composition,
    take_apart,
)
from webapp.programme.needs.models import Need, NeedAnswer
from webapp.programme.needs.operations import link
from webapp.programme.operations import NotPossible
from webapp.programme.typed import Problem

blueprint = Blueprint("composing", __name__, url_prefix="/office/needs")
ONE = "/courses/<slug>"


@blueprint.get("/compose")
@require(Role.COORDINATOR)
def form() -> str:
    """組み立てる: the needs that were chosen, and every lesson that there is; `again` begins with a course as it stands."""
    again = request.args.get("again", "")
    if again:
        needs = _needs_of(_composed(again).slug)
        return _page(needs, _as_it_stands(again, needs))
    return _page(own_needs(request.args.getlist("needs")), {"audience": [Audience.PRIVATE.value]})


@blueprint.post("/compose")
@require(Role.COORDINATOR)
def create() -> Response | tuple[str, int] | str:
    """Write the course and link the needs to it; pressed twice it is one course."""
    fields, at = fields_of_form(), datetime.now(UTC)
    needs = own_needs(list(fields.get("needs", ())))
    if "total" in fields:
        return _page(needs, fields)
    lessons = [name_of(lesson) for _course, lesson in authored_lessons()]
    composition, problems = read_composition(fields, lessons, [need.id for need in needs])
    if composition is None:
        return _page(needs, fields, problems), 422
    audience = Text(composition.audience.label_ja, english(composition.audience.label_ja))
    try:
        slug = composed_like(composition, g.settings.courses) or compose(
            composition, g.settings.courses, audience
        )
    except NotPossible as problem:
        return _page(needs, fields, [Problem("lessons", str(problem))]), 422
    with transaction() as writing:
        _link(writing, needs, slug, composition, at)
        record(
            writing, at, signed_in_learner().id, "course_composed", f"course/{slug}",
            lessons=list(composition.lessons), needs=[need.id for need in needs],
        )  # fmt: skip
    _replace(next(iter(fields.get("again", ())), ""), slug)
    flash(_("講座を組み立てました。教材の公開の準備が整うと、学習者が開けるようになります。"))
    return redirect(url_for(".course", slug=slug, audience=composition.audience.value), 303)


@blueprint.get(ONE)
@require(Role.COORDINATOR)
def course(slug: str) -> str:
    """組み立てた講座: its lessons, whether they are released, the needs that it answers, its offerings."""
    found = _composed(slug)
    released = read_releases(g.settings.releases).course(slug)
    ready = {release.lesson for release in released.lessons} if released else set()
    needs = _needs_of(slug)
    return render_template(
        "needs/course.html",
        course=found,
        ready=ready,
        is_ready=ready >= {lesson.slug for lesson in found.lessons},
        minutes=sum(lesson.minutes for lesson in found.lessons),
        needs=needs,
        lessons_of={need.id: _lessons_of(need, slug) for need in needs},
        offerings=_offerings_of(slug),
        audience=request.args.get("audience", ""),
        group_name=group_name,
    )


@blueprint.post(f"{ONE}/take-apart")
@require(Role.COORDINATOR)
def drop(slug: str) -> Response:
    """組み立てをやめる, as long as nothing was opened from it and no other office's need hangs on it."""
    _composed(slug)
    if _is_used(slug):
        flash(_("この講座はすでに使われているため、取り消せません。"), "error")
        return redirect(url_for(".course", slug=slug), 303)
    _drop(slug)
    flash(_("組み立てた講座を取り消しました。"))
    return redirect(url_for("needs.board"), 303)


def _is_used(slug: str) -> bool:
    """Whether something was opened from it, or another office's need hangs on it."""
    others = exists().where(
        NeedAnswer.course_slug == slug, NeedAnswer.need_id == Need.id, Need.host_id.not_in(own_ids())
    )
    return bool(session().scalar(select(others)) or _offerings_of(slug))


def _drop(slug: str) -> None:
    with transaction() as writing:
        for answer in writing.scalars(select(NeedAnswer).where(NeedAnswer.course_slug == slug)):
            writing.delete(answer)
        record(writing, datetime.now(UTC), signed_in_learner().id, "course_taken_apart", f"course/{slug}")
    take_apart(slug, g.settings.courses)


def _replace(old: str, new: str) -> None:
    """組み直す: the course as it was goes, unless it is the same one or somebody relies on it."""
    if old and old != new and is_composed(old, g.settings.courses) and not _is_used(old):
        _drop(old)


def _as_it_stands(slug: str, needs: Sequence[Need]) -> Fields:
    """The form's fields for a composed course."""
    found = _composed(slug)
    names = [name_of(lesson) for lesson in found.lessons]
    answered = {need.id: set(_lessons_of(need, slug)) for need in needs}
    fields = {
        "again": [slug],
        "lessons": names,
        "title_ja": [found.title.ja],
        "title_en": [found.title.en],
        "summary_ja": [found.summary.ja],
        "summary_en": [found.summary.en],
        "audience": [audience.value for audience in Audience if audience.label_ja == found.audience.ja],
    }
    for number, name in enumerate(names, start=1):
        slug_of = name.partition("/")[2]
        fields[f"order-{name}"] = [str(number)]
        fields[f"answers-{name}"] = [str(id) for id, lessons in answered.items() if slug_of in lessons]
    return fields


def _link(session: Session, needs: Sequence[Need], slug: str, composition: Composition, at: datetime) -> None:
    for need in needs:
        lessons = [
            name.partition("/")[2] for name in composition.lessons if need.id in composition.answers[name]
        ]
        for lesson in lessons or [""]:
            link(session, need, slug, at, lesson_slug=lesson)


def _composed(slug: str) -> Course:
    found = load_courses(composed=g.settings.courses).get(slug)
    if found is None or not is_composed(slug, g.settings.courses):
        abort(404)
    return found


def _needs_of(slug: str) -> list[Need]:
    linked = select(NeedAnswer.need_id).where(NeedAnswer.course_slug == slug)
    asked = select(Need).where(Need.id.in_(linked), Need.host_id.in_(own_ids()))
    return list(session().scalars(asked.order_by(Need.id)))


def _lessons_of(need: Need, slug: str) -> list[str]:
    return [
        answer.lesson_slug for answer in need.answers if answer.course_slug == slug and answer.lesson_slug
    ]


def _offerings_of(slug: str) -> list[Offering]:
    return list(session().scalars(select(Offering).filter_by(course_slug=slug).order_by(Offering.id)))


def _page(needs: Sequence[Need], fields: Fields, problems: Sequence[Problem] = ()) -> str:
    lessons = authored_lessons()
    chosen = set(fields.get("lessons", ()))
    return render_template(
        "needs/compose.html",
        needs=needs,
        lessons=[(course, lesson, name_of(lesson)) for course, lesson in lessons],
        chosen=chosen,
        minutes=sum(lesson.minutes for _course, lesson in lessons if name_of(lesson) in chosen),
        first={name: values[0] for name, values in fields.items() if values},
        several=fields,
        problems={problem.field: _(problem.message_ja) for problem in problems},
        audience_options=[(audience.value, _(audience.label_ja)) for audience in Audience],
        group_name=group_name,
        **choices(),
    )

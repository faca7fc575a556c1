"""開講通知の登録のページ: an address, a letter, a button; and the same link takes it out again."""

from datetime import UTC, datetime

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from course.catalogue import Course, load_courses
from webapp.db import session, transaction
from webapp.enrolment.accounts.addresses import is_address
from webapp.enrolment.models import normal_address
from webapp.enrolment.operations import NotPossible
from webapp.enrolment.outreach.following import came_by
from webapp.enrolment.outreach.interest import (
    NOTICE,
    NOTICES,
    ask,
    confirm,
    course_name,
    find_interest,
    remove,
)
from webapp.languages import language
from webapp.programme.outreach.models import Interest
from webapp.programme.outreach.recording import find_contact
from webapp.security import limiter

blueprint = Blueprint("interest", __name__)
LONGEST_TOKEN = 100


@blueprint.get("/courses/<slug>/notice")
def form(slug: str) -> str:
    """開講通知の登録: what the address is used for, and a field for it."""
    return _form(_course(slug))


@blueprint.post("/courses/<slug>/notice")
@limiter.limit("60 per minute")
def send(slug: str) -> str | tuple[str, int]:
    """Send the letter; the answer is the same for every address."""
    course, at = _course(slug), datetime.now(UTC)
    typed = request.form.get("email", "")[:1000]
    if not is_address(normal_address(typed)):
        wrong = _("メールアドレスの形になっていません（例: hanako@example.jp）。")
        return _form(course, typed, wrong), 422
    try:
        with transaction() as writing:
            came = came_by(at)
            contact = find_contact(writing, came.code) if came else None
            key = g.settings.key_for("codes")
            ask(writing, slug, typed, language(), at, key=key, contact=contact)
    except NotPossible as refusal:
        return _form(course, typed, _(str(refusal))), 422
    return render_template("outreach/interest_sent.html", course=course, address=normal_address(typed))


@blueprint.get("/notices/<token>")
def show(token: str) -> str | tuple[str, int]:
    """The letter's link changes nothing: offices' scanners open every one."""
    found = _found(token)
    if found is None:
        return render_template("outreach/interest.html", found=None), 404
    return render_template(
        "outreach/interest.html", found=found, token=token, course=course_name(session(), found.course_slug)
    )


@blueprint.post("/notices/<token>/confirm")
def confirmed(token: str) -> Response:
    """登録を確かめる."""
    found = _found(token)
    if found is None:
        abort(404)
    with transaction() as writing:
        confirm(writing, found, datetime.now(UTC))
    return redirect(url_for(".show", token=token), 303)


@blueprint.post("/notices/<token>/remove")
def removed(token: str) -> str:
    """登録を取り消す: pressed twice it is gone as well."""
    found = _found(token)
    if found is None:
        abort(404)
    with transaction() as writing:
        remove(writing, found)
    return render_template("outreach/interest.html", found=None, removed=True)


def _form(course: Course, typed: str = "", wrong: str = "") -> str:
    return render_template(
        "outreach/interest_form.html", course=course, typed=typed, wrong=wrong, notice=_(NOTICES[NOTICE])
    )


def _course(slug: str) -> Course:
    course = load_courses(composed=g.settings.courses).get(slug)
    if course is None:
        abort(404)
    return course


def _found(token: str) -> Interest | None:
    return find_interest(session(), token) if len(token) <= LONGEST_TOKEN else None

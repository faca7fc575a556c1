"""講座を開く・直す・複写する: the forms with which a coordinator plans what their partner hosts."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import exists, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from course.catalogue import SeriesPath, load_courses
from webapp.audit import record
from webapp.auth import coordinated_partners, require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.applying.models import Draw
from webapp.enrolment.applying.waiting import fill_seats
from webapp.enrolment.models import Application, ApplicationState, Role
from webapp.enrolment.needs.access import own_needs
from webapp.enrolment.office.access import hosted
from webapp.enrolment.office.typed import typed_of
from webapp.languages import localised
from webapp.programme.audience import Audience
from webapp.programme.drafts import MOST_MEETINGS, read_draft
from webapp.programme.models import MeetingMode, Offering, Partner, Selection
from webapp.programme.needs.operations import answer_with
from webapp.programme.operations import NotPossible
from webapp.programme.planning import change_offering, copy_offering, plan_offering
from webapp.programme.typed import Problem

blueprint = Blueprint("planning", __name__, url_prefix="/office/offerings")

Fields = Mapping[str, Sequence[str]]
MORE_ROWS = 4


@blueprint.get("/new")
@require(Role.COORDINATOR)
def new() -> str:
    """新しい講座; from a composed course with its title and lessons, and the needs that it answers."""
    return _page(None, {"class_day": [""] * MORE_ROWS, **_begun_with(request.args.get("course", ""))})


@blueprint.post("/new")
@require(Role.COORDINATOR)
def create() -> Response | tuple[str, int] | str:
    """Keep a new offering, 準備中 or 募集中 by its dates."""
    fields = _fields()
    if "rows" in request.form:
        return _page(None, _with_rows(fields))
    host = next((p for p in _hosts() if str(p.id) == request.form.get("host")), None)
    draft, problems = read_draft(fields, _lessons(), {partner.id for partner in _partners()}, _paths())
    if host is None:
        problems = [Problem("host", "一覧から選んでください。"), *problems]
    if draft is None or host is None:
        return _page(None, fields, problems), 422
    try:
        with transaction() as writing:
            at = datetime.now(UTC)
            made = plan_offering(writing, host, draft, at)
            needs = [need for need in own_needs(list(fields.get("answering", ()))) if need.host_id == host.id]
            answer_with(writing, needs, made, signed_in_learner().id, at)
            record(writing, at, signed_in_learner().id, "offering_planned", f"offering/{made.id}")
    except NotPossible as problem:
        return _page(None, fields, [Problem("starts_on", str(problem))]), 422
    flash(_("講座を登録しました。内容を確かめ、必要なら直してください。"))
    if needs:
        flash(_("要望を対応予定にしました。要望を出した団体に、下の「応える要望」から知らせられます。"))
    return redirect(url_for("office.offering", offering_id=made.id), 303)


@blueprint.get("/<int(max=2147483647):offering_id>/edit")
@require(Role.COORDINATOR)
def edit(offering_id: int) -> str:
    """内容を直す."""
    found = hosted(offering_id)
    return _page(found, typed_of(session(), found))


@blueprint.post("/<int(max=2147483647):offering_id>/edit")
@require(Role.COORDINATOR)
def change(offering_id: int) -> Response | tuple[str, int] | str:
    """Keep what was changed; a seat that a larger capacity adds goes to who waits."""
    found, fields = hosted(offering_id), _fields()
    if "rows" in request.form:
        return _page(found, _with_rows(fields))
    draft, problems = read_draft(fields, _lessons(), {partner.id for partner in _partners()}, _paths())
    if draft is not None:
        problems = [
            Problem(name, message)
            for name, message in kept_fields(session(), found).items()
            if getattr(draft, name) != getattr(found, name)
        ]
    if draft is None or problems:
        return _page(found, fields, problems), 422
    try:
        with transaction() as writing:
            at = datetime.now(UTC)
            change_offering(writing, found, draft, at)
            fill_seats(writing, found, at)
            record(writing, at, signed_in_learner().id, "offering_changed", f"offering/{found.id}")
    except NotPossible as problem:
        return _page(found, fields, [Problem("starts_on", str(problem))]), 422
    flash(_("保存しました。"))
    return redirect(url_for("office.offering", offering_id=found.id), 303)


@blueprint.post("/<int(max=2147483647):offering_id>/copy")
@require(Role.COORDINATOR)
def copy(offering_id: int) -> Response:
    """次の年度に複写する; pressed twice it makes two, and the page says which is new."""
    found = hosted(offering_id)
    try:
        with transaction() as writing:
            at = datetime.now(UTC)
            made = copy_offering(writing, found, at)
            record(writing, at, signed_in_learner().id, "offering_copied", f"offering/{made.id}", of=found.id)
    except NotPossible as problem:
        flash(_(str(problem)), "error")
        return redirect(url_for("office.offering", offering_id=found.id), 303)
    flash(
        _(
            "次の年度の講座として複写しました。曜日をそろえて日付を移しています。日付と、抽選の文字列を確かめてください。"
        )
    )
    return redirect(url_for("planning.edit", offering_id=made.id), 303)


def kept_fields(session: Session, offering: Offering) -> dict[str, str]:
    """変えられない欄: what people have relied on, with the sentence that says so."""
    applied = select(Application.id).where(Application.offering_id == offering.id)
    drawing = applied.where(Application.state == ApplicationState.DRAWING)
    kept: dict[str, str] = {}
    if session.scalar(select(exists(applied))):
        kept["course_slug"] = _("申し込んだ人がいるため、教材の講座は変えられません。")
        kept["selection"] = _("申し込んだ人がいるため、選考方法は変えられません。")
    if session.scalar(select(exists(drawing))) or session.get(Draw, offering.id):
        kept["lottery_string"] = _("抽選待ちの人がいるため、抽選の文字列は変えられません。")
    return kept


def _page(offering: Offering | None, fields: Fields, problems: Sequence[Problem] = ()) -> str:
    courses = load_courses(composed=g.settings.courses)
    return render_template(
        "office/plan.html",
        offering=offering,
        first={name: values[0] for name, values in fields.items() if values},
        several=fields,
        problems={problem.field: _(problem.message_ja) for problem in problems},
        courses=courses.values(),
        partners=_partners(),
        modes=list(MeetingMode),
        host_options=_names(_hosts()),
        partner_options=_names(_partners()),
        course_options=[(course.slug, localised(course.title)) for course in courses.values()],
        audience_options=[(audience.value, _(audience.label_ja)) for audience in Audience],
        selection_options=[(selection.value, _(selection.label_ja)) for selection in Selection],
        rows=_rows(fields),
        kept=kept_fields(session(), offering) if offering else {},
    )


def _begun_with(slug: str) -> dict[str, list[str]]:
    """What a course says by itself, and the needs in the address that are one's own."""
    course = load_courses(composed=g.settings.courses).get(slug)
    if course is None:
        return {}
    audience = request.args.get("audience", "")
    return {
        "course_slug": [slug],
        "title_ja": [course.title.ja],
        "title_en": [course.title.en],
        "audience": [audience] if audience in set(Audience) else [],
        "rule_kind": ["all_basic"],
        "rule_lessons": [*course.series.lessons] if course.series else [les.slug for les in course.lessons],
        "rule_paths": ["1"] if course.series else [],
        "answering": [str(need.id) for need in own_needs(request.args.getlist("needs"))],
    }


def _names(partners: Sequence[Partner]) -> list[tuple[int, str]]:
    return [(partner.id, localised(partner, "name")) for partner in partners]


def _rows(fields: Fields) -> list[dict[str, str]]:
    names = ("class_day", "class_start", "class_end", "class_mode", "class_place", "class_url")
    longest = max((len(fields.get(name, ())) for name in names), default=0)

    def cell(name: str, number: int) -> str:
        values = fields.get(name, ())
        return values[number] if number < len(values) else ""

    return [{name: cell(name, number) for name in names} for number in range(min(longest, MOST_MEETINGS))]


def _with_rows(fields: Fields) -> Fields:
    """毎週 n 回: fill rows from the first one, a week apart; or only add empty ones."""
    rows = [row for row in _rows(fields) if row["class_day"]]
    asked = request.form.get("weeks", "")
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 3 else 0
    try:
        first = datetime.fromisoformat(rows[0]["class_day"]).date() if rows else None
        while first is not None and len(rows) < min(wanted, MOST_MEETINGS):
            rows.append({**rows[0], "class_day": (first + timedelta(weeks=len(rows))).isoformat()})
    except (ValueError, OverflowError):
        pass
    if len(rows) >= wanted:
        rows += [dict.fromkeys(rows[0] if rows else ("class_day",), "")] * (0 if wanted else MORE_ROWS)
    names = ("class_day", "class_start", "class_end", "class_mode", "class_place", "class_url")
    return {**fields, **{name: [row.get(name, "") for row in rows] for name in names}}


def _fields() -> Fields:
    fields = {name: values for name, values in request.form.lists() if name != "csrf_token"}
    return {**fields, "rule_lessons": _of_the_course(fields)} if "rule_lessons" in fields else fields


def _of_the_course(fields: Fields) -> list[str]:
    """The lessons that are ticked under the chosen course: another course may have one of the same name."""
    course = next(iter(fields.get("course_slug", ())), "")
    named = (value.rpartition("/") for value in fields["rule_lessons"])
    return [lesson for of, _slash, lesson in named if of in ("", course)]


def _lessons() -> dict[str, list[str]]:
    return {
        course.slug: [lesson.slug for lesson in course.lessons]
        for course in load_courses(composed=g.settings.courses).values()
    }


def _paths() -> dict[str, Sequence[SeriesPath]]:
    courses = load_courses(composed=g.settings.courses).values()
    return {course.slug: course.series.paths for course in courses if course.series}


def _hosts() -> list[Partner]:
    hosts = coordinated_partners(signed_in_learner())
    if not hosts:
        abort(403)
    return hosts


def _partners() -> Sequence[Partner]:
    return session().scalars(select(Partner).order_by(Partner.id)).all()

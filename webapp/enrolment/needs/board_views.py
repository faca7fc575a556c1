"""現場ニーズの一覧: what the field asked for, filtered and counted; and one need with everything done about it."""

from datetime import UTC, datetime

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from course.catalogue import load_courses
from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.enrolment.needs.access import fields_of_form, own_ids, own_need
from webapp.enrolment.needs.choices import choices, group_name
from webapp.enrolment.needs.seeing import need_seen, needs_listed
from webapp.enrolment.needs.titles import linkable, titles_of
from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.paging import asked_page
from webapp.programme.models import Offering
from webapp.programme.needs import board as asked
from webapp.programme.needs.contacts import forget_contact, has_contact
from webapp.programme.needs.models import Need, NeedState
from webapp.programme.needs.operations import link, may_be_met, merge, move, reword, split, unlink
from webapp.programme.needs.visits import LONGEST_NEED, known_organisations, lines_of
from webapp.programme.operations import NotPossible
from webapp.programme.typed import NEEDED, Typed

blueprint = Blueprint("needs", __name__, url_prefix="/office/needs")
ONE = "/<int(max=2147483647):need_id>"


@blueprint.get("")
@require(Role.COORDINATOR)
def board() -> str:
    """一覧: the newest first, fifty on a page, and how many there are in each group."""
    mine, wanted = own_ids(), asked.Filter.read(request.args)
    paging = asked_page(asked.count_of(session(), mine, wanted))
    rows = asked.page_of(session(), mine, wanted, paging.offset, paging.size)
    needs_listed(rows)
    return render_template(
        "needs/board.html",
        needs=rows,
        wanted=wanted,
        paging=paging,
        groups=asked.groups_of(session(), mine, wanted),
        repeated=asked.repeated(session(), [need.id for need in rows]),
        years=[(str(year), FiscalYear(year)) for year in asked.years_of(session(), mine)],
        **_words(),
    )


@blueprint.get("/statistics")
@require(Role.COORDINATOR)
def statistics() -> str:
    """全体の件数: every partner's needs by group and state, without texts and names."""
    own_ids()
    return render_template(
        "needs/statistics.html",
        groups=asked.groups_of(session(), None),
        partners=asked.by_partner(session()),
        states=list(NeedState),
        group_name=group_name,
    )


@blueprint.get(ONE)
@require(Role.COORDINATOR)
def need(need_id: int) -> str:
    """一件の要望: its words, every step, what answers it, and what can be done next."""
    return _page(own_need(need_id))


@blueprint.post(f"{ONE}/move")
@require(Role.COORDINATOR)
def take_step(need_id: int) -> Response | tuple[str, int]:
    """状況を動かす."""
    found, at, by = own_need(need_id), datetime.now(UTC), signed_in_learner().id
    typed = Typed(fields_of_form())
    state = typed.one_of("state", NeedState, NeedState.CONSIDERED)
    reason, day = typed.text("reason", 500), typed.day("moved_on", needed=True)
    if typed.problems or day is None:
        return _page(found, {problem.field: _(problem.message_ja) for problem in typed.problems}), 422
    if found.state is state and found.moves and found.moves[-1].reason == reason:
        return _back(found)  # pressed twice
    try:
        with transaction() as writing:
            move(writing, found, state, reason, day, by, at)
            record(writing, at, by, "need_moved", f"need/{found.id}", state=state.value)
    except NotPossible as problem:
        return _page(found, {"reason": _(str(problem))}), 422
    flash(_("記録しました。"))
    return _back(found)


@blueprint.post(f"{ONE}/link")
@require(Role.COORDINATOR)
def connect(need_id: int) -> Response | tuple[str, int]:
    """対応する講座・レッスン・開講講座を結ぶ."""
    found, at = own_need(need_id), datetime.now(UTC)
    chosen = request.form.get("answer", "")
    if chosen not in {value for value, _name in linkable(session(), own_ids())}:
        return _page(found, {"answer": _("一覧から選んでください。")}), 422
    kind, _colon, key = chosen.partition(":")
    with transaction() as writing:
        if kind == "offering":
            offering = writing.get_one(Offering, int(key))
            link(writing, found, offering.course_slug, at, offering=offering)
        else:
            course, _slash, lesson = key.partition("/")
            link(writing, found, course, at, lesson_slug=lesson)
        record(writing, at, signed_in_learner().id, "need_linked", f"need/{found.id}", to=chosen)
    return _back(found)


@blueprint.post(f"{ONE}/unlink")
@require(Role.COORDINATOR)
def disconnect(need_id: int) -> Response | tuple[str, int]:
    """結びを外す."""
    found, at = own_need(need_id), datetime.now(UTC)
    answer = next((one for one in found.answers if str(one.id) == request.form.get("answer_id")), None)
    if answer is None:
        return _back(found)
    try:
        with transaction() as writing:
            unlink(writing, answer, found)
            record(writing, at, signed_in_learner().id, "need_unlinked", f"need/{found.id}")
    except NotPossible as problem:
        return _page(found, {"answer": _(str(problem))}), 422
    return _back(found)


@blueprint.post(f"{ONE}/merge")
@require(Role.COORDINATOR)
def unite(need_id: int) -> Response | tuple[str, int]:
    """ほかの要望にまとめる, or まとめを解く."""
    found, at = own_need(need_id), datetime.now(UTC)
    given = request.form.get("into", "")
    try:
        with transaction() as writing:
            if request.form.get("do") == "split":
                split(writing, found)
            else:
                merge(writing, found, _other(found, given))
            into = found.merged_into_id
            record(writing, at, signed_in_learner().id, "need_merged", f"need/{found.id}", into=into)
    except NotPossible as problem:
        return _page(found, {"into": _(str(problem))}), 422
    return _back(found)


@blueprint.post(f"{ONE}/organisation")
@require(Role.COORDINATOR)
def say_who(need_id: int) -> Response | tuple[str, int]:
    """団体を結ぶ: who said it turned out to be an organisation that we know."""
    found, at = own_need(need_id), datetime.now(UTC)
    known = {str(one.id): one for one in known_organisations(session(), [found.host_id])}
    chosen = known.get(request.form.get("organisation_id", ""))
    if chosen is None:
        return _page(found, {"organisation_id": _("一覧から選んでください。")}), 422
    with transaction() as writing:
        found.organisation = chosen
        if not (found.industry or found.school_type):
            found.industry, found.school_type = chosen.industry, chosen.school_type
        record(writing, at, signed_in_learner().id, "need_attributed", f"need/{found.id}")
    return _back(found)


@blueprint.post(f"{ONE}/contact")
@require(Role.COORDINATOR)
def forget(need_id: int) -> Response:
    """希望を受けて連絡先を消す: somebody asked the office by telephone; a second press finds nothing left."""
    found = own_need(need_id)
    if has_contact(found):
        with transaction() as writing:
            forget_contact(writing, found, datetime.now(UTC), signed_in_learner().id)
        flash(_("連絡先を消しました。"))
    return _back(found)


@blueprint.post(f"{ONE}/words")
@require(Role.COORDINATOR)
def mend_words(need_id: int) -> Response | tuple[str, int]:
    """要望の文を直す: names of people are taken out of it; the audit keeps that it was done and not what it was."""
    found, at = own_need(need_id), datetime.now(UTC)
    typed = Typed(fields_of_form())
    wanted = lines_of(typed, "wanted", LONGEST_NEED)
    if not wanted:
        typed.refuse("wanted", NEEDED)
    if typed.problems:
        return _page(found, {problem.field: _(problem.message_ja) for problem in typed.problems}), 422
    if wanted != found.wanted:
        with transaction() as writing:
            reword(writing, found, wanted)
            record(writing, at, signed_in_learner().id, "need_reworded", f"need/{found.id}")
        flash(_("保存しました。"))
    return _back(found)


def _other(need: Need, given: str) -> Need:
    others = {str(twin.id): twin for twin in asked.twins_of(session(), need)}
    if given not in others:
        raise NotPossible("この要望にはまとめられません。別の要望を選んでください")
    return others[given]


def _back(need: Need) -> Response:
    return redirect(url_for(".need", need_id=need.id), 303)


def _page(need: Need, problems: dict[str, str] | None = None) -> str:
    need_seen(need)
    root = session().get(Need, need.merged_into_id) if need.merged_into_id else None
    return render_template(
        "needs/need.html",
        need=need,
        root=root,
        twins=[] if root else asked.twins_of(session(), need),
        merged=asked.merged_into(session(), need),
        may_be_met=may_be_met(need),
        has_contact=has_contact(need),
        organisations=known_organisations(session(), [need.host_id]),
        linkable=linkable(session(), own_ids()),
        today=japanese_date(datetime.now(UTC)),
        typed=request.form,
        problems=problems or {},
        **_words(),
    )


def _words() -> dict[str, object]:
    courses = load_courses(composed=g.settings.courses)
    return {
        **choices(), "group_name": group_name, "states": list(NeedState), "titles": titles_of(courses),
    }  # fmt: skip

"""この画面で解く: a lesson's page, a page for each question, and what its buttons do; plain forms, and no websocket."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final
from uuid import uuid4

from flask import Blueprint, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter import RateLimitExceeded

from webapp.auth import require
from webapp.db import session, transaction
from webapp.languages import language
from webapp.participation.activity.counting import Done
from webapp.participation.plain import reading
from webapp.participation.plain.asking import ask_about, unasked
from webapp.participation.plain.drafts import Kept, drop_aside, restore, take
from webapp.participation.plain.handing_in import count, hand_in, is_blank
from webapp.participation.plain.line import ask, is_busy
from webapp.participation.plain.needs import cells_for
from webapp.participation.plain.outcomes import spoken_here
from webapp.participation.plain.place import Place, find_place, find_question
from webapp.participation.plain.prose import prose, without_heading
from webapp.participation.plain.sheet import Question, Role, has_words
from webapp.participation.plain.typed import aside_in, keep_typed, number_in, state_of, tell_kept
from webapp.participation.plain.waiting import is_running, is_scored_soon, wait_a_moment
from webapp.participation.refusals import Refused
from webapp.participation.school_classes.opening import offering_for
from webapp.programme.reading import page_to_read
from webapp.programme.take_home.giving import gives_away
from webapp.security import limiter, person
from webapp.wording import mark

blueprint = Blueprint("plain", __name__, url_prefix="/plain")
blueprint.add_app_template_filter(prose, "prose")
blueprint.add_app_template_filter(without_heading, "without_heading")
blueprint.add_app_template_filter(spoken_here, "spoken_here")

MOST_RUNS: Final = "20 per minute"
NOTHING_WRITTEN = mark(
    "この画面では、まだどの問にも答えが書かれていないため、提出していません。答えを書いてから押してください。JupyterLab で提出した答えは、レッスンの画面の「前回提出した答えから始める」で、ここに入ります。"
)
MOST_SAVES: Final = "120 per minute"


@blueprint.get("/<course>/<lesson>")
@require()
def lesson(course: str, lesson: str) -> str:
    """レッスンの画面: the questions with how they stand, the newest score, and handing in."""
    place = find_place(course, lesson)
    if "wait" in request.args:
        wait_a_moment(lambda looking: is_scored_soon(looking, place))
    newest = reading.newest_hand_in(session(), place)
    texts = reading.texts_of(session(), place)
    handed_in = reading.handed_in_answers(place, newest)
    return render_template(
        "plain/lesson.html",
        place=place,
        newest=newest,
        score=reading.score_of(session(), place, newest),
        begun={id for id, part in place.sheet.answers.items() if texts[id] != part.text},
        reached=reading.reached(session(), place),
        written={one.id for one in place.sheet.questions if has_words(one, handed_in)},
        gives=gives_away(place.course, place.lesson),
        may_begin_with_it=reading.differs(texts, handed_in),
        page=page_to_read(g.settings.site, place.release.course, place.lesson),
        lessons_beside=reading.lessons_beside(place),
        may_open_class=offering_for(session(), place.learner, course, datetime.now(UTC)) is not None,
        origin=uuid4().hex,
    )


@blueprint.get("/<course>/<lesson>/<question>")
@require()
def show(course: str, lesson: str, question: str) -> str:
    """問の画面: its text, its prepared cells, a place to type, and what running and grading showed."""
    place = find_place(course, lesson)
    asked = find_question(place, question)
    if "wait" in request.args:
        wait_a_moment(lambda looking: is_running(looking, place, asked) or is_scored_soon(looking, place))
    newest = reading.newest_hand_in(session(), place)
    before, behind = reading.neighbours(place, asked)
    return render_template(
        "plain/question.html",
        place=place,
        question=asked,
        answers={each.part.grade_id: each for each in reading.answers_of(session(), place, asked)},
        result=reading.shown_of(session(), place, asked, datetime.now(UTC)),
        score=reading.score_of(session(), place, newest),
        newest=newest,
        shows=reading.prepared_shows(session(), place),
        needs=reading.needs_of(place, asked),
        page=page_to_read(g.settings.site, place.release.course, place.lesson),
        handed_in_words=has_words(asked, reading.handed_in_answers(place, newest)),
        before=before,
        behind=behind,
        lessons_beside=reading.lessons_beside(place),
        origin=uuid4().hex,
    )


@blueprint.get("/<course>/<lesson>/<question>/shown")
@require()
def shown(course: str, lesson: str, question: str) -> ResponseReturnValue:
    """実行の結果だけ: the part of the page that changes while a run is under way."""
    place = find_place(course, lesson)
    asked = find_question(place, question)
    wait_a_moment(lambda looking: is_running(looking, place, asked))
    return render_template(
        "plain/shown.html", place=place, result=reading.shown_of(session(), place, asked, datetime.now(UTC))
    )


@blueprint.post("/<course>/<lesson>/<question>/draft")
@limiter.limit(MOST_SAVES)
@require()
def save(course: str, lesson: str, question: str) -> ResponseReturnValue:
    """下書きを保存: keep what was typed; the page's script asks for the state alone."""
    place = find_place(course, lesson)
    asked = find_question(place, question)
    kept = keep_typed(place, asked)
    if by_script():
        return jsonify(state_of(kept))
    behind = reading.neighbours(place, asked)[1] if "onward" in request.form else None
    tell_kept(kept)
    return back_to(place, behind if behind and not aside_in(kept) else asked)


@blueprint.post("/<course>/<lesson>/<question>/run")
@limiter.limit(MOST_RUNS, key_func=person)
@require()
def run(course: str, lesson: str, question: str) -> ResponseReturnValue:
    """実行: keep what was typed, and put the cells in the line; the page shows what comes of it."""
    place = find_place(course, lesson)
    asked = find_question(place, question)
    kept, at = keep_typed(place, asked), datetime.now(UTC)
    if aside_in(kept):
        return answer(kept, place, asked)
    if is_busy(session(), place.owner, at):
        return answer(kept, place, asked, _("前の実行が続いています。終わってから、もう一度押してください。"))
    texts = reading.texts_of(session(), place)
    cells = [
        (part, texts[part.grade_id] if part.role is Role.ANSWER else part.text)
        for part in cells_for(asked, place.sheet, texts)
    ]
    with transaction() as writing:
        ask(writing, place.owner, place.release.digest, place.lesson, asked.id, cells, at)
        count(writing, place, Done(saves=0, runs=1), at)
    return answer(kept, place, asked)


@blueprint.post("/<course>/<lesson>/<question>/grade")
@require()
def grade(course: str, lesson: str, question: str) -> ResponseReturnValue:
    """採点: keep what was typed, and hand the whole lesson in."""
    place = find_place(course, lesson)
    asked = find_question(place, question)
    kept = keep_typed(place, asked)
    if aside_in(kept):
        tell_kept(kept)
        return back_to(place, asked)
    if doubts := unasked(place):
        return ask_about(place, doubts, onward="grade", question=asked)
    if is_blank(place):
        flash(_(NOTHING_WRITTEN), "error")
        return back_to(place, asked)
    hand_in(place)
    return back_to(place, asked, anchor="score", wait="1")


@blueprint.post("/<course>/<lesson>/<question>/reopen")
@require()
def reopen(course: str, lesson: str, question: str) -> ResponseReturnValue:
    """直す: back to the question, as it is kept."""
    place = find_place(course, lesson)
    return back_to(place, find_question(place, question))


@blueprint.post("/<course>/<lesson>/grade")
@require()
def grade_lesson(course: str, lesson: str) -> ResponseReturnValue:
    """採点: hand in the drafts as they are kept."""
    place = find_place(course, lesson)
    if doubts := unasked(place):
        return ask_about(place, doubts, onward="grade_lesson")
    if is_blank(place):
        flash(_(NOTHING_WRITTEN), "error")
        return redirect(url_for(".lesson", course=course, lesson=lesson), HTTPStatus.SEE_OTHER)
    hand_in(place)
    return redirect(
        url_for(".lesson", course=course, lesson=lesson, _anchor="score", wait="1"), HTTPStatus.SEE_OTHER
    )


@blueprint.post("/<course>/<lesson>/begin")
@require()
def begin_with_hand_in(course: str, lesson: str) -> ResponseReturnValue:
    """前回提出した答えから始める: what was handed in counts, and what it takes the place of is kept aside."""
    place = find_place(course, lesson)
    handed_in = reading.handed_in_answers(place, reading.newest_hand_in(session(), place))
    now = {id: part.text for id, part in place.sheet.answers.items()}
    with transaction() as writing:
        texts = reading.texts_of(writing, place)
        changed = {id: text for id, text in handed_in.items() if texts[id] != text or texts[id] != now[id]}
        take(writing, place.owner, place.lesson, changed, datetime.now(UTC))
    flash(
        _(
            "前回提出した答えを入れました。それまでの下書きは、それぞれの問の「取り置いた答え」に残っています。"
        )
    )
    return redirect(url_for(".lesson", course=course, lesson=lesson), HTTPStatus.SEE_OTHER)


@blueprint.post("/<course>/<lesson>/<question>/aside")
@require()
def settle(course: str, lesson: str, question: str) -> ResponseReturnValue:
    """取り置いた答え: let one of them count, or delete them all because the person says so."""
    place = find_place(course, lesson)
    asked = find_question(place, question)
    with transaction() as writing:
        if "drop" in request.form:
            drop_aside(writing, place.owner, place.lesson, [part.grade_id for part in asked.answers])
        elif restore(writing, place.owner, number_in("restore"), datetime.now(UTC)) is not None:
            flash(_("その答えに戻しました。ここにあった答えは取り置いてあります。"))
    return back_to(place, asked)


@blueprint.errorhandler(Refused)
def show_refusal(refused: Refused) -> ResponseReturnValue:
    """Why a hand-in was not taken; the drafts are kept, and the page is still there."""
    reason = refused.reason
    flash(reason.en if language() == "en" else reason.ja, "error")
    return redirect(_page_of_request(), HTTPStatus.SEE_OTHER)


@blueprint.errorhandler(RateLimitExceeded)
def show_flood(_error: RateLimitExceeded) -> ResponseReturnValue:
    """Too many presses in a short while."""
    words = _("短い間に続けて押されました。1分ほど待ってから、もう一度お試しください。")
    if by_script():
        return jsonify(state="refused", message=words), HTTPStatus.TOO_MANY_REQUESTS
    flash(words, "error")
    return redirect(_page_of_request(), HTTPStatus.SEE_OTHER)


def answer(
    kept: list[Kept], place: Place, question: Question, refused: str | None = None
) -> ResponseReturnValue:
    """What pressing 実行 says: to the script the state, to a browser without it the page, which shows the rest."""
    if by_script():
        told = state_of(kept)
        return jsonify(told if refused is None else {**told, "state": "refused", "message": refused})
    if refused is not None:
        flash(refused, "error")
    elif aside_in(kept):
        tell_kept(kept)
    return back_to(place, question, anchor="shown", wait="1")


def by_script() -> bool:
    """Whether the page's own script asks."""
    return request.headers.get("X-Requested-With") == "fetch"


def back_to(
    place: Place, question: Question, anchor: str | None = None, wait: str | None = None
) -> ResponseReturnValue:
    """To the question's page."""
    address = url_for(
        ".show", course=place.course, lesson=place.lesson, question=question.id, _anchor=anchor, wait=wait
    )
    return redirect(address, HTTPStatus.SEE_OTHER)


def _page_of_request() -> str:
    """The page that a form of this request stood on."""
    args = dict(request.view_args or {})
    return url_for(".show" if "question" in args else ".lesson", **args)

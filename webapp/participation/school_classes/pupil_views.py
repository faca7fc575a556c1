"""クラスの画面 (児童・生徒): the code, the module's questions, 実行 and 採点; what is typed stays in the page."""

from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from threading import BoundedSemaphore
from typing import Final

from flask import (
    Blueprint,
    Response,
    flash,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter import RateLimitExceeded

from webapp.db import session, transaction
from webapp.participation.plain import reading
from webapp.participation.plain.doubts import Doubt, doubts_in, may_be_sent_from_a_class, seal_of
from webapp.participation.plain.drafts import normal
from webapp.participation.plain.line import cell_of
from webapp.participation.plain.needs import cells_for
from webapp.participation.plain.place import find_question
from webapp.participation.plain.sheet import Question, Role
from webapp.participation.plain.views import by_script
from webapp.participation.plain.waiting import wait_a_moment
from webapp.participation.school_classes.codes import typed_code
from webapp.participation.school_classes.line import ask
from webapp.participation.school_classes.models import Asked, ClassSeat
from webapp.participation.school_classes.opening import find_class
from webapp.participation.school_classes.place import (
    COOKIE,
    SeatPlace,
    asker,
    cookie_for,
    find_place,
    has_no_token,
    seat_here,
)
from webapp.participation.school_classes.seats import NoSeat, take_seat
from webapp.participation.school_classes.seats import leave as leave_seat
from webapp.participation.school_classes.showing import Shown, forget_shown, is_under_way, shown_of
from webapp.security import limiter

blueprint = Blueprint("pupils", __name__, url_prefix="/class")

# Wrong codes of everybody together: by address nobody can be told apart, and a school has one.
MOST_WRONG_CODES: Final = "600 per minute"
MOST_LOOKS: Final = "240 per minute"
MOST_PRESSES: Final = "30 per minute"
waiting = BoundedSemaphore(1)


@blueprint.get("")
def enter() -> ResponseReturnValue:
    """クラスに入る: type the code, or see it typed in after scanning it; whose class has ended is told so."""
    if ("over" in request.args or COOKIE in request.cookies) and seat_here() is None:
        return _forget_cookie(_entrance("", told_end(), over=True))
    return _entrance(request.args.get("code", "")[:20])


@blueprint.post("")
@limiter.limit(
    MOST_WRONG_CODES,
    key_func=lambda: "class-code",
    deduct_when=lambda answer: answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY,
)
def take() -> ResponseReturnValue:
    """席に着く: a cookie with a random token, which ends with the class; nobody is asked for a name."""
    at, typed = datetime.now(UTC), request.form.get("code", "")[:40]
    code = typed_code(typed)
    found = find_class(session(), code, at) if code else None
    seat = seat_here()
    if found is not None and seat is not None and seat.class_id == found.id:
        return redirect(url_for(".lesson"), HTTPStatus.SEE_OTHER)
    try:
        if found is None:
            raise NoSeat
        with transaction() as writing:
            if seat is not None:
                leave_seat(writing, seat.id)
            token = take_seat(writing, found, at)
    except NoSeat:
        words = _("このコードのクラスは開いていません。黒板のコードをもう一度見てください。")
        return _entrance(typed, words), HTTPStatus.UNPROCESSABLE_ENTITY
    if token is None:
        words = _("このクラスの席（45）は、いま全部使われています。先生に伝えてください。")
        return _entrance(typed, words), HTTPStatus.CONFLICT
    answer = make_response(redirect(url_for(".lesson"), HTTPStatus.SEE_OTHER))
    answer.set_cookie(
        COOKIE,
        cookie_for(token),
        max_age=int((found.closes_at - at).total_seconds()),
        path=g.settings.prefix,
        httponly=True,
        samesite="Lax",
        secure=g.settings.secure_cookies,
    )
    return answer


@blueprint.post("/leave")
def leave() -> ResponseReturnValue:
    """席を立つ: the seat is free again, and the page forgets what was typed."""
    seat = seat_here()
    if seat is not None:
        with transaction() as writing:
            leave_seat(writing, seat.id)
    return _forget_cookie(_entrance("", _("クラスを出ました。書いた答えは消えました。"), over=True))


@blueprint.get("/exercises")
@limiter.limit(MOST_LOOKS, key_func=asker, exempt_when=has_no_token)
def lesson() -> str:
    """問の一覧."""
    place = find_place()
    return render_template(
        "plain/lesson.html", place=place, score=None, begun=set(), may_begin_with_it=False, page=None
    )


@blueprint.get("/exercises/<question>")
@limiter.limit(MOST_LOOKS, key_func=asker, exempt_when=has_no_token)
def show(question: str) -> ResponseReturnValue:
    """問の画面, as it is before anything was typed; the page's script puts in what the tab remembers."""
    place = find_place()
    return _page(place, find_question(place, question))


@blueprint.post("/exercises/<question>")
@limiter.limit(MOST_LOOKS, key_func=asker, exempt_when=has_no_token)
def save(question: str) -> ResponseReturnValue:
    """問の画面 with what was typed: how texts go from page to page without being kept anywhere."""
    place = find_place()
    return _page(place, find_question(place, question))


@blueprint.get("/exercises/<question>/shown")
@limiter.limit(MOST_LOOKS, key_func=asker, exempt_when=has_no_token)
def shown(question: str) -> ResponseReturnValue:
    """結果だけ: the part of the page that changes; what it shows at its end is deleted."""
    place = find_place()
    asked = find_question(place, question)
    told = _shown(place, asked)
    return render_template(
        "classes/shown.html", place=place, question=asked, result=told.result, graded=told.graded
    )


@blueprint.post("/exercises/<question>/run")
@limiter.limit(MOST_PRESSES, key_func=asker, exempt_when=has_no_token)
def run(question: str) -> ResponseReturnValue:
    """実行."""
    return _press(question, Asked.RUN)


@blueprint.post("/exercises/<question>/grade")
@limiter.limit(MOST_PRESSES, key_func=asker, exempt_when=has_no_token)
def grade(question: str) -> ResponseReturnValue:
    """採点: by the same grader as learners' hand-ins, and no hand-in."""
    return _press(question, Asked.GRADE)


@blueprint.errorhandler(NoSeat)
def show_end(_error: NoSeat) -> ResponseReturnValue:
    """The class is over, or there never was one."""
    if by_script():
        return jsonify(state="refused", message=_("クラスは終わりました。")), HTTPStatus.GONE
    if COOKIE not in request.cookies:
        return redirect(url_for(".enter"), HTTPStatus.SEE_OTHER)
    return _forget_cookie(_entrance("", told_end(), over=True)), HTTPStatus.GONE


@blueprint.errorhandler(RateLimitExceeded)
def show_flood(_error: RateLimitExceeded) -> ResponseReturnValue:
    """Too many presses in a short while."""
    words = _("短い間に続けて押されました。1分ほど待ってから、もう一度お試しください。")
    if by_script():
        return jsonify(state="refused", message=words), HTTPStatus.TOO_MANY_REQUESTS
    if request.endpoint == f"{blueprint.name}.take":
        return _entrance("", words), HTTPStatus.TOO_MANY_REQUESTS
    return render_template("classes/slower.html", words=words), HTTPStatus.TOO_MANY_REQUESTS


def told_end() -> str:
    """That the class is over, and that nothing is left."""
    return str(_("クラスは終わりました。おつかれさまでした。書いた答えは、どこにも残っていません。"))


def _press(question_id: str, kind: Asked) -> ResponseReturnValue:
    place = find_place()
    question, at = find_question(place, question_id), datetime.now(UTC)
    texts = _texts(place)
    doubts = doubts_in(place.sheet, texts)
    may_send = may_be_sent_from_a_class(doubts)
    if doubts and not (may_send and request.form.get("sure") == seal_of(doubts)):
        return _ask_about(place, question, kind, doubts, may_send=may_send)
    cells = [
        cell_of(part, texts[part.grade_id] if part.role is Role.ANSWER else part.text)
        for part in (cells_for(question, place.sheet, texts) if kind is Asked.RUN else question.answers)
    ]
    with transaction() as writing:
        seat = writing.get(ClassSeat, place.seat.id, populate_existing=True, with_for_update=True)
        if seat is None:
            raise NoSeat
        work = ask(writing, seat, question.id, kind, cells, texts if kind is Asked.GRADE else {}, at)
    refused = None if work else _("前の実行が続いています。終わってから、もう一度押してください。")
    if by_script():
        return jsonify(state="refused" if refused else "saved", message=refused or "", revisions={})
    if refused:
        flash(refused, "error")
    return _page(place, question, wait=True)


def _ask_about(
    place: SeatPlace, question: Question, kind: Asked, doubts: tuple[Doubt, ...], *, may_send: bool
) -> ResponseReturnValue:
    """送る前の確かめ: the page's script sends the whole form once more, to see this page."""
    if by_script():
        return jsonify(state="ask", message="", revisions={})
    return render_template(
        "plain/doubts.html",
        place=place,
        doubts=doubts,
        seal=seal_of(doubts),
        may_send=may_send,
        texts=_texts(place),
        origin="",
        onward=place.address(kind.value, question),
        back=place.address("save", question),
        here=place.address("show", question),
    )


def _page(place: SeatPlace, question: Question, *, wait: bool = False) -> ResponseReturnValue:
    told = _shown(place, question, wait=wait)
    texts = _texts(place)
    before, behind = reading.neighbours(place, question)
    answers = {
        part.grade_id: reading.Answer(part, texts[part.grade_id], None, ())
        for part in question.answers
        if part.grade_id in texts
    }
    return render_template(
        "plain/question.html",
        place=place,
        question=question,
        answers=answers,
        others={id: text for id, text in texts.items() if id not in answers},
        result=told.result,
        graded=told.graded,
        score=None,
        shows=reading.prepared_shows(session(), place),
        needs=reading.needs_of(place, question),
        before=before,
        behind=behind,
        origin="",
        sure=request.form.get("sure", "")[:16],
        here=place.address("show", question),
    )


def _shown(place: SeatPlace, question: Question, *, wait: bool = True) -> Shown:
    if wait:
        wait_a_moment(lambda looking: is_under_way(looking, place, question), waiting)
    told = shown_of(session(), place, question, datetime.now(UTC))
    if told.graded is not None or (told.result is not None and not told.result.is_under_way):
        with transaction() as writing:
            forget_shown(writing, place, question)
    return told


def _texts(place: SeatPlace) -> dict[str, str]:
    """Every answer in code, as the form has it, and the lesson's own text where it says nothing."""
    form: Mapping[str, str] = request.form
    return {
        grade_id: normal(form.get(f"text-{grade_id}", part.text))
        for grade_id, part in place.sheet.answers.items()
        if part.role is Role.ANSWER
    }


def _entrance(typed: str, told: str | None = None, *, over: bool = False) -> str:
    seat = None if over else seat_here()
    return render_template(
        "classes/enter.html", typed=typed, told=told, seat=seat, over=over, here=url_for(".enter")
    )


def _forget_cookie(page: str) -> Response:
    answer = make_response(page)
    answer.delete_cookie(COOKIE, path=g.settings.prefix)
    return answer

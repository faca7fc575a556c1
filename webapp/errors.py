"""What people read when something goes wrong: what happened, what is kept, what to do next."""

import logging
from types import TracebackType

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from webapp.hub import HubUnavailable
from webapp.request_number import request_number
from webapp.wording import mark

log = logging.getLogger(__name__)

ExceptionInfo = tuple[type, BaseException, TracebackType] | tuple[None, None, None]
# Status → (title, what to do).
WORDS = {
    400: (
        mark("この操作は受け付けられませんでした"),
        mark(
            "画面を開いてから時間がたったか、送られた内容が途中で変わった可能性があります。前の画面に戻り、読み込み直してからもう一度お試しください。"
        ),
    ),
    401: (
        mark("サインインが必要です"),
        mark("サインインすると続けられます。提出済みの演習課題はそのまま保存されています。"),
    ),
    403: (
        mark("このページは開けません"),
        mark("このアカウントでは見られないページです。必要な場合は、講座の事務局にお問い合わせください。"),
    ),
    404: (
        mark("ページが見つかりません"),
        mark("アドレスが変わったか、掲載が終わった可能性があります。講座一覧から探せます。"),
    ),
    405: (mark("この操作はできません"), mark("ボタンやリンクから操作してください。")),
    413: (
        mark("ファイルが大きすぎます"),
        mark(
            "送れるのは10MBまでです。ノートブックでは大きな出力を消し、名簿では分けてから、もう一度お試しください。手元の内容はそのまま残っています。"
        ),
    ),
    429: (
        mark("少し間をおいてください"),
        mark("短い時間に操作が続いたため、一度止めています。1分ほど待ってから、もう一度お試しください。"),
    ),
    500: (
        mark("こちらの不具合で表示できません"),
        mark(
            "保存済みの内容は残っています。しばらくしてからもう一度お試しください。続く場合は講座の事務局にお知らせください。"
        ),
    ),
    503: (
        mark("ただいま混み合っているか、再起動中です"),
        mark("保存済みの内容は残っています。1分ほど待ってから、もう一度お試しください。"),
    ),
}
RETRY_AFTER_SECONDS = "30"
KEPT_HEADERS = ("Retry-After", "Allow")


def init_errors(app: Flask) -> None:
    """Answer every error with our own page, or with JSON where a program asked."""
    app.log_exception = log_exception  # type: ignore[method-assign]  # Flask's own would log the address
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(CSRFError, show_http_error)
    app.register_error_handler(OperationalError, show_unavailable)
    app.register_error_handler(HubUnavailable, show_unavailable)


def log_exception(exc_info: ExceptionInfo) -> None:
    """Keep where a request broke; by the page's name, since its address may hold a secret."""
    log.error("%s broke", request.endpoint, exc_info=exc_info)


def show_http_error(error: HTTPException) -> ResponseReturnValue:
    """The page for an error that Flask or a view raised."""
    status = error.code or 500
    if status < 400:
        return error
    response = answer(status)
    for name, value in error.get_headers():
        if name in KEPT_HEADERS:
            response.headers[name] = str(value)
    return response


def show_unavailable(error: Exception) -> ResponseReturnValue:
    """The page while the database or the hub does not answer."""
    log.warning("%s waits: %s", request.endpoint, type(error).__name__)
    response = answer(503)
    response.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def answer(status: int) -> Response:
    """The answer for an error: a page, or JSON where a program asked."""
    if status >= 500:
        g.learner = None  # the database may be what failed; the page must not ask it again
    log.info("answered %s at %s", status, request.endpoint)
    title, advice = WORDS.get(status, WORDS[500 if status >= 500 else 400])
    if request.path.startswith(("/api/", "/internal/")):
        response = jsonify(error=f"http_{status}", message=in_both(title, advice), request=request_number())
    else:
        response = make_response(
            render_template(
                "errors/error.html", status=status, title=title, advice=advice, number=request_number()
            )
        )
    response.status_code = status
    return response


def in_both(title: str, advice: str) -> dict[str, str]:
    """The same two sentences in Japanese and in English."""
    with force_locale("en"):
        return {"ja": f"{title}。{advice}", "en": f"{gettext(title)}. {gettext(advice)}"}

"""利用環境の確認: a public page that tries everything, and a page to print for who looks after the network."""

from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from uuid import uuid4

from flask import Blueprint, Response, abort, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter import RateLimitExceeded

from webapp.db import transaction
from webapp.languages import language
from webapp.mail.outbox import send
from webapp.mail_server import ADDRESS
from webapp.readiness.checks import CHECKS, HUB_HEALTH, WEBSOCKET_PATH, Address, results_in
from webapp.readiness.remembered import BLOCKED, COOKIE, KEPT
from webapp.security import CONTENT_SECURITY_POLICY, limiter

blueprint = Blueprint("readiness", __name__, url_prefix="/check")

DOWNLOADED = "利用環境の確認のためのファイルです。開けたら、受け取りは大丈夫です。\nThis file is for the check of your system. If you can open it, downloads work.\n"
LARGEST_UPLOAD = 1024 * 1024
LONGEST_ADDRESS = 200
MINUTES = 10


def sent_address() -> str:
    """The address that the form names."""
    return request.form.get("address", "").strip()


def is_address(address: str) -> bool:
    """Whether mail could go there."""
    return len(address) <= LONGEST_ADDRESS and ADDRESS.fullmatch(address) is not None


def typed_address() -> str:
    """Whose test mails are counted together: an address's, of which a hash alone is held, in memory."""
    return f"check-mail-{sha256(sent_address().lower().encode()).hexdigest()}"


@blueprint.get("")
def page() -> Response:
    """利用環境の確認: everything is tried by the page's script; without it, by two buttons."""
    return _page()


@blueprint.post("/upload")
@limiter.limit("60 per minute")
def upload() -> ResponseReturnValue:
    """送信の確認: say how much arrived, and keep nothing."""
    size = _size_sent()
    if size > LARGEST_UPLOAD:
        abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if request.headers.get("X-Requested-With") == "fetch":
        return jsonify(size=size)
    if not size:
        return _page(_("ファイルを選んでから、押してください。")), HTTPStatus.UNPROCESSABLE_ENTITY
    words = _(
        "%(size)sバイトのファイルが届きました。Cookie と送信は大丈夫です。ファイルは保存していません。",
        size=size,
    )
    return _page(words)


@blueprint.get("/download")
def download() -> Response:
    """受け取りの確認: a small file to save."""
    answer = Response(DOWNLOADED, mimetype="text/plain")
    answer.headers["Content-Disposition"] = 'attachment; filename="tateyama-check.txt"'
    return answer


@blueprint.post("/mail")
@limiter.limit(
    "60 per hour", key_func=lambda: "check-mail", exempt_when=lambda: not is_address(sent_address())
)
@limiter.limit("3 per hour", key_func=typed_address, exempt_when=lambda: not is_address(sent_address()))
def mail() -> ResponseReturnValue:
    """メールの確認: send one message; its address is forgotten as soon as it is on its way."""
    address = sent_address()
    if not is_address(address):
        return _page(
            _("メールアドレスの形を確かめてください。例: taro@example.jp")
        ), HTTPStatus.UNPROCESSABLE_ENTITY
    if g.settings.smtp is None:
        return _page(_("この環境では、メールを送る準備がまだできていません。ほかの項目は確かめられます。"))
    with transaction() as writing:
        send(
            writing, "check_mail", address, language(),
            {"link": g.settings.link("/check"), "minutes": MINUTES}, datetime.now(UTC), key=f"check:{uuid4().hex}",
        )  # fmt: skip
    return _page(
        _(
            "確認のメールを送りました。数分以内に届けば、メールは大丈夫です。届かないときは、迷惑メールの箱と、携帯電話会社の受信拒否の設定を確かめてください。アドレスは保存していません。"
        )
    )


@blueprint.get("/paper")
def paper() -> str:
    """情報システム担当の方へ: one page to print."""
    return render_template(
        "readiness/paper.html",
        address=Address.of(g.settings.url),
        results=results_in(request.args),
        checks=CHECKS,
        at=datetime.now(UTC),
        sender=g.settings.smtp.sender_address if g.settings.smtp else None,
    )


@blueprint.errorhandler(RateLimitExceeded)
def show_flood(_error: RateLimitExceeded) -> ResponseReturnValue:
    """Too many tries in a short while."""
    return (
        _page(_("短い間に続けて送られたため、止めています。1時間ほどたってから、もう一度お試しください。")),
        HTTPStatus.TOO_MANY_REQUESTS,
    )


def _size_sent() -> int:
    file = request.files.get("file")
    if file is None:
        return 0
    with closing(file):
        return len(file.read(LARGEST_UPLOAD + 1))


def _page(told: str | None = None) -> Response:
    address = Address.of(g.settings.url)
    answer = make_response(
        render_template(
            "readiness/check.html",
            checks=CHECKS,
            told=told,
            websocket=WEBSOCKET_PATH,
            health=HUB_HEALTH,
            remembered=f"{COOKIE}={BLOCKED}; Path={g.settings.prefix}; SameSite=Lax",
            kept=KEPT,
        )
    )
    # Some browsers do not count a websocket of the same origin as 'self'.
    policy = f"{CONTENT_SECURITY_POLICY}; connect-src 'self' {address.websocket}"
    answer.headers["Content-Security-Policy"] = policy
    return answer

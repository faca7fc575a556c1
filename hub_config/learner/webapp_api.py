"""Speaks to webapp with the learner's own token, which never reaches the browser."""

import json
import os
from dataclasses import dataclass
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest, HTTPResponse

from .words import Trouble

CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 20.0
# webapp says with these that it can do nothing for now; the same request may be sent again.
PASSING = frozenset({429, 502, 503, 504})


@dataclass(frozen=True)
class Answer:
    """What webapp granted: a receipt (受付票) or where a submission stands."""

    status: int
    body: dict[str, Any]


async def post_submission(content: bytes, key: str) -> Answer:
    """Hand the bytes in; the same key with the same bytes is the same submission."""
    headers = {"Idempotency-Key": key, "Content-Type": "application/x-ipynb+json"}
    return await call("submissions", method="POST", body=content, headers=headers)


async def get_submission(number: str) -> Answer:
    """Ask where one's own submission stands."""
    return await call(f"submissions/{number}")


async def post_activity(content: bytes, key: str) -> Answer:
    """Tell how much was saved and run; the same key counts once."""
    headers = {"Idempotency-Key": key, "Content-Type": "application/json"}
    return await call("activity", method="POST", body=content, headers=headers)


async def call(path: str, headers: dict[str, str] | None = None, **options: Any) -> Answer:
    """One request to webapp; Trouble, in words for the learner, whenever there is no good answer."""
    address = os.environ.get("TATEYAMA_API", "")
    if not address:
        raise unavailable()
    request = HTTPRequest(
        f"{address.rstrip('/')}/{path}",
        headers={**(headers or {}), "Authorization": f"token {os.environ.get('JUPYTERHUB_API_TOKEN', '')}"},
        connect_timeout=CONNECT_SECONDS,
        request_timeout=ANSWER_SECONDS,
        follow_redirects=False,
        **options,
    )
    try:
        response = await AsyncHTTPClient().fetch(request, raise_error=False)
    except (HTTPClientError, OSError, ValueError) as error:
        raise unavailable() from error
    return judge(response)


def judge(response: HTTPResponse) -> Answer:
    """A good answer as it is; anything else as Trouble. 599 is Tornado's word for "no answer"."""
    body = parse(response.body)
    if response.code in (200, 201) and body:
        return Answer(response.code, body)
    wait = retry_after(response)
    words = body.get("message")
    if response.code == 401:
        raise signed_out()
    if response.code == 409:
        raise key_reused()
    if not (isinstance(words, dict) and {"ja", "en"} <= words.keys()) or response.code == 599:
        raise unavailable(wait)
    raise Trouble(
        response.code,
        str(body.get("error", "refused")),
        str(words["ja"]),
        str(words["en"]),
        retriable=response.code in PASSING,
        retry_after=wait,
    )


def parse(body: bytes | None) -> dict[str, Any]:
    """The answer's JSON object; an empty one when it is no such thing."""
    try:
        value = json.loads(body or b"")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def retry_after(response: HTTPResponse) -> int:
    """Seconds that webapp asks us to wait."""
    text = response.headers.get("Retry-After", "")
    return min(int(text), 600) if text.isdecimal() else 0


def unavailable(wait: int = 0) -> Trouble:
    """webapp is being restarted, or the way to it is broken: first what is kept, then what will happen."""
    return Trouble(
        503,
        "unavailable",
        "ノートブックは保存されています。今は提出を受け付けられないため、つながりしだい自動で提出します。",
        "Your notebook is saved. Submissions cannot be received just now; it will be submitted as soon as they can.",
        retriable=True,
        retry_after=wait,
    )


def signed_out() -> Trouble:
    """The hub does not know this server's token any more."""
    return Trouble(
        403,
        "signed_out",
        "ノートブックは保存されています。サインインの期限が切れました。"
        "「ファイル」から「Hub コントロールパネル」を開き、サーバーを起動し直してください。",
        "Your notebook is saved. Your sign-in has expired: open “Hub Control Panel” in the File menu "
        "and start the server again.",
    )


def key_reused() -> Trouble:
    """The same key came with other bytes; the browser answers this with a new key, so it is seldom read."""
    return Trouble(
        409,
        "key_reused",
        "ノートブックは保存されています。前に送った内容は受け付けられているため、今の内容をあらためて提出します。",
        "Your notebook is saved. What was sent before has been received; what it holds now is submitted anew.",
    )

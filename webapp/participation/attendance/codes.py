"""出席のコード: what the room's screen and a person's own page show for a short while, told by the server's clock alone."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

# The screen changes every half minute; a phone may take one more to open what it saw.
SCREEN = timedelta(seconds=30)
# A person's own code is read out and typed, which takes longer.
OWN = timedelta(minutes=5)
# Who opened the screen's code in time may send later than that: so long may a phone be without a connection.
LATEST_SENDING = timedelta(hours=24)


class OldCode(ValueError):
    """The code is over: the screen shows another one by now, or it was opened too long ago."""


class NoCode(ValueError):
    """This was never a code of this class."""


def screen_code(secret: str, meeting_id: int, at: datetime) -> str:
    """会場のコード: the class and the half minute, signed."""
    return str(_signer(secret, "screen").dumps([meeting_id, _window(at, SCREEN)]))


def open_screen_code(secret: str, meeting_id: int, code: str, at: datetime) -> datetime:
    """When the code was on the screen; raises NoCode or OldCode."""
    window = _signed_window(secret, "screen", meeting_id, code)
    if not 0 <= _window(at, SCREEN) - window <= 1:
        raise OldCode
    return _moment(window, SCREEN)


def arrival_mark(secret: str, meeting_id: int, seen_at: datetime) -> str:
    """来場のしるし: what the browser keeps that opened the screen's code in time, until it has been sent."""
    return str(_signer(secret, "arrival").dumps([meeting_id, int(seen_at.timestamp())]))


def open_arrival_mark(secret: str, meeting_id: int, mark: str, at: datetime) -> datetime:
    """When the screen's code was seen; raises NoCode, or OldCode after `LATEST_SENDING`."""
    seen_at = datetime.fromtimestamp(_signed_window(secret, "arrival", meeting_id, mark), UTC)
    if not timedelta(0) <= at - seen_at <= LATEST_SENDING:
        raise OldCode
    return seen_at


def own_code(secret: str, learner_id: int, at: datetime) -> str:
    """本人の出席コード: eight digits that staff type or scan, other ones every five minutes."""
    return _digits(secret, learner_id, _window(at, OWN))


def whose_code(secret: str, learner_ids: Iterable[int], typed: str, at: datetime) -> int:
    """Which of these people's code it is, now or five minutes ago; raises NoCode, also where it might be two people's."""
    windows = (_window(at, OWN), _window(at, OWN) - 1)
    wanted = typed.encode()
    found = {
        each
        for each in learner_ids
        for window in windows
        if hmac.compare_digest(_digits(secret, each, window).encode(), wanted)
    }
    if len(found) != 1:
        raise NoCode
    return found.pop()


def _window(at: datetime, length: timedelta) -> int:
    return int(at.timestamp() // length.total_seconds())


def _moment(window: int, length: timedelta) -> datetime:
    return datetime.fromtimestamp(window * length.total_seconds(), UTC)


def _signer(secret: str, what: str) -> URLSafeSerializer:
    return URLSafeSerializer(
        secret, salt=f"attendance {what}", signer_kwargs={"digest_method": hashlib.sha256}
    )


def _signed_window(secret: str, what: str, meeting_id: int, code: str) -> int:
    try:
        of_meeting, window = _signer(secret, what).loads(code)
    except (BadSignature, ValueError, TypeError) as forged:
        raise NoCode from forged
    if of_meeting != meeting_id or not isinstance(window, int):
        raise NoCode
    return window


def _digits(secret: str, learner_id: int, window: int) -> str:
    told = f"attendance own {learner_id} {window}".encode()
    digest = hmac.new(secret.encode(), told, hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**8:08d}"

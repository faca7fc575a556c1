"""パスワード: hashed with argon2id; checked for the hub, which asks over `/internal/verify`."""

import secrets
import unicodedata
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from flask import Blueprint, Response, abort, g, jsonify, request
from sqlalchemy import select

from webapp.db import session
from webapp.enrolment.models import Learner, normal_login_id
from webapp.security import csrf, limiter

blueprint = Blueprint("passwords", __name__)
csrf.exempt(blueprint)

LONGEST_PASSWORD = 1000
# Only failures count, per login ID, so that a class signing in together is never held up.
FAILURES_PER_LOGIN_ID = "10 per minute"


def as_kept(password: str) -> str:
    """A password as it is hashed, in Unicode's composed form (NFC).

    が is one character on one keyboard and か with a mark on another; NFKC would take more differences away
    than keyboards make. A password with half a letter stays as it is and is refused where it is hashed.
    """
    return unicodedata.normalize("NFC", password)


def hash_password(password: str) -> str:
    """The argon2id hash to keep."""
    return PasswordHasher().hash(as_kept(password))


@cache
def _hash_of_nobody() -> str:
    return hash_password(secrets.token_hex(16))


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether the password is the hash's; takes as long for a person who does not exist."""
    try:
        matches = PasswordHasher().verify(password_hash or _hash_of_nobody(), as_kept(password))
    except (Argon2Error, InvalidHashError, UnicodeEncodeError):  # JSON can hold half a letter
        return False
    return matches and password_hash is not None


def asked_login_id() -> str:
    """The login ID of this request, for counting failures."""
    body = request.get_json(silent=True)
    return normal_login_id(str(body.get("login_id", ""))[:200])[:60] if isinstance(body, dict) else ""


def only_the_hub() -> None:
    """Refuse, before anything is counted, whoever does not show the token that the hub's authenticator has."""
    given = request.headers.get("Authorization", "")
    if not secrets.compare_digest(given.encode(), f"Bearer {g.settings.verify_token}".encode()):
        abort(403)


blueprint.before_request(only_the_hub)


@blueprint.post("/internal/verify")
@limiter.limit(
    FAILURES_PER_LOGIN_ID, key_func=asked_login_id, deduct_when=lambda answer: answer.status_code == 401
)
def verify() -> Response:
    """Say which hub user a login ID and a password belong to; 401 for any wrong pair."""
    body: Any = request.get_json(silent=True)
    if not isinstance(body, dict):
        abort(400)
    login_id, password = body.get("login_id"), body.get("password")
    if not isinstance(login_id, str) or not isinstance(password, str) or len(password) > LONGEST_PASSWORD:
        abort(401)
    login_id = normal_login_id(login_id[:200])
    if not login_id.isprintable():  # NUL, half a letter: no database can be asked for it
        abort(401)
    learner = session().scalar(select(Learner).where(Learner.login_id == login_id))
    if not is_right(learner.password_hash if learner else None, password) or learner is None:
        abort(401)
    return jsonify(hub_user=learner.hub_user)

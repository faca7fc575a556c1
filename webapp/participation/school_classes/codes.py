"""クラスのコードと席のしるし: what stands on the blackboard, and what a browser holds."""

import hashlib
import secrets
import unicodedata

from itsdangerous import BadSignature, URLSafeSerializer

# Without what looks alike on a blackboard: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
LETTERS = "34679ACDEFGHJKMNPQRTVWXY"
LENGTH = 8  # 24 ** 8 is 110 thousand million


def new_code() -> str:
    """A code that nobody can guess in an hour."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def typed_code(typed: str) -> str | None:
    """The code as it was meant: small or full-width letters, spaces and hyphens are all the same; None where it is none."""
    letters = "".join(
        letter for letter in unicodedata.normalize("NFKC", typed[:40]).upper() if letter.isalnum()
    )
    return letters if len(letters) == LENGTH and set(letters) <= set(LETTERS) else None


def spaced(code: str) -> str:
    """The code in two halves, as it is written and read out."""
    return f"{code[:4]} {code[4:]}"


def new_token() -> str:
    """A seat's token."""
    return secrets.token_urlsafe(18)


def hash_of_token(token: str) -> str:
    """What the database knows of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def sealed(key: bytes, token: str) -> str:
    """The token as the cookie holds it."""
    return str(_signer(key).dumps(token))


def unsealed(key: bytes, cookie: str) -> str | None:
    """The token of a cookie; None for anything that is not from here."""
    try:
        token = _signer(key).loads(cookie[:400])
    except BadSignature:
        return None
    return token if isinstance(token, str) else None


def _signer(key: bytes) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt="class seat")

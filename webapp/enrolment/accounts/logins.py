"""アカウントを作る: a login ID that says nothing of the person and outlives every mail address."""

import secrets
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.models import Learner
from webapp.enrolment.operations import new_hub_user

# Syllables that Japanese and English read alike; digits that nobody takes for a letter.
_CONSONANTS = "kstnhmr"
_VOWELS = "aiueo"
_DIGITS = "23456789"
# Words that nobody wants to be called.
_UNKIND = frozenset({"sine", "kuso", "kimo", "mara", "hame", "titi", "huku", "tara", "numa", "homo"})
ATTEMPTS = 20


def new_login_id() -> str:
    """ログインID: two syllables and four digits, such as taki-4827; about five million of them."""
    while (word := _syllable() + _syllable()) in _UNKIND:
        pass
    return f"{word}-{''.join(secrets.choice(_DIGITS) for _ in range(4))}"


def _syllable() -> str:
    return secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS)


def make_account(
    session: Session,
    name: str,
    name_kana: str,
    email: str | None,
    language: str,
    at: datetime,
    *,
    email_confirmed: bool = False,
    phone: str | None = None,
    wants_announcements: bool = False,
    made_by: int | None = None,
) -> Learner:
    """アカウントを作る: a person with a new login ID, who cannot sign in until a card or a password is theirs."""
    for _ in range(ATTEMPTS):
        learner = Learner(
            hub_user=new_hub_user(), login_id=new_login_id(), name=name, name_kana=name_kana, email=email,
            email_confirmed_at=at if email and email_confirmed else None, phone=phone, language=language,
            wants_announcements=wants_announcements, created_at=at,
        )  # fmt: skip
        try:
            with session.begin_nested():
                session.add(learner)
        except IntegrityError:
            continue  # this login ID is somebody's
        record(session, at, made_by, "account_made", f"learner/{learner.id}")
        return learner
    raise RuntimeError("no free login ID found: are there millions of accounts?")

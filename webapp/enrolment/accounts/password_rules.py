"""パスワードの決まり: long rather than complicated; what everybody uses and what names the person is refused."""

import unicodedata
from functools import cache
from pathlib import Path

from webapp.enrolment.models import Learner
from webapp.enrolment.operations import NotPossible
from webapp.passwords import LONGEST_PASSWORD, as_kept
from webapp.wording import mark

SHORTEST_PASSWORD = 10
_COMMON = Path(__file__).with_name("common_passwords.txt")


class UnfitPassword(NotPossible):
    """A password that may not be one; the message says why."""


def check_password(learner: Learner, password: str) -> None:
    """Raise UnfitPassword with the sentence to show, where this password may not be this person's."""
    kept = as_kept(password)
    if len(kept) < SHORTEST_PASSWORD:
        raise UnfitPassword(mark("パスワードは10文字以上にしてください。長い文でもかまいません。"))
    if len(password) > LONGEST_PASSWORD or len(kept) > LONGEST_PASSWORD:
        raise UnfitPassword(mark("パスワードは1000文字までにしてください。"))
    if not kept.isprintable():
        raise UnfitPassword(mark("パスワードに使えない文字（改行など）が入っています。"))
    plain = _plain(password)
    if plain in _common() or len(set(plain)) < 3:
        raise UnfitPassword(
            mark("よく使われるパスワードなので、ほかの人に当てられます。別のものにしてください。")
        )
    if plain in _names_of(learner):
        raise UnfitPassword(
            mark("ログインIDやメールアドレスと同じものは使えません。別のものにしてください。")
        )


def _plain(text: str) -> str:
    # Nobody's guess stops at capital letters or full width.
    return unicodedata.normalize("NFKC", text).casefold().strip()


@cache
def _common() -> frozenset[str]:
    return frozenset(_plain(line) for line in _COMMON.read_text(encoding="utf-8").splitlines() if line)


def _names_of(learner: Learner) -> set[str]:
    addresses = [address for address in (learner.email, learner.second_email) if address]
    known = [learner.login_id, learner.name, learner.name_kana, *addresses]
    known += [address.partition("@")[0] for address in addresses]
    return {_plain(text) for text in known} | {_plain(text).replace(" ", "") for text in known}

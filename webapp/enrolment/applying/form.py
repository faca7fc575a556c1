"""申込フォームを読む: what was typed becomes an application, or a list of what has to be mended; never an exception."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import jaconv

from webapp.enrolment.accounts.addresses import is_address
from webapp.enrolment.applying.fields import FIELDS, Field, Kind
from webapp.enrolment.applying.models import ApprovalKind, ConsentKind
from webapp.enrolment.applying.profile import Profile, optional_of, required_of
from webapp.enrolment.models import normal_address
from webapp.programme.audience import Audience
from webapp.programme.typed import Problem
from webapp.wording import mark

Typed = Mapping[str, Sequence[str]]
LONGEST_NAME = 100
# Beside ひらがな: people from elsewhere write their reading in letters.
KANA_ALSO = set("ー・ '’-. ")
MISSING = mark("入力してください。")
NOT_CHOSEN = mark("選んでください。")
STRANGE = mark("使えない文字が入っています。打ち直してください。")
TOO_LONG = mark("長すぎます。短くしてください。")
NO_KANA = mark("ひらがなで入力してください（カタカナでもかまいません）。")
NO_ADDRESS = mark("メールアドレスの形になっていません（例: hanako@example.jp）。")
OWN_ADDRESS = mark("ご自身ではなく、承認する方のメールアドレスを入力してください。")
NOT_AGREED = mark("申込には、個人情報の取扱いへの同意が必要です。")


@dataclass(frozen=True)
class Asked:
    """何を聞くか: what the form of one offering asks of one person."""

    offered_to: Audience
    towns: frozenset[str]
    school_types: frozenset[str]
    asks_superior: bool = False
    admits_minors: bool = False
    # Came by a partner's invitation: whether they may be told is the person's to say.
    is_sent: bool = False
    # Somebody who is signed in, or whose address an invitation has reached, is not asked for these again.
    knows_person: bool = False
    knows_address: bool = False
    own_address: str = ""


@dataclass(frozen=True)
class Approver:
    """承認する人: whom the platform asks by mail."""

    kind: ApprovalKind
    name: str
    email: str


@dataclass(frozen=True)
class Form:
    """申込の内容: all that one form said, checked."""

    name: str
    name_kana: str
    email: str
    profile: Profile
    consents: Mapping[ConsentKind, bool]
    approvers: tuple[Approver, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """For keeping until the address is confirmed (JSON)."""
        return {
            "name": self.name,
            "name_kana": self.name_kana,
            "email": self.email,
            "profile": self.profile.as_data(),
            "consents": {kind.value: given for kind, given in self.consents.items()},
            "approvers": [[who.kind.value, who.name, who.email] for who in self.approvers],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Form":
        """Read what `as_data` wrote."""
        return cls(
            data["name"],
            data["name_kana"],
            data["email"],
            Profile.from_data(data["profile"]),
            {ConsentKind(kind): bool(given) for kind, given in data["consents"].items()},
            tuple(Approver(ApprovalKind(kind), name, email) for kind, name, email in data["approvers"]),
        )


def audience_in(typed: Typed, usual: Audience) -> Audience:
    """受講区分: the chosen one, or the offering's where none that there is was chosen."""
    return next((known for known in Audience if known.value == _first(typed, "audience")), usual)


def read_form(typed: Typed, asked: Asked) -> Form | list[Problem]:
    """Check everything at once, so that somebody mends it in one go; fields that were not asked for are ignored."""
    reading = _Reading(typed)
    name, kana, email = "", "", ""
    if not asked.knows_person:
        name = reading.line("name", LONGEST_NAME)
        kana = reading.kana("name_kana")
        email = "" if asked.knows_address else reading.address("email")
    profile = _read_profile(reading, asked)
    approvers = _read_approvers(reading, asked, profile.is_minor, email or asked.own_address)
    consents = _read_consents(reading, asked)
    if reading.problems:
        return reading.problems
    return Form(name, kana, email, profile, consents, approvers)


def _read_profile(reading: "_Reading", asked: Asked) -> Profile:
    audience = audience_in(reading.typed, asked.offered_to)
    values: dict[str, Any] = {}
    needed = required_of(audience)
    for name in (*needed, *optional_of(audience)):
        values[name] = reading.answer(FIELDS[name], _allowed(FIELDS[name], asked), required=name in needed)
    is_minor = asked.admits_minors and _first(reading.typed, "is_minor") == "yes"
    return Profile(audience, is_minor=is_minor, **values)


def _allowed(known: Field, asked: Asked) -> frozenset[str]:
    if known.name.endswith("_code5"):
        return asked.towns
    return asked.school_types if known.name == "school_type" else frozenset(known.options)


def _read_approvers(reading: "_Reading", asked: Asked, is_minor: bool, own: str) -> tuple[Approver, ...]:
    wanted = []
    if asked.asks_superior:
        wanted.append((ApprovalKind.SUPERIOR, "superior"))
    if is_minor:
        wanted.append((ApprovalKind.GUARDIAN, "guardian"))
    found = []
    for kind, prefix in wanted:
        name = reading.line(f"{prefix}_name", LONGEST_NAME)
        email = reading.address(f"{prefix}_email")
        if email and email == own:
            reading.problems.append(Problem(f"{prefix}_email", OWN_ADDRESS))
        found.append(Approver(kind, name, email))
    return tuple(found)


def _read_consents(reading: "_Reading", asked: Asked) -> dict[ConsentKind, bool]:
    given = {kind: _first(reading.typed, f"consent_{kind.value}") == "yes" for kind in consents_asked(asked)}
    if not given[ConsentKind.PRIVACY]:
        reading.problems.append(Problem(f"consent_{ConsentKind.PRIVACY.value}", NOT_AGREED))
    return given


def consents_asked(asked: Asked) -> list[ConsentKind]:
    """同意の種類: only who was sent is asked whether the sender may know."""
    return [kind for kind in ConsentKind if asked.is_sent or kind is not ConsentKind.SHARE_WITH_SENDER]


def clean_line(typed: str) -> str:
    """One line without spaces around it; 髙 and 﨑 stay what they are."""
    return " ".join(typed.split())


def kana_of(typed: str) -> str:
    """ふりがな: ﾀﾃﾔﾏ and タテヤマ become たてやま."""
    return clean_line(jaconv.kata2hira(jaconv.h2z(typed, kana=True, ascii=False, digit=False)))


def is_kana(text: str) -> bool:
    """Whether this can be a reading: ひらがな, or letters for a name that is written in them."""
    return all("ぁ" <= c <= "ゖ" or c in KANA_ALSO or (c.isalpha() and ord(c) < 0x250) for c in text)


@dataclass
class _Reading:
    """Takes answers out of what was typed and notes what is wrong with them."""

    typed: Typed
    problems: list[Problem] = field(default_factory=list)

    def _note(self, name: str, message: str) -> None:
        self.problems.append(Problem(name, message))

    def line(self, name: str, longest: int, *, required: bool = True) -> str:
        text = clean_line(_first(self.typed, name))
        return self._text(name, text, longest, required)

    def lines(self, name: str, longest: int, *, required: bool = True) -> str:
        rows = [clean_line(row) for row in _first(self.typed, name).splitlines()]
        return self._text(name, "\n".join(rows).strip(), longest, required)

    def _text(self, name: str, text: str, longest: int, required: bool) -> str:
        if not text and required:
            self._note(name, MISSING)
        elif len(text) > longest:
            self._note(name, TOO_LONG)
        elif not text.replace("\n", "").isprintable():
            self._note(name, STRANGE)
        return text

    def kana(self, name: str) -> str:
        before = len(self.problems)
        text = self._text(name, kana_of(_first(self.typed, name)[: LONGEST_NAME * 3]), LONGEST_NAME, True)
        if len(self.problems) == before and not is_kana(text):
            self._note(name, NO_KANA)
        return text

    def address(self, name: str) -> str:
        typed = _first(self.typed, name)[:1000]
        address = normal_address(typed)
        if not address:
            self._note(name, MISSING)
        elif not is_address(address):
            self._note(name, NO_ADDRESS)
        return address

    def answer(self, known: Field, allowed: frozenset[str], *, required: bool) -> Any:
        if known.kind is Kind.LINE:
            return self.line(known.name, known.longest, required=required)
        if known.kind is Kind.LINES:
            return self.lines(known.name, known.longest, required=required)
        chosen = tuple(dict.fromkeys(self.typed.get(known.name, ())))
        if not chosen or chosen == ("",):
            if required:
                self._note(known.name, NOT_CHOSEN)
            return () if known.kind is Kind.SOME_OF else None
        if not allowed.issuperset(chosen) or (known.kind is Kind.ONE_OF and len(chosen) > 1):
            self._note(known.name, NOT_CHOSEN)
            return () if known.kind is Kind.SOME_OF else None
        return chosen if known.kind is Kind.SOME_OF else chosen[0]


def _first(typed: Typed, name: str) -> str:
    return next(iter(typed.get(name, ())), "")

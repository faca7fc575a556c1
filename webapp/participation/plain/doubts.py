"""送る前の確かめ: what in somebody's answers seems to be personal, and what of it they have not been asked about."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from webapp.participation.plain.personal import Found, Kind, in_code, in_words, without
from webapp.participation.plain.sheet import Part, Question, Role, Sheet

# What nobody may send from a class: it could reach a pupil, and no exercise needs it. A name may be a false alarm.
NEVER_FROM_A_CLASS = frozenset({Kind.PHONE, Kind.MAIL, Kind.POSTCODE, Kind.ADDRESS})


@dataclass(frozen=True)
class Doubt:
    """個人情報らしいもの: what was found, and in which question's answer."""

    question: Question
    found: Found


def doubts_in(
    sheet: Sheet, texts: Mapping[str, str], earlier: Mapping[str, str] | None = None
) -> tuple[Doubt, ...]:
    """What to ask about: less what the lesson itself says, and less what was already handed in, and so was meant."""
    own = "\n".join(part.text for part in sheet.parts)
    meant = "\n".join((earlier or {}).values())
    return tuple(
        Doubt(question, found)
        for question in sheet.questions
        for part in question.answers
        for found in without(without(_look(part, texts.get(part.grade_id, "")), own), meant)
    )


def seal_of(doubts: tuple[Doubt, ...]) -> str:
    """What a form sends to say that exactly these were seen."""
    return sha256("\n".join(sorted(doubt.found.quote for doubt in doubts)).encode()).hexdigest()[:16]


def may_be_sent_from_a_class(doubts: tuple[Doubt, ...]) -> bool:
    """Whether a pupil may say that it is none."""
    return not any(doubt.found.kind in NEVER_FROM_A_CLASS for doubt in doubts)


def _look(part: Part, text: str) -> tuple[Found, ...]:
    if text.strip() == part.text.strip():
        return ()
    return in_code(text) if part.role is Role.ANSWER else in_words(text)

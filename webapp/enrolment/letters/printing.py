"""印刷: a kept letter becomes a PDF again, and whose names the font cannot print is told before."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Response, request

from webapp.audit import record
from webapp.auth import signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.letters import contents
from webapp.enrolment.letters.document import render
from webapp.enrolment.letters.models import Letter, LetterKind
from webapp.enrolment.letters.operations import NotPossible
from webapp.enrolment.models import Enrolment
from webapp.layout import invented
from webapp.typesetting import missing_letters
from webapp.wording import mark

BY_HAND = mark(
    "印刷用の書体にない文字があります。下の一覧を確かめ、手書きで補うことを選んでからつくってください"
)


def printed(letter: Letter) -> bytes:
    """印刷する: one letter as PDF, with the number and date that it was given."""
    if letter.kind is LetterKind.ACCEPTANCE:
        return render("letter", contents.acceptances(session(), [letter], invented()))
    if letter.kind is LetterKind.NOMINATION:
        return render("letter", contents.nomination(session(), letter, invented()))
    return render("roster", contents.roster(session(), letter, invented()))


def as_pdf(made: bytes, name: str) -> Response:
    """An answer that a browser shows and nobody keeps."""
    return Response(
        made,
        mimetype="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )


def record_print(subject: str, kind: LetterKind, whose: Sequence[int]) -> None:
    """Note in the audit who printed what."""
    with transaction() as writing:
        record(
            writing, datetime.now(UTC), signed_in_learner().id, "letters_printed", subject,
            kind=kind.value, whose=whose,
        )  # fmt: skip


def refuse_missing(people: Sequence[Enrolment]) -> None:
    """Raise NotPossible where a name cannot be printed and nobody has said that they write it by hand."""
    if unprintable(people) and not request.form.get("by_hand"):
        raise NotPossible(BY_HAND)


def code_point(letter: str) -> str:
    """U+20BB7: what a character is called where it cannot be seen."""
    return f"U+{ord(letter):04X}"


def unprintable(people: Sequence[Enrolment]) -> list[tuple[str, list[str]]]:
    """Whose names hold characters that the font does not have, and which these are."""
    found = [(row.learner.name, missing_letters(row.learner.name + row.learner.name_kana)) for row in people]
    return [(name, letters) for name, letters in found if letters]

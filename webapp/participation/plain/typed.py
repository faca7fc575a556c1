"""書いた答えを受け取る: what a form says of each answer is kept, and what became of it is told."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, request
from flask_babel import gettext as _

from webapp.db import transaction
from webapp.languages import clock
from webapp.participation.plain.drafts import Kept, Typed, keep_draft
from webapp.participation.plain.place import Place
from webapp.participation.plain.sheet import Question


def keep_typed(place: Place, question: Question) -> list[Kept]:
    """Keep what the form says of each answer."""
    at = datetime.now(UTC)
    with transaction() as writing:
        return [
            keep_draft(writing, place.owner, place.lesson, typed, at)
            for part in question.answers
            if (typed := _typed(part.grade_id)) is not None and _is_new(typed, part.text)
        ]


def _typed(grade_id: str) -> Typed | None:
    text = request.form.get(f"text-{grade_id}")
    if text is None:
        return None
    origin = request.form.get("origin", "")[:32]
    return Typed(grade_id, text, number_in(f"revision-{grade_id}"), origin or "page")


def _is_new(typed: Typed, own: str) -> bool:
    """Whether there is anything to keep: the lesson's own text, untouched, is no draft."""
    return typed.revision > 0 or typed.text.replace("\r\n", "\n") != own


def number_in(name: str) -> int:
    """A whole number that a form says; 0 for anything else."""
    given = request.form.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def aside_in(kept: list[Kept]) -> bool:
    """Whether another device had saved in between."""
    return any(each.aside for each in kept)


def state_of(kept: list[Kept]) -> dict[str, Any]:
    """What the page's script is told."""
    if aside_in(kept):
        return {"state": "aside", "message": told_aside()}
    return {
        "state": "saved",
        "message": told_saved(kept),
        "revisions": {each.draft.grade_id: each.draft.revision for each in kept},
    }


def told_saved(kept: list[Kept]) -> str:
    """保存しました 12:34."""
    at = max((each.draft.saved_at for each in kept), default=datetime.now(UTC))
    return str(_("保存しました %(time)s", time=clock(at)))


def told_aside() -> str:
    """Both answers are kept, and what to do."""
    return str(
        _(
            "別の画面か端末で、この答えが先に保存されていました。どちらも残してあります。画面を開き直して、どちらを使うか選んでください。"
        )
    )


def tell_kept(kept: list[Kept]) -> None:
    """Say on the next page what became of it."""
    if aside_in(kept):
        flash(told_aside(), "error")
    else:
        flash(told_saved(kept))

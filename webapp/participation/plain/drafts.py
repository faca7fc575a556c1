"""答えの下書き: kept on the server, and never written over unseen where two devices work on the same answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from webapp.participation.plain.models import AnswerDraft
from webapp.participation.plain.owners import Owner

COUNTS = ""
LARGEST = 50_000  # characters of one answer
# Of one answer; one opened page keeps at most one aside.
MOST_ASIDE = 20
RESTORED = "restored-"


@dataclass(frozen=True)
class Typed:
    """What a page sends for one answer: the text, the revision that it began with, and which opened page it is."""

    grade_id: str
    text: str
    revision: int
    origin: str


@dataclass(frozen=True)
class Kept:
    """保存の結果: the draft that was written; `aside` where another device had saved in between, whose draft counts."""

    draft: AnswerDraft
    aside: bool


def drafts_of(session: Session, owner: Owner, lesson: str) -> dict[str, AnswerDraft]:
    """The drafts that count, by grade id."""
    return {
        row.grade_id: row for row in session.scalars(_rows(owner, lesson).where(AnswerDraft.origin == COUNTS))
    }


def aside_of(session: Session, owner: Owner, lesson: str, grade_ids: Sequence[str]) -> list[AnswerDraft]:
    """取り置いた答え: the drafts kept aside, the newest first."""
    wanted = _rows(owner, lesson).where(AnswerDraft.origin != COUNTS, AnswerDraft.grade_id.in_(grade_ids))
    return list(session.scalars(wanted.order_by(AnswerDraft.saved_at.desc(), AnswerDraft.id.desc())))


def keep_draft(session: Session, owner: Owner, lesson: str, typed: Typed, at: datetime) -> Kept:
    """下書きを保存する: what was typed counts, or is kept aside where somebody saved since the page was opened."""
    text = normal(typed.text)
    counts = _counting(session, owner, lesson, typed.grade_id)
    if counts is None:
        return Kept(_add(session, owner, lesson, typed.grade_id, COUNTS, text, at), aside=False)
    if counts.text == text:
        return Kept(counts, aside=False)
    if counts.revision != typed.revision:
        return Kept(_put_aside(session, owner, lesson, typed.grade_id, typed.origin, text, at), aside=True)
    _change(counts, text, at)
    session.flush()
    return Kept(counts, aside=False)


def take(session: Session, owner: Owner, lesson: str, texts: Mapping[str, str], at: datetime) -> None:
    """この答えから始める: let these texts count; what they take the place of is kept aside."""
    for grade_id, text in texts.items():
        counts = _counting(session, owner, lesson, grade_id)
        if counts is None:
            _add(session, owner, lesson, grade_id, COUNTS, normal(text), at)
        elif counts.text != normal(text):
            origin = f"{RESTORED}{counts.revision}"
            _put_aside(session, owner, lesson, grade_id, origin, counts.text, counts.saved_at)
            _change(counts, normal(text), at)
    session.flush()


def restore(session: Session, owner: Owner, draft_id: int, at: datetime) -> AnswerDraft | None:
    """この答えに戻す: let a draft kept aside count; None where it is not this owner's, or is no more."""
    aside = session.scalar(
        select(AnswerDraft).where(
            AnswerDraft.id == draft_id, owner.owns(AnswerDraft), AnswerDraft.origin != COUNTS
        )
    )
    if aside is None:
        return None
    take(session, owner, aside.lesson_slug, {aside.grade_id: aside.text}, at)
    session.delete(aside)
    session.flush()
    return aside


def drop_aside(session: Session, owner: Owner, lesson: str, grade_ids: Sequence[str]) -> None:
    """取り置いた答えを消す: only because the person said so."""
    session.execute(
        delete(AnswerDraft).where(
            owner.owns(AnswerDraft),
            AnswerDraft.lesson_slug == lesson,
            AnswerDraft.grade_id.in_(grade_ids),
            AnswerDraft.origin != COUNTS,
        )
    )


def normal(text: str) -> str:
    """A text as it is kept: lines end as in a notebook, and nothing in it that a database refuses."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return lines.encode("utf-8", "replace").decode("utf-8")[:LARGEST]


def _rows(owner: Owner, lesson: str) -> Select[AnswerDraft]:
    return select(AnswerDraft).where(owner.owns(AnswerDraft), AnswerDraft.lesson_slug == lesson)


def _counting(session: Session, owner: Owner, lesson: str, grade_id: str) -> AnswerDraft | None:
    return session.scalar(
        _rows(owner, lesson)
        .where(AnswerDraft.grade_id == grade_id, AnswerDraft.origin == COUNTS)
        .with_for_update()
    )


def _add(
    session: Session, owner: Owner, lesson: str, grade_id: str, origin: str, text: str, at: datetime
) -> AnswerDraft:
    draft = AnswerDraft(
        **owner.columns,
        lesson_slug=lesson,
        grade_id=grade_id,
        origin=origin,
        text=text,
        saved_at=at,
        revision=1,
    )
    session.add(draft)
    session.flush()
    return draft


def _change(draft: AnswerDraft, text: str, at: datetime) -> None:
    draft.text, draft.saved_at, draft.revision = text, at, draft.revision + 1


def _put_aside(
    session: Session, owner: Owner, lesson: str, grade_id: str, origin: str, text: str, at: datetime
) -> AnswerDraft:
    """Keep a text aside, one for each origin; the oldest makes room where there are very many."""
    aside = aside_of(session, owner, lesson, [grade_id])
    if same := next((row for row in aside if row.origin == origin), None):
        same.text, same.saved_at = text, at
        session.flush()
        return same
    for old in aside[MOST_ASIDE - 1 :]:
        session.delete(old)
    return _add(session, owner, lesson, grade_id, origin, text, at)

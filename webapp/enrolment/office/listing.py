"""申込の一覧: an offering's applications filtered, sorted and cut into pages by the database."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, nulls_last, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from webapp.enrolment.models import Application, ApplicationState, Learner
from webapp.paging import Paging
from webapp.programme.audience import Audience
from webapp.programme.models import Partner
from webapp.wording import mark

ON_A_PAGE = 50
# What somebody said of themselves; who came by a roster said nothing.
AUDIENCE = Application.profile["audience"].as_string()
ORGANISATION = Application.profile["organisation"].as_string()
SCHOOL = Application.profile["school"].as_string()
SORTS: Mapping[str, tuple[Any, str]] = {
    "applied": (Application.applied_at, mark("申込の順")),
    "newest": (Application.applied_at.desc(), mark("新しい申込から")),
    "kana": (Learner.name_kana, mark("ふりがなの順")),
    "organisation": (nulls_last(ORGANISATION), mark("所属の順")),
    "queue": (nulls_last(Application.queue_place), mark("抽選・選考の順")),
}
# Every katakana stands at the same distance from its hiragana.
HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
# 異体字: what a keyboard gives first, then what names are written with.
GLYPHS = (
    "高髙", "崎﨑嵜碕", "吉𠮷", "辺邊邉", "斎齋斉齊", "浜濱濵", "沢澤", "広廣", "島嶋嶌", "桜櫻", "徳德", "柳栁", "槙槇",
    "恵惠", "国國", "真眞", "竜龍", "滝瀧", "関關",
)  # fmt: skip
AS_TYPED = {other: glyphs[0] for glyphs in GLYPHS for other in glyphs[1:]}


@dataclass(frozen=True)
class Filter:
    """絞り込み: what a coordinator asked for; what no list knows is left out."""

    state: ApplicationState | None = None
    audience: Audience | None = None
    sent_by: int | None = None
    words: str = ""
    sort: str = "applied"

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Filter":
        """Read the parts of an address; unknown words count as not asked."""
        state, audience, sent_by = asked.get("state", ""), asked.get("audience", ""), asked.get("sent_by", "")
        short = sent_by.isascii() and sent_by.isdigit() and len(sent_by) < 10
        return cls(
            ApplicationState(state) if state in set(ApplicationState) else None,
            Audience(audience) if audience in set(Audience) else None,
            int(sent_by) if short else None,
            asked.get("q", "").replace("\0", "").strip()[:100],
            asked.get("sort", "") if asked.get("sort") in SORTS else "applied",
        )

    def address(self) -> dict[str, str]:
        """The same again for a link."""
        parts = {
            "state": self.state.value if self.state else "",
            "audience": self.audience.value if self.audience else "",
            "sent_by": str(self.sent_by or ""),
            "q": self.words,
            "sort": "" if self.sort == "applied" else self.sort,
        }
        return {name: value for name, value in parts.items() if value}


@dataclass(frozen=True)
class Page:
    """一ページ: at most fifty applications, and which of how many these are."""

    rows: Sequence[Application]
    paging: Paging


def page_of(session: Session, offering_id: int, wanted: Filter, number: int) -> Page:
    """One page of what was asked for; a number beyond the last page is the last."""
    counting = select(func.count(Application.id))
    # Only a search looks at names; without one the index alone is counted.
    asked = counting.join(Application.learner) if wanted.words else counting
    total = session.scalar(_matching(asked, offering_id, wanted)) or 0
    paging = Paging(min(max(1, number), Paging(1, ON_A_PAGE, total).last), ON_A_PAGE, total)
    return Page(_rows(session, offering_id, wanted, ON_A_PAGE, paging.offset), paging)


def everybody(session: Session, offering_id: int, wanted: Filter) -> Sequence[Application]:
    """All that was asked for, for a file."""
    return _rows(session, offering_id, wanted, None, 0)


def _rows(
    session: Session, offering_id: int, wanted: Filter, limit: int | None, skipped: int
) -> Sequence[Application]:
    asked = _matching(select(Application).join(Application.learner), offering_id, wanted)
    return session.scalars(
        asked.options(contains_eager(Application.learner), joinedload(Application.sent_by))
        .order_by(SORTS[wanted.sort][0], Application.id)
        .limit(limit)
        .offset(skipped)
    ).all()


def _matching(asked: Select[Any], offering_id: int, wanted: Filter) -> Select[Any]:
    asked = asked.where(Application.offering_id == offering_id)
    if wanted.state is not None:
        asked = asked.where(Application.state == wanted.state)
    if wanted.audience is not None:
        asked = asked.where(wanted.audience.value == AUDIENCE)
    if wanted.sent_by is not None:
        asked = asked.where(Application.sent_by_id == wanted.sent_by)
    return asked.where(_says(wanted.words)) if wanted.words else asked


def _says(words: str) -> ColumnElement[bool]:
    """Names are found with and without the space in them, 髙 also by 高, readings also by katakana."""
    plain = "".join(words.split())
    name = "".join(AS_TYPED.get(letter, letter) for letter in plain)
    kana = "".join(unicodedata.normalize("NFKC", words).split()).translate(HIRAGANA)
    return or_(
        _as_typed(_closed(Learner.name)).contains(name, autoescape=True),
        _closed(Learner.name_kana).contains(kana, autoescape=True),
        _closed(ORGANISATION).contains(plain, autoescape=True),
        _closed(SCHOOL).contains(plain, autoescape=True),
    )


def _closed(column: Any) -> Any:
    return func.replace(func.replace(column, " ", ""), "　", "")


def _as_typed(column: Any) -> Any:
    for other, usual in AS_TYPED.items():
        column = func.replace(column, other, usual)
    return column


def counts_by_state(session: Session, offering_id: int) -> dict[ApplicationState, int]:
    """状態ごとの人数: every state, also those in which nobody is."""
    rows = session.execute(
        select(Application.state, func.count())
        .where(Application.offering_id == offering_id)
        .group_by(Application.state)
    )
    found = {row.state: int(row[1]) for row in rows}
    return {state: found.get(state, 0) for state in ApplicationState}


def senders_of(session: Session, offering_id: int) -> Sequence[Partner]:
    """派遣元: the partners that sent somebody who applied."""
    sent = select(Application.sent_by_id).where(Application.offering_id == offering_id)
    return session.scalars(select(Partner).where(Partner.id.in_(sent)).order_by(Partner.id)).all()

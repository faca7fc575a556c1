"""連絡協議会の記録: a meeting is kept, papers are laid before it, what was said there is answered and carried on."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.fiscal_year import japanese_date
from webapp.programme.needs.models import NeedState
from webapp.programme.operations import NotPossible
from webapp.reports.councils.models import Council, CouncilPaper, PaperKind, Remark
from webapp.wording import mark

# 対応済 and 対応困難: nobody waits for anything any more.
CLOSED = frozenset({NeedState.MET, NeedState.DIFFICULT})
NUMBER_TAKEN = mark("この回は、もう登録されています。番号を確かめてください。")
PAPER_TAKEN = mark("この番号の資料は、もうあります。")


@dataclass(frozen=True)
class CouncilText:
    """会議の内容: 第○回, when, where, 次第 and 議事要旨."""

    number: int
    starts_at: datetime
    place: str
    online_url: str
    agenda: str
    gist: str


@dataclass(frozen=True)
class PaperText:
    """資料の内容: 資料○, what it is, and what that needs: a release, a year, or a title and an address."""

    number: int
    kind: PaperKind
    title: str
    release_id: int | None
    fiscal_year: int | None
    url: str


@dataclass(frozen=True)
class RemarkText:
    """指摘と対応の内容: which body said what, what is answered, where that stands, until when and by whom."""

    said_by: str
    said: str
    response: str
    state: NeedState
    due: date | None
    owner_id: int | None


def keep_council(session: Session, council: Council | None, said: CouncilText, at: datetime) -> Council:
    """会議を登録する・直す; raises NotPossible where another has this number."""
    kept = council or Council()
    for name, value in asdict(said).items():
        setattr(kept, name, value)
    kept.kept_at = at
    try:
        with session.begin_nested():
            session.add(kept)
    except IntegrityError:
        raise NotPossible(NUMBER_TAKEN) from None
    return kept


def next_number(session: Session) -> int:
    """第○回 of the next meeting."""
    return (session.scalar(select(func.max(Council.number))) or 0) + 1


def lay_paper(session: Session, council: Council, said: PaperText) -> CouncilPaper:
    """資料を出す; raises NotPossible where the meeting has a paper of this number."""
    paper = CouncilPaper(council_id=council.id, **asdict(said))
    try:
        with session.begin_nested():
            session.add(paper)
    except IntegrityError:
        raise NotPossible(PAPER_TAKEN) from None
    session.expire(council, ["papers"])
    return paper


def withdraw_paper(session: Session, paper: CouncilPaper) -> None:
    """資料を外す."""
    session.delete(paper)
    session.flush()


def note_remark(session: Session, council: Council, said: RemarkText, key: str, at: datetime) -> Remark:
    """指摘を書く, the last of its meeting; the same key is the same remark."""
    # One after the other, so that no two get the same number.
    session.refresh(council, with_for_update=True)
    known = session.scalar(select(Remark).filter_by(council_id=council.id, key=key))
    if known is not None:
        return known
    newest = session.scalar(select(func.max(Remark.number)).where(Remark.council_id == council.id))
    remark = Remark(council_id=council.id, number=(newest or 0) + 1, key=key)
    answer_remark(session, remark, said, at)
    return remark


def answer_remark(session: Session, remark: Remark, said: RemarkText, at: datetime) -> None:
    """対応を書く: what is closed was closed on the day on which that was first said."""
    for name, value in asdict(said).items():
        setattr(remark, name, value)
    if said.state not in CLOSED:
        remark.closed_on = None
    elif remark.closed_on is None:
        remark.closed_on = japanese_date(at)
    remark.kept_at = at
    session.add(remark)
    session.flush()


def carried_to(session: Session, council: Council) -> Sequence[Remark]:
    """前回までの指摘: of earlier meetings, what is open still, and what was closed since the last one."""
    last = session.scalar(
        select(Council.starts_at)
        .where(Council.starts_at < council.starts_at, Council.id != council.id)
        .order_by(Council.starts_at.desc())
        .limit(1)
    )
    if last is None:
        return []
    earlier = (
        select(Remark)
        .join(Remark.council)
        .where(
            Council.starts_at < council.starts_at,
            Council.id != council.id,
            or_(Remark.closed_on.is_(None), Remark.closed_on >= japanese_date(last)),
        )
        .order_by(Council.starts_at, Remark.number)
    )
    return session.scalars(earlier).all()


def open_remarks(session: Session) -> Sequence[Remark]:
    """対応中の指摘 of all meetings, the one that is due first on top."""
    waiting = select(Remark).join(Remark.council).where(Remark.closed_on.is_(None))
    return session.scalars(
        waiting.order_by(Remark.due.is_(None), Remark.due, Council.starts_at, Remark.number)
    ).all()


def all_councils(session: Session) -> Sequence[Council]:
    """Every meeting, the newest first."""
    return session.scalars(select(Council).order_by(Council.starts_at.desc(), Council.number.desc())).all()

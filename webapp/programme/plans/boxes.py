"""ロジックモデルを組む: boxes are put in, changed, moved, taken out, and copied into a new year."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.programme.models import Partner
from webapp.programme.operations import NotPossible
from webapp.programme.plans.models import LogicBox, Stage
from webapp.wording import mark

# More than this stands on no page of A4.
MOST_IN_A_STAGE = 8
FULL = mark("この段階には、これ以上箱を置けません。ほかの箱を消すか、まとめてください。")
HAS_SOME = mark("この年度には、もう箱があります。前の年度からは、箱のない年度にだけ写せます。")
NOTHING_THERE = mark("前の年度にロジックモデルがないため、写せませんでした。")


@dataclass(frozen=True)
class BoxText:
    """箱の中身: its stage, its words, how it is seen, whose it is (None: nobody's alone), where that stands."""

    stage: Stage
    text_ja: str
    text_en: str
    indicator: str | None
    owner_id: int | None
    source: str


def model_of(session: Session, fiscal_year: int) -> Mapping[Stage, Sequence[LogicBox]]:
    """ロジックモデル of a year: the boxes of every stage, from the top."""
    found: dict[Stage, list[LogicBox]] = {stage: [] for stage in Stage}
    rows = select(LogicBox).filter_by(fiscal_year=fiscal_year).order_by(LogicBox.place, LogicBox.id)
    for box in session.scalars(rows):
        found[box.stage].append(box)
    return found


def put_box(session: Session, fiscal_year: int, said: BoxText, key: str, at: datetime) -> LogicBox:
    """箱を置く, last in its stage; the same key is the same box. Raises NotPossible where the stage is full."""
    known = session.scalar(select(LogicBox).filter_by(fiscal_year=fiscal_year, key=key))
    if known is not None:
        return known
    _room_in(session, fiscal_year, said.stage)
    box = LogicBox(
        fiscal_year=fiscal_year, key=key, kept_at=at, place=_next(session, fiscal_year, said.stage), **asdict(said)
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(box)
    except IntegrityError:  # the other press of the button was quicker
        return session.scalars(select(LogicBox).filter_by(fiscal_year=fiscal_year, key=key)).one()
    return box


def change_box(session: Session, box: LogicBox, said: BoxText, at: datetime) -> None:
    """箱を直す; in another stage it stands last. Raises NotPossible where that one is full."""
    if said.stage is not box.stage:
        _room_in(session, box.fiscal_year, said.stage)
        box.place = _next(session, box.fiscal_year, said.stage)
    for name, value in asdict(said).items():
        setattr(box, name, value)
    box.kept_at = at
    session.flush()


def move_up(session: Session, box: LogicBox) -> None:
    """一つ上へ: before the one above it; the topmost stays."""
    beside = list(model_of(session, box.fiscal_year)[box.stage])
    at = beside.index(box)
    if at:
        beside[at - 1 : at + 1] = [box, beside[at - 1]]
    for place, each in enumerate(beside):
        each.place = place
    session.flush()


def take_out(session: Session, box: LogicBox) -> None:
    """箱を消す."""
    session.delete(box)
    session.flush()


def copy_model(session: Session, before: int, fiscal_year: int, at: datetime) -> int:
    """前の年度から写す: every box of that year; raises NotPossible where there is none, or the year has some already."""
    if _count(session, fiscal_year):
        raise NotPossible(HAS_SOME)
    boxes = [box for stage in model_of(session, before).values() for box in stage]
    if not boxes:
        raise NotPossible(NOTHING_THERE)
    session.add_all(
        LogicBox(
            fiscal_year=fiscal_year, stage=box.stage, place=box.place, text_ja=box.text_ja, text_en=box.text_en,
            indicator=box.indicator, owner_id=box.owner_id, source=box.source, kept_at=at,
            # Copied twice at once, the second finds the first's keys taken.
            key=f"copy-{box.id}",
        )
        for box in boxes
    )  # fmt: skip
    session.flush()
    return len(boxes)


def partners(session: Session) -> Sequence[Partner]:
    """Whose a box can be."""
    return session.scalars(select(Partner).order_by(Partner.id)).all()


def _room_in(session: Session, fiscal_year: int, stage: Stage) -> None:
    if _count(session, fiscal_year, stage) >= MOST_IN_A_STAGE:
        raise NotPossible(FULL)


def _count(session: Session, fiscal_year: int, stage: Stage | None = None) -> int:
    boxes = select(func.count()).select_from(LogicBox).where(LogicBox.fiscal_year == fiscal_year)
    return session.scalar(boxes if stage is None else boxes.where(LogicBox.stage == stage)) or 0


def _next(session: Session, fiscal_year: int, stage: Stage) -> int:
    newest = select(func.max(LogicBox.place)).where(
        LogicBox.fiscal_year == fiscal_year, LogicBox.stage == stage
    )
    last = session.scalar(newest)
    return 0 if last is None else last + 1

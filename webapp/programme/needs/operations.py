"""現場ニーズの操作: a need is kept, moves from state to state, is merged with its twin, and is linked to what answers it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.fiscal_year import japanese_date
from webapp.programme.models import Offering, OfferingState, Partner
from webapp.programme.naming import offering_name
from webapp.programme.needs.models import Need, NeedAnswer, NeedMove, NeedSource, NeedState, Visit
from webapp.programme.operations import NotPossible
from webapp.programme.organisations import Organisation
from webapp.wording import mark


@dataclass(frozen=True)
class Wanted:
    """要望の内容: what was asked for, of which 業種 or 校種, and whom to tell where somebody agreed to it."""

    text: str
    industry: str | None = None
    school_type: str | None = None
    said_by: str = ""
    contact_name: str | None = None
    contact_email: str | None = None


@dataclass(frozen=True)
class Heard:
    """聞いたとき: by whom of ours it is kept, on which day it was heard, and how."""

    host: Partner
    day: date
    source: NeedSource
    by: int | None
    at: datetime


def keep_need(
    session: Session,
    wanted: Wanted,
    heard: Heard,
    *,
    organisation: Organisation | None = None,
    visit: Visit | None = None,
    key: str | None = None,
) -> Need:
    """要望を残す: 検討中; what was kept under the same key already is handed back instead."""
    there = session.scalar(select(Need).filter_by(key=key)) if key else None
    if there is not None:
        return there
    made = Need(
        host=heard.host, heard_on=heard.day, source=heard.source, visit=visit, organisation=organisation,
        industry=wanted.industry, school_type=wanted.school_type, wanted=wanted.text, said_by=wanted.said_by,
        contact_name=wanted.contact_name, contact_email=wanted.contact_email,
        contact_agreed_on=japanese_date(heard.at) if wanted.contact_email else None,
        key=key, recorded_by=heard.by, recorded_at=heard.at,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def move(
    session: Session, need: Need, state: NeedState, reason: str, day: date, by: int | None, at: datetime
) -> None:
    """対応の状況を動かす: one step more, on a day that is not before the last step's nor to come; 対応困難 says why."""
    if need.merged_into_id is not None:
        raise NotPossible(mark("ほかの要望にまとめたものです。まとめた先の状況を動かしてください"))
    if state is NeedState.DIFFICULT and not reason:
        raise NotPossible(mark("対応困難にするときは、理由を書いてください"))
    if day > japanese_date(at):
        raise NotPossible(mark("先の日付では記録できません。今日までの日付にしてください"))
    earliest = need.moves[-1].moved_on if need.moves else need.heard_on
    if day < earliest:
        raise NotPossible(mark("聞いた日や前の記録より前の日付です。それより後の日付にしてください"))
    need.moves.append(NeedMove(state=state, reason=reason, moved_on=day, moved_by=by, moved_at=at))
    session.flush()


def merge(session: Session, need: Need, into: Need) -> None:
    """まとめる: the need counts as the other from now on, and so does what was merged into it; both texts stay."""
    root = into
    while root.merged_into_id is not None:
        found = session.get(Need, root.merged_into_id)
        if found is None:
            break
        root = found
    if root.id == need.id or root.host_id != need.host_id:
        raise NotPossible(mark("この要望にはまとめられません。別の要望を選んでください"))
    session.execute(update(Need).where(Need.merged_into_id == need.id).values(merged_into_id=root.id))
    need.merged_into_id = root.id
    session.flush()


def split(session: Session, need: Need) -> None:
    """まとめを解く: the need counts by itself again."""
    need.merged_into_id = None
    session.flush()


def reword(session: Session, need: Need, wanted: str) -> None:
    """文を直す: mostly to take out of it who somebody is; what it was is kept nowhere."""
    need.wanted = wanted
    session.flush()


def link(
    session: Session,
    need: Need,
    course_slug: str,
    at: datetime,
    *,
    lesson_slug: str = "",
    offering: Offering | None = None,
) -> NeedAnswer:
    """対応する講座を結ぶ: a lesson, a whole course or an offering of it; the same link is kept once."""
    for there in need.answers:
        if (there.course_slug, there.lesson_slug, there.offering_id) == (
            course_slug, lesson_slug, offering.id if offering else None,
        ):  # fmt: skip
            return there
    made = NeedAnswer(course_slug=course_slug, lesson_slug=lesson_slug, offering=offering, added_at=at)
    need.answers.append(made)
    session.flush()
    return made


def unlink(session: Session, answer: NeedAnswer, need: Need) -> None:
    """結びを外す; raises NotPossible once the organisation was told of it."""
    if answer.told_at is not None:
        raise NotPossible(mark("お知らせ済みのため、外せません"))
    need.answers.remove(answer)
    session.flush()


def answer_with(
    session: Session, needs: Sequence[Need], offering: Offering, by: int | None, at: datetime
) -> None:
    """開講で応える: each need is linked to the offering, and what was only considered is 対応予定 from today."""
    for need in needs:
        link(session, need, offering.course_slug, at, offering=offering)
        if need.state in (NeedState.CONSIDERED, NeedState.DIFFICULT):
            reason = f"{offering_name(offering)['ja']}を開講します"
            move(session, need, NeedState.PLANNED, reason, max(japanese_date(at), _last_day(need)), by, at)


def may_be_met(need: Need) -> bool:
    """対応済にできそうか: 対応予定, and an offering that answers it is over; a person says whether it is met."""
    return need.state is NeedState.PLANNED and any(
        answer.offering is not None and answer.offering.state is OfferingState.CLOSED
        for answer in need.answers
    )


def _last_day(need: Need) -> date:
    return need.moves[-1].moved_on if need.moves else need.heard_on

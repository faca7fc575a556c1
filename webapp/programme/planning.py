"""開講の準備: an offering is planned, changed, copied into the next year, and keeps its state with the calendar."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from webapp.fiscal_year import JAPAN, FiscalYear, japanese_date
from webapp.programme.changes import tell_rooms
from webapp.programme.closing import keep_closing_capacity
from webapp.programme.conditions import OfferingPartner, Part, ReservedSeats, RuleVersion
from webapp.programme.drafts import Draft, PlannedClass
from webapp.programme.models import (
    Meeting,
    MeetingState,
    Offering,
    OfferingState,
    Partner,
    Programme,
    Selection,
)
from webapp.programme.operations import NotPossible, OfferingPlan, next_number, open_offering
from webapp.wording import mark

# Results are settled in this time after the last day; the figures of an offering are final from then on.
RESULTS_CLOSE_AFTER = timedelta(days=7)
PLAIN = (
    "course_slug", "title_ja", "title_en", "audience", "starts_on", "ends_on", "capacity", "selection",
    "lottery_string", "apply_from", "apply_until", "minimum", "decide_on", "reply_hours", "asks_superior",
    "admits_minors", "eligibility_ja", "eligibility_en", "office_hours_ja", "office_hours_en",
)  # fmt: skip


def plan_offering(session: Session, host: Partner, draft: Draft, at: datetime) -> Offering:
    """開講を準備する: a new offering, 準備中 until applications open."""
    programme = programme_of(session, FiscalYear.of(draft.starts_on))
    plan = OfferingPlan(
        course_slug=draft.course_slug,
        title_ja=draft.title_ja,
        title_en=draft.title_en,
        audience=draft.audience,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        completion_rule={"version": 1, **draft.rule},
    )
    offering = open_offering(session, programme, host, plan)
    session.add(RuleVersion(offering_id=offering.id, version=1, rule=offering.completion_rule, decided_at=at))
    _write(session, offering, draft)
    add_classes(session, offering, draft.classes)
    keep_state(offering, at)
    session.flush()
    return offering


def change_offering(session: Session, offering: Offering, draft: Draft, at: datetime) -> None:
    """内容を変える: a changed completion rule is a new version, for who applies from now on."""
    year = FiscalYear.of(draft.starts_on)
    if year.year != offering.fiscal_year:
        raise NotPossible(mark("講座の年度は変えられません。別の年度には、複写して開講してください"))
    if any(not draft.starts_on <= day <= draft.ends_on for day in _class_days(offering)):
        raise NotPossible(mark("講座の期間に入らない回があります。先に日程を変えてください"))
    rule = {key: value for key, value in offering.completion_rule.items() if key != "version"}
    if rule != draft.rule:
        _new_rule(session, offering, dict(draft.rule), at)
    if draft.course_slug != offering.course_slug:
        offering.number = next_number(session, offering.fiscal_year, draft.course_slug)
    keep_closing_capacity(session, offering, draft, at)
    _write(session, offering, draft)
    add_classes(session, offering, draft.classes)
    keep_state(offering, at)
    session.flush()


def copy_offering(session: Session, offering: Offering, at: datetime) -> Offering:
    """次の年度に複写する: everything but people; the same weekdays, 52 or 53 weeks later."""
    year = FiscalYear(offering.fiscal_year + 1)
    weeks = next((n for n in (52, 53) if offering.starts_on + timedelta(weeks=n) in year), 52)
    later = timedelta(weeks=weeks)
    if offering.ends_on + later not in year or offering.starts_on + later not in year:
        raise NotPossible(
            mark("同じ曜日に移すと次の年度に収まりません。新しい講座として、日付を決めて開講してください")
        )
    carrying = session.scalars(select(OfferingPartner).filter_by(offering_id=offering.id)).all()
    reserved = session.scalars(select(ReservedSeats).filter_by(offering_id=offering.id)).all()
    known: dict[str, Any] = {name: getattr(offering, name) for name in PLAIN}
    for name in ("starts_on", "ends_on", "apply_from", "apply_until", "decide_on"):
        known[name] = known[name] and known[name] + later
    # Last year's string is known to everybody by now.
    known["lottery_string"] = None
    draft = Draft(
        **known,
        rule={key: value for key, value in offering.completion_rule.items() if key != "version"},
        issuer=offering.issuer_id,
        co_hosts=frozenset(row.partner_id for row in carrying if row.part is Part.CO_HOST),
        supporters=frozenset(row.partner_id for row in carrying if row.part is Part.SUPPORTER),
        reserved={row.partner_id: row.seats for row in reserved},
        classes=tuple(
            PlannedClass(m.starts_at + later, m.ends_at + later, m.mode, m.place, "")
            for m in offering.meetings
            if m.replaces_id is None and m.starts_at + later < year.ends_before
        ),
    )
    return plan_offering(session, offering.host, draft, at)


def add_classes(session: Session, offering: Offering, classes: Iterable[PlannedClass]) -> None:
    """回を加える: after those that are there."""
    last = session.scalar(select(func.max(Meeting.number)).filter_by(offering_id=offering.id)) or 0
    for number, planned in enumerate(classes, start=last + 1):
        offering.meetings.append(
            Meeting(
                number=number,
                starts_at=planned.starts_at,
                ends_at=planned.ends_at,
                mode=planned.mode,
                state=MeetingState.PLANNED,
                place=planned.place,
                join_url=planned.join_url,
            )
        )
    session.flush()


def programme_of(session: Session, year: FiscalYear) -> Programme:
    """その年度の事業; raises NotPossible where the year has none yet."""
    found = session.scalar(select(Programme).filter_by(fiscal_year=year.year))
    if found is None:
        raise NotPossible(
            mark(
                "その年度の事業がまだ登録されていません。システム管理者に open-year コマンドでの登録を頼んでください"
            )
        )
    return found


def keep_states(session: Session, at: datetime) -> int:
    """状態を暦に合わせる: 募集中, 開講中 and 終了 begin by themselves; return how many changed."""
    moving = (OfferingState.PLANNED, OfferingState.OPEN, OfferingState.RUNNING)
    rows = session.scalars(select(Offering).where(Offering.state.in_(moving)).order_by(Offering.id)).all()
    return sum(keep_state(offering, at) for offering in rows)


def keep_state(offering: Offering, at: datetime) -> bool:
    """Move one offering on to the state of this moment, never back; 開講中止 and 終了 stay."""
    wanted = state_at(offering, at)
    order = list(OfferingState)
    if offering.state in (OfferingState.CLOSED, OfferingState.CANCELLED):
        return False
    if order.index(wanted) <= order.index(offering.state):
        return False
    offering.state = wanted
    return True


def state_at(offering: Offering, at: datetime) -> OfferingState:
    """準備中, 募集中 from the first day of applications, 開講中 from the first day, 終了 a week after the last."""
    midnight = datetime.min.time()
    if at >= datetime.combine(offering.ends_on, midnight, JAPAN) + timedelta(days=1) + RESULTS_CLOSE_AFTER:
        return OfferingState.CLOSED
    if at >= datetime.combine(offering.starts_on, midnight, JAPAN):
        return OfferingState.RUNNING
    # A lottery without its published string could never be drawn: it does not take applications.
    drawable = offering.selection is not Selection.LOTTERY or bool(offering.lottery_string)
    if drawable and offering.apply_from is not None and at >= offering.apply_from:
        return OfferingState.OPEN
    return OfferingState.PLANNED


def _write(session: Session, offering: Offering, draft: Draft) -> None:
    for name in PLAIN:
        setattr(offering, name, getattr(draft, name))
    offering.issuer_id = draft.issuer
    session.execute(delete(OfferingPartner).where(OfferingPartner.offering_id == offering.id))
    session.execute(delete(ReservedSeats).where(ReservedSeats.offering_id == offering.id))
    parts = ((Part.CO_HOST, draft.co_hosts), (Part.SUPPORTER, draft.supporters))
    session.add_all(
        OfferingPartner(offering_id=offering.id, partner_id=id, part=part)
        for part, ids in parts
        for id in sorted(ids - {offering.host_id})
    )
    session.add_all(
        ReservedSeats(offering_id=offering.id, partner_id=id, seats=seats)
        for id, seats in sorted(draft.reserved.items())
    )
    session.flush()
    session.expire(offering, ["issuer"])


def _new_rule(session: Session, offering: Offering, rule: dict[str, Any], at: datetime) -> None:
    version = int(offering.completion_rule["version"]) + 1
    if session.get(RuleVersion, (offering.id, version - 1)) is None:
        session.add(
            RuleVersion(
                offering_id=offering.id, version=version - 1, rule=offering.completion_rule, decided_at=at
            )
        )
    offering.completion_rule = {"version": version, **rule}
    session.add(
        RuleVersion(offering_id=offering.id, version=version, rule=offering.completion_rule, decided_at=at)
    )
    session.flush()
    tell_rooms(session, offering.id)


def _class_days(offering: Offering) -> list[date]:
    gone = (MeetingState.CANCELLED, MeetingState.MOVED)
    return [japanese_date(m.starts_at) for m in offering.meetings if m.state not in gone]

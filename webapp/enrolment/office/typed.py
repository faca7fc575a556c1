"""今の内容を入力欄に: an offering as the form that changes it shows it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.fiscal_year import in_japan
from webapp.programme.conditions import OfferingPartner, Part, ReservedSeats
from webapp.programme.models import Offering


def typed_of(session: Session, offering: Offering) -> dict[str, list[str]]:
    """Every field with its values, as `read_draft` reads them; classes are changed on the page of dates."""
    rule = offering.completion_rule
    carrying = session.scalars(select(OfferingPartner).filter_by(offering_id=offering.id)).all()
    reserved = session.scalars(select(ReservedSeats).filter_by(offering_id=offering.id)).all()
    fields = {
        "course_slug": offering.course_slug,
        "title_ja": offering.title_ja,
        "title_en": offering.title_en,
        "audience": offering.audience.value,
        "starts_on": offering.starts_on.isoformat(),
        "ends_on": offering.ends_on.isoformat(),
        "capacity": _number(offering.capacity),
        "selection": offering.selection.value,
        "lottery_string": offering.lottery_string or "",
        "apply_from": _moment(offering.apply_from),
        "apply_until": _moment(offering.apply_until),
        "minimum": _number(offering.minimum),
        "decide_on": offering.decide_on.isoformat() if offering.decide_on else "",
        "reply_hours": str(offering.reply_hours),
        "asks_superior": "1" if offering.asks_superior else "",
        "admits_minors": "1" if offering.admits_minors else "",
        "eligibility_ja": offering.eligibility_ja,
        "eligibility_en": offering.eligibility_en,
        "office_hours_ja": offering.office_hours_ja,
        "office_hours_en": offering.office_hours_en,
        "issuer": _number(offering.issuer_id),
        "rule_kind": rule.get("kind", ""),
        "rule_min": rule.get("min", ""),
        **{f"seats-{row.partner_id}": str(row.seats) for row in reserved},
    }
    return {
        **{name: [value] for name, value in fields.items()},
        "rule_lessons": list(rule.get("lessons", ())),
        "rule_paths": ["1"] if rule.get("paths") else [],
        "co_hosts": [str(row.partner_id) for row in carrying if row.part is Part.CO_HOST],
        "supporters": [str(row.partner_id) for row in carrying if row.part is Part.SUPPORTER],
    }


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _moment(when: datetime | None) -> str:
    return f"{in_japan(when):%Y-%m-%dT%H:%M}" if when else ""

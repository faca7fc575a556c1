"""連絡先の保存期間: whom to tell of a need or in an organisation goes a stated time after its last use; what was wanted stays."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session

from webapp.programme.needs.contacts import NO_CONTACT, NOBODYS_NEED
from webapp.programme.needs.models import Need, NeedAnswer, NeedMove, NeedState, Visit
from webapp.programme.needs.states import state_now
from webapp.programme.organisations import Organisation
from webapp.programme.outreach.models import Outreach
from webapp.retention.periods import Until
from webapp.retention.rules import Rule, Since

SETTLED = (NeedState.MET, NeedState.DIFFICULT)
# A need that was merged into another is settled, and answered, with that one.
COUNTED = func.coalesce(Need.merged_into_id, Need.id)


def _settled(*when: ColumnElement[bool]) -> Select[int]:
    """The numbers of needs that are 対応済 or 対応困難."""
    return select(Need.id).where(state_now().in_([state.value for state in SETTLED]), *when).correlate(None)


def _settled_before(until: Until) -> Select[int]:
    stepped = exists().where(NeedMove.need_id == Need.id, NeedMove.moved_on >= until.work)
    return _settled(~stepped)


def _needs(until: Until) -> Select[int]:
    told = exists().where(
        or_(NeedAnswer.need_id == Need.id, NeedAnswer.need_id == Need.merged_into_id),
        NeedAnswer.told_at >= until.work_at,
    )
    return select(Need.id).where(
        or_(Need.said_by != "", Need.contact_name.is_not(None), Need.contact_email.is_not(None)),
        or_(and_(COUNTED.in_(_settled_before(until)), ~told), Need.heard_on < until.people),
    )


def _used_since(day: Any, moment: Any) -> ColumnElement[bool]:
    """Whether an organisation was visited, told or heard, or its contact agreed, since; each visit is a contact (周知) too."""
    return or_(
        Organisation.created_at >= moment,
        and_(Organisation.contact_agreed_on.is_not(None), Organisation.contact_agreed_on >= day),
        exists().where(Outreach.organisation_id == Organisation.id, Outreach.made_on >= day),
        exists().where(Need.organisation_id == Organisation.id, Need.heard_on >= day),
    )


def _organisations(until: Until) -> Select[int]:
    waits = exists().where(Need.organisation_id == Organisation.id, COUNTED.not_in(_settled_before(until)))
    return select(Organisation.id).where(
        or_(Organisation.contact_name.is_not(None), Organisation.contact_email.is_not(None)),
        or_(
            and_(~_used_since(until.work, until.work_at), ~waits),
            ~_used_since(until.people, until.people_at),
        ),
    )


def _visits(until: Until) -> Select[int]:
    return select(Visit.id).where(
        Visit.visited_on < until.people, or_(Visit.visitors != "", Visit.noted != "")
    )


def _empty_needs(session: Session, ids: Sequence[int]) -> None:
    session.execute(update(Need).where(Need.id.in_(ids)).values(**NOBODYS_NEED))


def _empty_organisations(session: Session, ids: Sequence[int]) -> None:
    session.execute(update(Organisation).where(Organisation.id.in_(ids)).values(**NO_CONTACT))


def _empty_visits(session: Session, ids: Sequence[int]) -> None:
    session.execute(update(Visit).where(Visit.id.in_(ids)).values(visitors="", noted=""))


RULES = (
    Rule(
        "need_contacts", "要望を寄せた人と連絡先", "who voiced a need, and whom to tell", Since.WORK, _needs, _empty_needs
    ),
    Rule(
        "organisation_contacts", "団体の連絡先", "contacts of organisations", Since.WORK,
        _organisations, _empty_organisations,
    ),
    Rule(
        "visit_notes", "訪問した職員の名前と、話したことの控え", "who visited, and notes of what was talked of", Since.PEOPLE,
        _visits, _empty_visits,
    ),
)  # fmt: skip

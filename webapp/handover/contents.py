"""引継書の中身: what an office's next person has to know, read from the data; of learners nothing but numbers."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.day_words import day_in
from webapp.enrolment.accounts.grants import LABELS
from webapp.enrolment.models import Application, ApplicationState, Enrolment, Role, RoleGrant
from webapp.enrolment.office.todo import Task, what_waits
from webapp.enrolment.teaching import instructors_of
from webapp.fiscal_year import FiscalYear, in_japan, japanese_date
from webapp.handover import words as w
from webapp.handover.running import open_drafts, open_needs
from webapp.participation.models import Deadline
from webapp.programme.models import Offering, OfferingState, Partner
from webapp.programme.queries import state_shown
from webapp.region import Region

AHEAD = timedelta(days=180)
LONGEST_NEED = 60
OVER = (OfferingState.CLOSED, OfferingState.CANCELLED)
UNDECIDED = (ApplicationState.APPLIED, ApplicationState.DRAWING, ApplicationState.WAITING)


@dataclass(frozen=True)
class Reader:
    """In which language it is written, and how its words are said."""

    english: bool
    say: Callable[[str], str]

    def name(self, row: Any, of: str = "name") -> str:
        """A row's own words."""
        return str(getattr(row, f"{of}_{'en' if self.english else 'ja'}"))

    def day(self, day: date | None) -> str:
        """2026年12月1日(火), in English Tue 1 December 2026; － where there is none."""
        return day_in("en" if self.english else "ja", day) if day else "－"


def handover(
    session: Session,
    partner: Partner,
    region: Region,
    address: str,
    at: datetime,
    reader: Reader,
    *,
    invented: bool,
) -> dict[str, Any]:
    """引継書: its title, whom it is of, and its parts, each a table or a line that says that there is nothing."""
    say = reader.say
    year = FiscalYear.of(at).year
    offerings = session.scalars(
        select(Offering)
        .where(Offering.host_id == partner.id, Offering.fiscal_year >= year)
        .order_by(Offering.starts_on, Offering.id)
    ).all()
    parts = [
        _offerings(session, offerings, at, reader),
        _waiting(session, partner, at, reader),
        _dates(session, offerings, japanese_date(at), reader),
        _reports(session, partner, reader),
        _needs(session, partner, reader),
        _people(session, partner, offerings, region, japanese_date(at), reader),
        _pages(address, reader),
        _places(reader),
    ]
    return {
        "title": say(w.TITLE),
        "of": reader.name(partner),
        "made": say(w.MADE_AT) % {"when": f"{reader.day(japanese_date(at))} {in_japan(at):%H:%M}"},
        "note": say(w.NOTE),
        "language": "en" if reader.english else "ja",
        "invented": invented,
        "words": {
            "invented": say(w.INVENTED),
            "before": say(w.BEFORE_MISSING),
            "after": say(w.AFTER_MISSING),
        },
        "hand": [say(w.GIVEN_BY), say(w.TAKEN_BY), say(w.ON_DAY)],
        "parts": parts,
    }


def _part(
    reader: Reader,
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    wide: Sequence[str] = (w.COURSE,),
    narrow: Sequence[str] = (),
) -> dict[str, Any]:
    """A table; `wide` columns share what the others leave, `narrow` ones break their heads."""
    return {
        "widths": ["wide" if c in wide else "narrow" if c in narrow else "own" for c in columns],
        "title": reader.say(title),
        "columns": [reader.say(column) for column in columns],
        "rows": [list(row) for row in rows],
        "empty": reader.say(w.NOTHING),
    }


def _named(reader: Reader, offering: Offering) -> str:
    return f"{reader.name(offering, 'title')} {reader.say(w.TERM) % {'number': offering.number}}"


def _offerings(
    session: Session, offerings: Sequence[Offering], at: datetime, reader: Reader
) -> dict[str, Any]:
    ids = [offering.id for offering in offerings]
    enrolled = _counts(session, Enrolment, ids, Enrolment.withdrawn_at.is_(None))
    undecided = _counts(session, Application, ids, Application.state.in_(UNDECIDED))
    rows = [
        [
            _named(reader, offering),
            reader.say(state_shown(offering, at)),
            f"{reader.day(offering.starts_on)} –\n{reader.day(offering.ends_on)}",
            f"{enrolled.get(offering.id, 0)} / {offering.capacity}",
            str(undecided.get(offering.id, 0)) if offering.state not in OVER else "－",
        ]
        for offering in offerings
    ]
    columns = (w.COURSE, w.STATE, w.PERIOD, w.SEATS, w.UNDECIDED)
    return _part(reader, w.OFFERINGS, columns, rows, narrow=(w.SEATS, w.UNDECIDED))


def _counts(session: Session, table: Any, ids: Collection[int], which: Any) -> dict[int, int]:
    counted = select(table.offering_id, func.count()).where(table.offering_id.in_(ids), which)
    return dict(iter(session.execute(counted.group_by(table.offering_id))))


def _waiting(session: Session, partner: Partner, at: datetime, reader: Reader) -> dict[str, Any]:
    rows = [
        [reader.day(todo.by), reader.say(w.TASKS[todo.task]), _named(reader, todo.offering),
         str(todo.number) if todo.task is not Task.PUBLISH else "－"]
        for todo in what_waits(session, [partner.id], at)
    ]  # fmt: skip
    return _part(reader, w.WAITING, (w.BY_DAY, w.TASK, w.COURSE, w.NUMBER), rows, (w.TASK, w.COURSE))


def _dates(session: Session, offerings: Sequence[Offering], today: date, reader: Reader) -> dict[str, Any]:
    found = [entry for offering in offerings for entry in _dates_of(session, offering)]
    ahead = sorted(
        (entry for entry in found if today <= entry[0] <= today + AHEAD), key=lambda entry: entry[0]
    )
    rows = [[reader.day(day), reader.say(what) % {"lesson": lesson}, _named(reader, offering)]
            for day, what, lesson, offering in ahead]  # fmt: skip
    return _part(reader, w.DATES, (w.DAY, w.WHAT, w.COURSE), rows)


def _dates_of(session: Session, offering: Offering) -> list[tuple[date, str, str, Offering]]:
    days: list[tuple[date | None, str, str]] = [
        (japanese_date(offering.apply_from) if offering.apply_from else None, w.APPLY_FROM, ""),
        (japanese_date(offering.apply_until) if offering.apply_until else None, w.APPLY_UNTIL, ""),
        (offering.decide_on, w.DECIDE_ON, ""),
        (offering.starts_on, w.STARTS, ""),
        (offering.ends_on, w.ENDS, ""),
    ]
    due = session.scalars(select(Deadline).where(Deadline.offering_id == offering.id))
    days += [(japanese_date(one.due_at), w.DUE, one.lesson_slug.upper()) for one in due]
    return [(day, what, lesson, offering) for day, what, lesson in days if day is not None]


def _reports(session: Session, partner: Partner, reader: Reader) -> dict[str, Any]:
    rows = [
        [str(draft.fiscal_year), str(draft.quarter or "－"), reader.day(draft.as_of), reader.day(draft.closing),
         reader.say(draft.state.label_ja)]
        for draft in open_drafts(session, [partner.id])
    ]  # fmt: skip
    return _part(reader, w.REPORTS, (w.YEAR, w.QUARTER, w.AS_OF, w.CLOSING, w.STATE), rows, (w.STATE,))


def _needs(session: Session, partner: Partner, reader: Reader) -> dict[str, Any]:
    rows = [
        [reader.day(need.heard_on), need.organisation.name if need.organisation else "－", _short(need.wanted),
         reader.say(need.state.label_ja)]
        for need in open_needs(session, [partner.id])
    ]  # fmt: skip
    return _part(
        reader, w.NEEDS, (w.HEARD_ON, w.ORGANISATION, w.WANTED, w.STATE), rows, (w.ORGANISATION, w.WANTED)
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_NEED else f"{text[:LONGEST_NEED]}…"


def _people(
    session: Session,
    partner: Partner,
    offerings: Sequence[Offering],
    region: Region,
    today: date,
    reader: Reader,
) -> dict[str, Any]:
    grants = session.scalars(
        select(RoleGrant)
        .where((RoleGrant.partner_id == partner.id) | (RoleGrant.role == Role.OPERATOR))
        .order_by(RoleGrant.role, RoleGrant.id)
    )
    rows = [
        [grant.learner.name, reader.say(LABELS[grant.role]), reader.day(grant.until),
         grant.successor.name if grant.successor else "－"]
        for grant in grants
        if grant.counts_on(today)
    ]  # fmt: skip
    for offering in offerings:
        rows += [[person.name, reader.say(LABELS[Role.INSTRUCTOR]), "－", _named(reader, offering)]
                 for person in instructors_of(session, offering)]  # fmt: skip
    office = region.contact_of(partner.slug)
    rows.append(
        [office.name.en if reader.english else office.name.ja, reader.say(w.CONTACT), "－", office.mail]
    )
    return _part(reader, w.PEOPLE, (w.NAME, w.ROLE, w.UNTIL, w.SUCCESSOR), rows, (w.NAME, w.SUCCESSOR))


def _pages(address: str, reader: Reader) -> dict[str, Any]:
    return _part(
        reader,
        w.PAGES,
        (w.WHAT_FOR, w.WHERE),
        [[reader.say(what), f"{address}{page}"] for page, what in w.PAGE_LIST],
        (w.WHAT_FOR, w.WHERE),
    )


def _places(reader: Reader) -> dict[str, Any]:
    return _part(
        reader,
        w.PLACES,
        (w.WHAT_FOR, w.WHERE),
        [[reader.say(what), reader.say(where)] for what, where in w.PLACE_LIST],
        (w.WHAT_FOR, w.WHERE),
    )

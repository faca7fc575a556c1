"""読める値: what stands in the database as a number or a word of ours becomes what a person reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Application, Enrolment, Learner, Municipality
from webapp.fiscal_year import in_japan
from webapp.participation.models import Submission
from webapp.participation.surveys.models import Survey
from webapp.programme.models import Meeting, Offering, Partner, Seminar
from webapp.rights.own_data.labels import columns_of, tables, title_of
from webapp.rights.own_data.owning import rows_about

Value = Any


@dataclass(frozen=True)
class Section:
    """One table of the package: its name, its title, the words of its columns and the rows in that order."""

    name: str
    title: str
    columns: Mapping[str, str]
    rows: list[dict[str, Value]]


def sections_of(session: Session, learner: Learner) -> list[Section]:
    """Everything that is kept of a person, table by table; an empty one stands there too, so that nobody wonders."""
    names = Names(session)
    return [_section(session, names, learner, table) for table in tables()]


def _section(session: Session, names: "Names", learner: Learner, name: str) -> Section:
    table, theirs = rows_about(name, learner)
    columns = columns_of(name)
    found = session.execute(select(table).where(theirs).order_by(*table.primary_key)).mappings()
    rows = [{column: names.readable(name, column, row) for column in columns} for row in found]
    return Section(name, title_of(name), columns, rows)


class Names:
    """What ids mean, looked up once each."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, Any], str] = {}

    def readable(self, table: str, column: str, row: Mapping[Any, Any]) -> Value:
        """The value as a person reads it; None where there is none."""
        value = row[column]
        if table == "message" and column == "body" and row["covered"] is not None:
            return row["covered"]  # codes and personal links open something as long as they live
        if column == "submission_id" or (table, column) == ("submission", "id"):
            return Submission(id=value).number
        if value is not None and (column in _MEANT):
            return self._name(column, value)
        return _plain(value)

    def _name(self, column: str, value: Any) -> str:
        if (column, value) not in self._known:
            self._known[column, value] = _MEANT[column](self._session, value)
        return self._known[column, value]


def _plain(value: Any) -> Value:
    if isinstance(value, datetime):
        return in_japan(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return f"{getattr(value, 'label_ja', value.value)} ({value.value})"
    return value


def _offering(session: Session, number: int) -> str:
    found = session.get(Offering, number)
    return (
        f"{found.title_ja} 第{found.number}期（{found.fiscal_year}年度） / {found.title_en} No. {found.number} (FY{found.fiscal_year})"
        if found
        else f"{number}"
    )


def _of_application(session: Session, number: int) -> str:
    return _offering(session, session.get_one(Application, number).offering_id)


def _of_enrolment(session: Session, number: int) -> str:
    return _offering(session, session.get_one(Enrolment, number).offering_id)


def _meeting(session: Session, number: int) -> str:
    found = session.get_one(Meeting, number)
    return f"{_offering(session, found.offering_id)} 第{found.shown_number}回 / class {found.shown_number} {in_japan(found.starts_at):%Y-%m-%d %H:%M}"


def _partner(session: Session, number: int) -> str:
    found = session.get_one(Partner, number)
    return f"{found.name_ja} / {found.name_en}"


def _town(session: Session, code: str) -> str:
    found = session.get(Municipality, code)
    return f"{found.name_ja} / {found.name_en} ({code})" if found else code


def _seminar(session: Session, number: int) -> str:
    found = session.get_one(Seminar, number)
    return f"{found.title_ja} / {found.title_en}"


def _survey(session: Session, number: int) -> str:
    return str(_plain(session.get_one(Survey, number).kind))


_MEANT: Mapping[str, Callable[[Session, Any], str]] = {
    "offering_id": _offering,
    "application_id": _of_application,
    "enrolment_id": _of_enrolment,
    "meeting_id": _meeting,
    "made_up_at_id": _meeting,
    "partner_id": _partner,
    "sent_by_id": _partner,
    "residence_code5": _town,
    "workplace_code5": _town,
    "seminar_id": _seminar,
    "survey_id": _survey,
}

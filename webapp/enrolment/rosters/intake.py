"""名簿を受け取る: a file becomes an import with its rows; of birth dates and 職員番号 nothing is kept."""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.rosters import cells
from webapp.enrolment.rosters.columns import Field
from webapp.enrolment.rosters.inside.sheet import Sheet
from webapp.enrolment.rosters.models import RosterImport, RosterRow, RosterState, Standing
from webapp.enrolment.rosters.people import whole_of
from webapp.enrolment.rosters.planning import Planner
from webapp.enrolment.rosters.table import Table
from webapp.enrolment.rosters.words import squeeze
from webapp.programme.models import Offering

PARTS = frozenset({Field.FAMILY_NAME, Field.GIVEN_NAME, Field.FAMILY_KANA, Field.GIVEN_KANA})
DROPPED = PARTS | {Field.NUMBER, Field.BIRTH_DATE, Field.STAFF_NUMBER}
# Why a birth date gives no 年代; the date itself is not there any more when somebody mends it.
UNREAD_BIRTH = "unread_birth"


def take_in(
    session: Session,
    offering: Offering,
    sheet: Sheet,
    table: Table,
    *,
    content: bytes,
    file_name: str,
    at: datetime,
    by: int,
    key: bytes,
    school_types: Sequence[str],
    cohort_id: int | None = None,
    told_on: date | None = None,
) -> RosterImport:
    """Keep the rows of a file and say of each what bringing it in would do; nobody is enrolled yet."""
    roster = RosterImport(
        offering=offering, made_by_id=by, made_at=at, file_name=_name_of(file_name),
        sha256=hashlib.sha256(content).hexdigest(), state=RosterState.CHECKING,
        columns=_columns_of(sheet, table) | {"school_types": list(school_types)}, rows_in_all=len(table.lines),
        cohort_id=cohort_id, told_on=told_on,
    )  # fmt: skip
    session.add(roster)
    session.flush()
    rows = []
    for line in table.lines:
        raw = {field: text for field, text in zip(table.fields, line.cells, strict=True) if field and text}
        kept = _kept(raw, offering.starts_on)
        staff = squeeze(raw.get(Field.STAFF_NUMBER, ""))
        organisation = squeeze(kept.get(Field.ORGANISATION.value, ""))
        rows.append(
            RosterRow(
                import_id=roster.id, number=line.number, cells=kept, mended={}, problems=[],
                standing=Standing.NEW, fingerprint=_keyed(key, offering.id, kept, staff),
                staff_hash=_keyed(key, offering.host_id, organisation, staff) if staff else None,
            )
        )  # fmt: skip
    for _planned in Planner(session, roster).plan(rows):
        pass
    session.add_all(rows)
    session.flush()
    record(session, at, by, "roster_read", f"offering/{offering.id}", roster=roster.id, rows=len(rows))
    return roster


def _kept(raw: Mapping[Field, str], day: date) -> dict[str, Any]:
    """The cells of a row by field, without what is never kept."""
    kept: dict[str, Any] = {field.value: text for field, text in raw.items() if field not in DROPPED}
    for whole, first, second in (
        (Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME),
        (Field.KANA, Field.FAMILY_KANA, Field.GIVEN_KANA),
    ):
        if text := whole_of(raw, whole, first, second):
            kept[whole.value] = text
    birth = raw.get(Field.BIRTH_DATE, "")
    if cells.says_nothing(birth) and cells.is_a_day(raw.get(Field.AGE_BAND, "")):
        birth = kept.pop(Field.AGE_BAND.value)  # somebody wrote the day of birth where its band belongs
    if cells.says_nothing(birth):
        return kept
    band = cells.band_of_birth(day)
    try:
        kept[Field.AGE_BAND.value] = band(birth)
    except cells.Amiss as amiss:
        try:
            meant = band(amiss.suggestion) if amiss.suggestion else ""
        except cells.Amiss:
            meant = ""
        if Field.AGE_BAND.value not in kept:
            kept[UNREAD_BIRTH] = {"message": amiss.message_ja, "suggestion": meant}
    return kept


def _keyed(key: bytes, *told: object) -> str:
    return hmac.digest(key, json.dumps(told, ensure_ascii=False, sort_keys=True).encode(), "sha256").hex()


def _name_of(file_name: str) -> str:
    """The last part of a path, printable, as long as its column."""
    last = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable())[:200]


def _columns_of(sheet: Sheet, table: Table) -> dict[str, Any]:
    pairs = list(zip(table.headings, table.fields, strict=True))
    return {
        "fields": sorted({field.value for _heading, field in pairs if field}),
        "unread": [heading for heading, field in pairs if heading and field is None][:50],
        "passed_over": [line.number for line in table.passed_over][:50],
        "other_sheets": sheet.others[:10],
        "hides": sheet.hides_rows or sheet.hides_columns,
    }

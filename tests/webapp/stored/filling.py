"""Invented rows for every table as the models of one version say it; the same rows each time."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import JSON, Boolean, Date, DateTime, Enum, Float, Integer, LargeBinary, TypeDecorator, insert

ROWS = 8  # as many as the longest choice of words has, so that each word is there
DAY = date(2026, 5, 1)
NOON = datetime(2026, 5, 1, 3, 0, 0, 123456, tzinfo=UTC)


def fill(connection, metadata):
    """Put ROWS rows into each table; the n-th refers to the n-th of every other."""
    for table in metadata.sorted_tables:
        for number in range(1, ROWS + 1):
            row = {column.name: value(column, number) for column in table.columns}
            connection.execute(insert(table).values(**row))


def value(column, number):
    """What stands in a column of the n-th row; in every third row nothing, where that is allowed."""
    if column.nullable and number % 3 == 0:
        return None
    for key in column.foreign_keys:
        if key.column.table is column.table:
            return None if number == 1 or not column.nullable else number - 1
        return value(key.column, number)
    return of_kind(column, number)


def of_kind(column, number):
    """A value of the column's type that no other row has, unless it is a word of few."""
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, Enum):
        words = list(kind.enum_class or kind.enums)
        return words[number % len(words)]
    if isinstance(kind, JSON):
        return {"番": [number, number / 2, True, None]}
    made = {
        Boolean: number % 2 == 0,
        Integer: number,
        Float: number + 0.25,
        DateTime: NOON + timedelta(hours=number),
        Date: DAY + timedelta(days=number),
        LargeBinary: bytes([number]),
    }
    for each, given in made.items():
        if isinstance(kind, each):
            return given
    return f"{number}-立山"[: getattr(kind, "length", None) or 200]

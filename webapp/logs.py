"""記録: what processes write down, for people or as JSON, one record a line; nothing that anybody typed or is called.

An exception is told by its kind and by where it happened. Its own words are left out: a database's quote the row that it
refused, and Python's the letter that was no number.
"""

import json
import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime

from webapp.request_number import request_number

# Everybody else is heard when something is wrong: some tell addresses or login IDs when all is well.
OURS = ("webapp", "grader", "course", "__main__")
# The server quotes addresses, whose ends may be secrets.
QUOTES_ADDRESSES = "waitress"


def set_up_logs(form: str) -> None:
    """Write what is logged to standard error from now on, where nobody has said otherwise."""
    handler = logging.StreamHandler()
    handler.setFormatter(Json() if form == "json" else Text())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)


class Text(logging.Formatter):
    """For people: a record's line ends with the request's number, and an exception's lines follow it."""

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {words_of(record)}"
        number = request_number()
        return "\n".join([f"{line} [{number}]" if number else line, *exception_of(record)])


class Json(logging.Formatter):
    """For programs: one object a line, the time in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": words_of(record),
            "request": request_number(),
            "exception": "\n".join(exception_of(record)) or None,
        }
        return json.dumps(
            {key: value for key, value in told.items() if value is not None}, ensure_ascii=False
        )


def words_of(record: logging.LogRecord) -> str:
    """What the record says, less what others quote."""
    said = record.getMessage()
    return re.sub(r"/\S*", "/…", said) if record.name.startswith(QUOTES_ADDRESSES) else said


def exception_of(record: logging.LogRecord) -> list[str]:
    """The exception of a record and those that led to it, the first one first; kinds and places without their words."""
    found = record.exc_info[1] if record.exc_info else None
    return [line for error in reversed(list(_chain(found))) for line in _told(error)]


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _told(error: BaseException) -> Iterator[str]:
    for place in traceback.format_tb(error.__traceback__):
        yield place.rstrip()
    # What the system says of a file or a socket helps, and is never anybody's.
    said = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
    yield f"{type(error).__module__}.{type(error).__qualname__}{said}"

"""記録: what the hub writes down, for people or as JSON, one record a line; nobody's address, and no words that others typed.

JupyterHub puts the network address of whoever asks into each line, the headers of a request that failed, and an exception's
own words, which for a database quote the row that it refused. Users appear by their opaque names alone.
"""

import copy
import json
import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime

from jupyterhub.log import CoroutineLogFormatter

ADDRESS = re.compile(r"@[0-9A-Fa-f.:%]+\)")
HEADERS = "{\n"  # how the hub begins the headers of a failed request


class Text(CoroutineLogFormatter):
    """For people: JupyterHub's own lines, less what is nobody's business."""

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        told = copy.copy(record)
        told.msg, told.args = words_of(record), None
        told.exc_info, told.exc_text = None, "\n".join(exception_of(record)) or None
        line: str = super().format(told)
        return line


class Json(logging.Formatter):
    """For programs: one object a line, the time in UTC, with the same keys as webapp's."""

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": words_of(record),
            "exception": "\n".join(exception_of(record)) or None,
        }
        return json.dumps(
            {key: value for key, value in told.items() if value is not None}, ensure_ascii=False
        )


def words_of(record: logging.LogRecord) -> str:
    """What the record says, less addresses and headers."""
    said = record.getMessage()
    return "(headers are left out)" if said.startswith(HEADERS) else ADDRESS.sub(")", said)


def exception_of(record: logging.LogRecord) -> Iterator[str]:
    """Where an exception was raised, and of which kind it is."""
    if record.exc_info and record.exc_info[1] is not None:
        error = record.exc_info[1]
        yield from (place.rstrip() for place in traceback.format_tb(error.__traceback__))
        yield f"{type(error).__module__}.{type(error).__qualname__}"

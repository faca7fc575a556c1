"""What a worker does for the platform: run one function on JSON bytes, and answer in JSON.

Nothing is raised across the wire: an exception would travel as a pickle, and Dask would write what was handed in to its log.
"""

from __future__ import annotations

import json
import logging
import threading
import traceback
from collections.abc import Callable

from distributed import Reschedule

log = logging.getLogger(__name__)

# Set where this worker is being stopped: its sandboxes may have been ended too, and that must be nobody's zero.
STOPPING = threading.Event()


class FaultElsewhere(RuntimeError):
    """A fault of ours on another machine; never a learner's zero."""


def run(work: Callable[[bytes], bytes], request: bytes) -> bytes:
    """Do the work here; the answer says what came of it."""
    try:
        answer = {"sheet": work(request).decode("ascii")}
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        kind = type(
            error
        ).__name__  # its words may quote somebody's work: they go to the platform's database alone
        log.error("a submission could not be graded: %s at %s:%s", kind, place.filename, place.lineno)
        answer = {"fault": f"{type(error).__name__}: {error}"}
    if STOPPING.is_set():
        raise Reschedule
    return json.dumps(answer).encode("ascii")


def sheet_of(answer: object) -> bytes:
    """The score sheet in an answer; raises FaultElsewhere."""
    told = json.loads(answer) if isinstance(answer, bytes) else None
    if type(told) is not dict or not isinstance(told.get("sheet"), str):
        raise FaultElsewhere(str(told["fault"]) if type(told) is dict and "fault" in told else "no answer")
    return str(told["sheet"]).encode("ascii")

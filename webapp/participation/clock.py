"""受付の時計: the time of receipts does not go back where the machine's clock is set back."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

log = logging.getLogger(__name__)

# A clock that is put right by less is followed; one that is set back further would make late work punctual.
MOST_FOLLOWED = timedelta(seconds=2)


class ReceiptClock:
    """Tells the time of receipts: the machine's, or, once that was set back, what it would show if it had not been."""

    def __init__(
        self,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall, self._seconds = wall, seconds
        self._lock = threading.Lock()
        self._zero = wall() - timedelta(
            seconds=seconds()
        )  # the time at which the seconds began to be counted
        self._warned = False

    def now(self) -> datetime:
        """The moment of a receipt, aware, in UTC."""
        with self._lock:
            passed = timedelta(seconds=self._seconds())
            shown, counted = self._wall(), self._zero + passed
            if shown < counted - MOST_FOLLOWED:
                self._warn(counted - shown)
                return counted
            self._zero = shown - passed
            self._warned = False
            return shown

    def _warn(self, behind: timedelta) -> None:
        if not self._warned:
            log.critical(
                "the machine's clock was set back by %.0f s; receipts keep the time as it was. "
                "Put the clock right; if this is the right time, restart webapp",
                behind.total_seconds(),
            )
        self._warned = True

"""書きかえられない: a release is added to the database and never changed or deleted through the ORM."""

from webapp.append_only import append_only
from webapp.reports.releases.models import ReportRelease


class ReleaseIsFrozen(RuntimeError):
    """Somebody tried to change or delete a release; a mistake in it is mended by a 訂正版."""

    def __init__(self) -> None:
        super().__init__("releases are frozen: make a corrected version")


append_only(ReportRelease, ReleaseIsFrozen)

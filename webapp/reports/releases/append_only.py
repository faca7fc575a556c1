"""書きかえられない: a release is added to the database and never changed or deleted through the ORM."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from webapp.reports.releases.models import ReportRelease


class ReleaseIsFrozen(RuntimeError):
    """Somebody tried to change or delete a release; a mistake in it is mended by a 訂正版."""


@event.listens_for(ReportRelease, "before_update")
@event.listens_for(ReportRelease, "before_delete")
def _refuse(_mapper: Any, _connection: Any, release: ReportRelease) -> None:
    raise ReleaseIsFrozen(f"release {release.id} is frozen: make a corrected version")


@event.listens_for(Session, "do_orm_execute")
def _refuse_in_bulk(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete):
        return
    if state.bind_mapper is not None and state.bind_mapper.class_ is ReportRelease:
        raise ReleaseIsFrozen("releases are frozen: make a corrected version")

"""対応の状況を問い合わせる: the state of a need now, or as it was on a day and had been recorded by a moment."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, literal, select

from webapp.programme.needs.models import Need, NeedMove, NeedState


def state_now() -> ColumnElement[str]:
    """The word of a need's newest step; 検討中 before the first."""
    return _newest()


def state_on(day: date, recorded_before: datetime) -> ColumnElement[str]:
    """The word of the newest step that was taken by this day (with it) and recorded before this moment."""
    return _newest(NeedMove.moved_on <= day, NeedMove.moved_at < recorded_before)


def _newest(*by_then: Any) -> ColumnElement[str]:
    newest = (
        select(cast(NeedMove.state, String))
        .where(NeedMove.need_id == Need.id, *by_then)
        .order_by(NeedMove.moved_on.desc(), NeedMove.id.desc())
        .limit(1)
        .correlate(Need)
        .scalar_subquery()
    )
    return func.coalesce(newest, literal(NeedState.CONSIDERED.value))

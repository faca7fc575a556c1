"""追記のみ: rows of a table are added, and never changed or deleted through a session."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session

from webapp.db import Model


def append_only(model: type[Model], refusal: Callable[[], Exception], *, lawful: str = "") -> None:
    """Refuse whatever would change or delete a row of this model; `lawful` names the execution option of what may."""

    @event.listens_for(model, "before_update")
    @event.listens_for(model, "before_delete")
    def refuse(*_: Any) -> None:
        raise refusal()

    @event.listens_for(Session, "do_orm_execute")
    def refuse_in_bulk(state: ORMExecuteState) -> None:
        if not (state.is_update or state.is_delete) or state.execution_options.get(lawful):
            return
        # Of the model or of its table: both are the same rows.
        if state.bind_mapper is inspect(model) or getattr(state.statement, "table", None) is model.__table__:
            raise refusal()

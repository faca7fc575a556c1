"""Alembic's way in: compares and changes the connection that `webapp.schema` hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Enum

from webapp.db import UtcDateTime
from webapp.schema import whole_metadata


def render(kind: str, thing: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write plain column types: a migration must not change when the models do."""
    if kind == "type" and isinstance(thing, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, Enum):
        return f"sa.String(length={thing.length})"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=whole_metadata(),
    render_as_batch=True,
    render_item=render,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()

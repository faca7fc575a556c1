"""Around the guard of the audit, as somebody goes who has the database in hand: the triggers do not fire there."""

from sqlalchemy import text


def go_around(connection):
    """For the rest of this transaction in PostgreSQL, for good in SQLite; hand the connection back."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        return connection
    guards = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit_%'")
    for name in connection.scalars(guards).all():
        connection.execute(text(f"DROP TRIGGER {name}"))
    return connection

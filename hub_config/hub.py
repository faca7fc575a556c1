"""Starts JupyterHub as `python -m jupyterhub` does, with three differences.

It does not build a grammar that it does not use: jsonschema would make one of all addresses for the format `iri` at import,
a second of CPU time, and after a crash of the hub everybody waits for it. And it forgets the tokens of services that the
configuration no longer names. And what it logs is nobody's personal data.
"""

import logging
import os
import sys

# Python's mark for what cannot be imported; it must stand before jupyterhub loads jsonschema.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

from jupyterhub import orm  # noqa: E402 - after the mark
from jupyterhub.app import JupyterHub  # noqa: E402 - the same
from sqlalchemy.orm import Session  # noqa: E402 - the same

from hub_config import logs  # noqa: E402 - the same
from hub_config.database import make_hub_schema  # noqa: E402 - the same


class Hub(JupyterHub):
    """JupyterHub, for which a service's token that was replaced in the configuration is good no more."""

    def init_db(self) -> None:
        """In PostgreSQL the hub's tables have a schema of their own, beside webapp's and the books'."""
        make_hub_schema(self.db_url)
        super().init_db()

    def init_logging(self) -> None:
        """The outer watch speaks through the hub's log, with the time and in its form."""
        super().init_logging()
        logging.getLogger("tateyama").parent = self.log

    async def init_api_tokens(self) -> None:
        """The hub itself only adds tokens: one that leaked would stay good after it was rotated."""
        await super().init_api_tokens()
        forget_others(self.db, set(self.service_tokens))


def forget_others(db: Session, tokens: set[str]) -> None:
    """Delete every service's token that is not one of these (機械どうしの鍵の交換)."""
    kept = {
        found.id for token in tokens if (found := orm.APIToken.find(db, token, kind="service")) is not None
    }
    for token in db.query(orm.APIToken).filter(orm.APIToken.service_id.is_not(None)):
        if token.id not in kept:
            db.delete(token)
    db.commit()


def main() -> None:
    """Run the hub with this command line."""
    Hub._log_formatter_cls = logs.Json if os.environ.get("TATEYAMA_LOG") == "json" else logs.Text
    Hub.launch_instance()


if __name__ == "__main__":
    main()

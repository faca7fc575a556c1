"""見られないもの: what somebody may not see does not exist for them, and the audit knows that they asked."""

from datetime import UTC, datetime
from typing import NoReturn

from flask import abort

from webapp.audit import record
from webapp.auth import signed_in_learner
from webapp.db import transaction


def not_yours(subject: str) -> NoReturn:
    """Answer 404, and write down who asked for what ("offering/3"); the same whether it is there or not."""
    learner = signed_in_learner()
    with transaction() as writing:
        record(writing, datetime.now(UTC), learner.id, "refused", subject)
    abort(404)

"""Whether webapp can do its work: asked by the supervisor at start and by whoever watches the platform."""

from flask import Blueprint
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from webapp.db import session

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> tuple[dict[str, str], int]:
    """200 while the database answers, else 503; says nothing about what is inside."""
    try:
        session().execute(text("SELECT 1"))
    except SQLAlchemyError:
        return {"status": "database does not answer"}, 503
    return {"status": "ok"}, 200

"""稼働の確認: whether this process and its database answer, for the supervisor and for load balancers."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import text

from webapp.db import session

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> Response:
    """200 once the database answers; 503 while it does not."""
    session().execute(text("SELECT 1"))
    return jsonify(state="ok")

"""読む教材: the lessons' static pages as they were built, for everybody, also while the hub is down."""

from flask import Blueprint, Response, g, send_from_directory

blueprint = Blueprint("materials", __name__)

SHORT_SECONDS = 600


@blueprint.get("/materials/<path:material>")
def page(material: str) -> Response:
    """One file of the site; anything that is not there, or lies elsewhere, is not found."""
    return send_from_directory(g.settings.site, material, max_age=SHORT_SECONDS)

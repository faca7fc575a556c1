"""地域の印: the icon of the region pack, which lies outside the static files."""

from flask import Blueprint, Response, g, send_file

blueprint = Blueprint("region", __name__)


@blueprint.get("/region/icon.svg")
def icon() -> Response:
    """The region's icon (印)."""
    return send_file(g.settings.region.icon, mimetype="image/svg+xml", max_age=3600)

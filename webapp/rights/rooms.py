"""The pages of 本人の権利, and of what goes from hand to hand."""

from flask import Flask

from webapp.handover import printing_views, role_views
from webapp.rights import correction_views, deciding_views, leaving_views, own_data_views, seen_views

ROOMS = (
    seen_views,
    own_data_views,
    correction_views,
    deciding_views,
    leaving_views,
    role_views,
    printing_views,
)


def init_rights(app: Flask) -> None:
    """Put the rooms in their places."""
    for room in ROOMS:
        app.register_blueprint(room.blueprint)

"""The pages of 本人の権利."""

from flask import Flask

from webapp.rights import correction_views, deciding_views, leaving_views, own_data_views, seen_views

ROOMS = (seen_views, own_data_views, correction_views, deciding_views, leaving_views)


def init_rights(app: Flask) -> None:
    """Put the rooms in their places."""
    for room in ROOMS:
        app.register_blueprint(room.blueprint)

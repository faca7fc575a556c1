"""The pages on which people apply."""

from flask import Flask

from webapp.enrolment.applying import (
    apply_views,
    approval_views,
    confirm_views,
    invitation_views,
    mine_views,
    offering_views,
)

ROOMS = (offering_views, apply_views, confirm_views, approval_views, invitation_views, mine_views)


def init_applying(app: Flask) -> None:
    """Put the rooms in their places."""
    for room in ROOMS:
        app.register_blueprint(room.blueprint)

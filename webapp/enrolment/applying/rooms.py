"""The pages on which people apply."""

from flask import Flask, Response

from webapp.enrolment.applying import (
    apply_views,
    approval_views,
    confirm_views,
    invitation_views,
    mine_views,
    offering_views,
)


def init_applying(app: Flask) -> None:
    """Put the rooms in their places."""
    app.register_blueprint(offering_views.blueprint)
    for room in (apply_views, confirm_views, approval_views, invitation_views, mine_views):
        room.blueprint.after_request(keep_nowhere)
        app.register_blueprint(room.blueprint)


def keep_nowhere(response: Response) -> Response:
    """No browser keeps a page with somebody's form, nor tells the next page which link led here."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response

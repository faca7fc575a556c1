"""The pages with which an office makes courses known, and those that its links open."""

from flask import Flask

from webapp.enrolment.outreach import (
    contact_views,
    interest_views,
    link_views,
    print_views,
    recruiting_views,
)

ROOMS = (contact_views, print_views, recruiting_views, link_views, interest_views)


def init_outreach(app: Flask) -> None:
    """Put the rooms in their places."""
    for room in ROOMS:
        app.register_blueprint(room.blueprint)

"""The pages about what the field needs."""

from flask import Flask

from webapp.enrolment.needs import (
    board_views,
    compose_views,
    contact_views,
    form_views,
    gather_views,
    import_views,
    organisation_views,
    tell_views,
    visit_views,
)

ROOMS = (
    board_views, visit_views, organisation_views, gather_views, import_views, compose_views, tell_views, form_views,
    contact_views,
)  # fmt: skip


def init_needs(app: Flask) -> None:
    """Put the rooms in their places."""
    for room in ROOMS:
        app.register_blueprint(room.blueprint)

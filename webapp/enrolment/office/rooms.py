"""The pages on which an office works."""

from flask import Flask

from webapp.enrolment.cohorts import views as cohorts
from webapp.enrolment.letters import form_views as letters  # with the pages that it completes
from webapp.enrolment.office import (
    application_views,
    approval_views,
    ending_views,
    instructor_views,
    invitation_views,
    lottery_views,
    mail_views,
    meeting_views,
    planning_views,
    roster_views,
    views,
)

ROOMS = (
    views,
    planning_views,
    application_views,
    invitation_views,
    approval_views,
    lottery_views,
    instructor_views,
    meeting_views,
    roster_views,
    cohorts,
    letters,
    mail_views,
    ending_views,
)


def init_office(app: Flask) -> None:
    """Put the rooms in their places."""
    for room in ROOMS:
        app.register_blueprint(room.blueprint)

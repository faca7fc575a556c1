"""webapp: who was taught. Offerings, enrolment, participation and the reports made from them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from webapp.config import Settings

LARGEST_REQUEST = 10 * 1024 * 1024 + 64 * 1024  # a notebook of 10 MB and what a form adds to it


def create_app(settings: Settings | None = None) -> Flask:
    """Put the application together; without settings it reads them from the environment."""
    # Here, not above: the child that reads a roster is of this package too, and starts in a tenth of the time without.
    import click
    from flask import Flask, g

    from webapp import (
        audit_heads,
        audit_views,
        cli,
        db,
        errors,
        health,
        languages,
        layout,
        my_page,
        pages,
        passwords,
        region_views,
        security,
        sign_in,
    )
    from webapp.config import NoPlatform, Settings
    from webapp.enrolment import calendar_views as calendars
    from webapp.enrolment.accounts.rooms import init_accounts
    from webapp.enrolment.applying.rooms import init_applying
    from webapp.enrolment.needs.rooms import init_needs
    from webapp.enrolment.office.rooms import init_office
    from webapp.enrolment.outreach.rooms import init_outreach
    from webapp.hub import Hub
    from webapp.hub_session import HubSessions
    from webapp.mail import stop_views as mail
    from webapp.operating import views as operating
    from webapp.operating.metrics_views import init_metrics
    from webapp.participation import deadline_views as deadlines
    from webapp.participation import teaching_views
    from webapp.participation.activity import views as activity
    from webapp.participation.announcing import views as announcing
    from webapp.participation.attendance import own_views as attending
    from webapp.participation.attendance import paper_views as attendance_paper
    from webapp.participation.attendance import seminar_views as seminars
    from webapp.participation.attendance import staff_views as attendance
    from webapp.participation.attendance.web_meetings import views as web_meetings
    from webapp.participation.cases import office_views as office_cases
    from webapp.participation.cases import own_views as own_cases
    from webapp.participation.cases import views as cases
    from webapp.participation.certificates import check_views as checking
    from webapp.participation.certificates import own_views as certificates
    from webapp.participation.certificates import programme_views as programmes
    from webapp.participation.completing import views as completing
    from webapp.participation.plain import views as plain
    from webapp.participation.records import office_views as records
    from webapp.participation.records import own_views as own_records
    from webapp.participation.regrading import views as regrading
    from webapp.participation.school_classes import pupil_views as pupils
    from webapp.participation.school_classes import teacher_views as school_classes
    from webapp.participation.seminars import answer_views as guest_surveys
    from webapp.participation.seminars import guest_views as guests
    from webapp.participation.seminars import office_views as seminar_office
    from webapp.participation.seminars import plan_views as seminar_plans
    from webapp.participation.seminars import survey_views as seminar_surveys
    from webapp.participation.surveys import answer_views as surveys
    from webapp.participation.surveys import need_views as survey_needs
    from webapp.participation.surveys import office_views as office_surveys
    from webapp.participation.views import init_participation
    from webapp.programme import material_views
    from webapp.programme import views as programme
    from webapp.programme.take_home import views as take_home
    from webapp.readiness import views as readiness
    from webapp.reports import contact_views as contacts
    from webapp.reports import views as reports
    from webapp.reports.councils import paper_views as council_papers
    from webapp.reports.councils import views as councils
    from webapp.reports.faces.screen import add_filters
    from webapp.reports.logic_model import box_views as plan_boxes
    from webapp.reports.logic_model import views as plans
    from webapp.reports.official import views as official
    from webapp.reports.partners import cohort_views as sent_cohorts
    from webapp.reports.partners import views as partners
    from webapp.reports.releases import draft_pages, draft_views, open_data_views, release_views, step_views
    from webapp.rights.rooms import init_rights

    try:
        settings = settings or Settings.from_env()
    except NoPlatform as missing:
        # On the command line a backup may be restored into an empty folder; nothing else starts without secrets.
        if click.get_current_context(silent=True) is None:
            raise
        bare = Flask(__name__)
        bare.cli = cli.WithoutSecrets(missing)
        return bare
    app = Flask(__name__)
    configure(app, settings)
    app.extensions["settings"] = settings
    app.extensions["database"] = database = db.Database(settings.database_url)
    audit_heads.anchor(database, settings.audit_heads)
    app.extensions["hub"] = hub = Hub(settings.hub_address, settings.hub_token)
    app.extensions["hub_sessions"] = HubSessions(hub, settings.secret_key)

    @app.before_request
    def hand_out_settings() -> None:
        g.settings = settings

    init_metrics(app)  # before all others, so that a refused request is counted as well
    app.teardown_appcontext(db.close_session)
    security.init_security(app)
    languages.init_languages(app)
    errors.init_errors(app)
    layout.init_layout(app)
    cli.init_cli(app)
    init_participation(app, settings)
    for room in (
        programme,
        material_views,
        take_home,
        my_page,
        calendars,
        mail,
        teaching_views,
        regrading,
        deadlines,
        plain,
        school_classes,
        pupils,
        activity,
        attendance,
        attendance_paper,
        web_meetings,
        attending,
        seminars,
        announcing,
        seminar_plans,
        seminar_office,
        guests,
        surveys,
        guest_surveys,
        office_surveys,
        cases,
        own_cases,
        office_cases,
        survey_needs,
        completing,
        certificates,
        checking,
        programmes,
        own_records,
        records,
        seminar_surveys,
        reports,
        contacts,
        partners,
        sent_cohorts,
        draft_views,
        step_views,
        release_views,
        official,
        plans,
        plan_boxes,
        councils,
        council_papers,
        open_data_views,
        sign_in,
        passwords,
        health,
        region_views,
        audit_views,
        operating,
        readiness,
        pages,
    ):
        app.register_blueprint(room.blueprint)
    reports.keep_figures(app, settings.report_seconds)
    add_filters(app)
    draft_pages.add_names(app)
    draft_pages.keep_looks(app)
    init_accounts(app)
    init_applying(app)
    init_office(app)
    init_needs(app)
    init_outreach(app)
    init_rights(app)
    return app


def configure(app: Flask, settings: Settings) -> None:
    """Flask's own settings, from ours."""
    from webapp.prefix import UnderPrefix

    app.config.update(
        SECRET_KEY=settings.secret_key,
        APPLICATION_ROOT=settings.prefix,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        SESSION_COOKIE_NAME="tateyama",
        SESSION_COOKIE_PATH=settings.prefix,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        SESSION_REFRESH_EACH_REQUEST=False,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(hours=1),
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.wsgi_app = UnderPrefix(app.wsgi_app, settings.prefix)  # type: ignore[method-assign]

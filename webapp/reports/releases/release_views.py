"""公表した報告書: for coordinators with its files, what was corrected, and tables to copy; for everybody what is public."""

from datetime import UTC, datetime

from flask import Blueprint, Response, abort, g, render_template
from sqlalchemy import select

from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.downloads import attachment
from webapp.enrolment.models import Role
from webapp.languages import language
from webapp.not_yours import not_yours
from webapp.reports.faces import screen
from webapp.reports.faces.copying import copied
from webapp.reports.frozen.report import Edition
from webapp.reports.releases import files
from webapp.reports.releases.changes import Change, errata
from webapp.reports.releases.models import CopyLog, ReportRelease
from webapp.reports.releases.open_data import newest_of, open_data_of
from webapp.reports.releases.releasing import copy_table, report_of

blueprint = Blueprint("releases", __name__)
# 構成市の資料 goes to the city's own desk; the others anybody may read.
PUBLIC = (Edition.PUBLIC, Edition.ASSEMBLY, Edition.MUNICIPAL)


@blueprint.get("/coordinator/releases/<int(max=2147483647):release_id>")
@require(Role.COORDINATOR)
def released(release_id: int) -> str:
    """一つの報告書: as it was released, never otherwise."""
    return office_page(release_of(release_id))


@blueprint.get("/coordinator/releases/<int(max=2147483647):release_id>/files/<path:file_name>")
@require(Role.COORDINATOR)
def released_file(release_id: int, file_name: str) -> Response:
    """One of its files."""
    return _file(release_of(release_id), file_name)


@blueprint.post("/coordinator/releases/<int(max=2147483647):release_id>/copies/<table_key>")
@require(Role.COORDINATOR)
def copy(release_id: int, table_key: str) -> str:
    """転記用: one table as it was published, ready to be pasted; who took it stands in the record."""
    found = release_of(release_id)
    try:
        with transaction() as writing:
            release = writing.get_one(ReportRelease, found.id)
            table = copy_table(writing, release, table_key, signed_in_learner(), datetime.now(UTC))
    except KeyError:
        abort(404)
    return render_template(
        "reports/copy.html",
        release=found,
        table=table,
        text=copied(table, language()),
        report=report_of(found),
    )


@blueprint.get("/reports")
def public_reports() -> str:
    """公表した報告書の一覧."""
    released = list(
        session().scalars(
            select(ReportRelease)
            .where(ReportRelease.edition.in_(PUBLIC))
            .order_by(ReportRelease.fiscal_year.desc(), ReportRelease.number.desc())
        )
    )
    return render_template(
        "reports/public.html", released=released, replaced={each.replaces_id for each in released}
    )


@blueprint.get("/reports/<int(max=2147483647):release_id>")
def public_report(release_id: int) -> str:
    """公表した報告書の一つ."""
    return _shown(public_release_of(release_id), "reports/public_report.html")


@blueprint.get("/reports/<int(max=2147483647):release_id>/files/<path:file_name>")
def public_file(release_id: int, file_name: str) -> Response:
    """One of its files."""
    return _file(public_release_of(release_id), file_name)


def release_of(release_id: int) -> ReportRelease:
    """Any release: every coordinator of the partnership may read it."""
    found = session().get(ReportRelease, release_id)
    if found is None:
        not_yours(f"report_release/{release_id}")
    return found


def public_release_of(release_id: int) -> ReportRelease:
    """A release that anybody may read; 404 for the others."""
    found = session().get(ReportRelease, release_id)
    if found is None or found.edition not in PUBLIC:
        abort(404)
    return found


def office_page(found: ReportRelease, problem: str = "") -> str:
    """A release for coordinators; a problem stands on top."""
    copies = session().scalars(
        select(CopyLog).where(CopyLog.release_id == found.id).order_by(CopyLog.id.desc()).limit(50)
    )
    return _shown(
        found,
        "reports/release.html",
        copies=list(copies),
        problem=problem,
        is_public=found.edition is Edition.PUBLIC,
        me=signed_in_learner().id,
    )


def _shown(found: ReportRelease, template: str, **more: object) -> str:
    report = report_of(found)
    drawn = files.drawn(report, g.settings.region, language())
    newer = session().scalar(select(ReportRelease).where(ReportRelease.replaces_id == found.id))
    newest = newest_of(session(), found)
    return screen.page(
        report,
        drawn.wide,
        drawn.small,
        template,
        release=found,
        files=files.file_names(report, language()),
        changes=_changes(found),
        newer=newer,
        newest=newest,
        open_data=open_data_of(session(), found),
        newest_data=open_data_of(session(), newest),
        **more,
    )


def _changes(found: ReportRelease) -> tuple[Change, ...]:
    """正誤表: what this one mends of the one before."""
    return errata(report_of(found.replaces), report_of(found)) if found.replaces else ()


def _file(found: ReportRelease, name: str) -> Response:
    report = report_of(found)
    if name not in files.file_names(report, language()):
        abort(404)
    content, kind = files.file_of(report, name, g.settings.region, language())
    return attachment(content, kind, name, f"report-{found.id}.{name.rpartition('.')[2]}")

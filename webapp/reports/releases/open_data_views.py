"""オープンデータのページ: proposed by one coordinator, released by another, then there for everybody."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Blueprint, Response, abort, flash, g, redirect, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.downloads import attachment
from webapp.enrolment.models import Learner, Role
from webapp.region import Region
from webapp.reports.releases import open_data
from webapp.reports.releases.models import OpenData, ReportRelease
from webapp.reports.releases.release_views import office_page, public_release_of, release_of
from webapp.reports.releases.saying import reason

blueprint = Blueprint("open_data", __name__)
Step = Callable[[Session, ReportRelease, Region, Learner, datetime], OpenData | None]


@blueprint.get("/coordinator/releases/<int(max=2147483647):release_id>/open-data.zip")
@require(Role.COORDINATOR)
def proposed_file(release_id: int) -> Response | tuple[str, int]:
    """The file as it would be released, to be looked at before."""
    found = release_of(release_id)
    try:
        return _file(found)
    except open_data.NotOpen as refused:
        return office_page(found, reason(refused.code)), 409


@blueprint.post("/coordinator/releases/<int(max=2147483647):release_id>/open-data/propose")
@require(Role.COORDINATOR)
def propose_it(release_id: int) -> Answer | tuple[str, int]:
    """提案する."""
    done = _("オープンデータを提案しました。別の担当者に、中身を確かめて公開するよう頼んでください。")
    return _taken(release_id, open_data.propose, done)


@blueprint.post("/coordinator/releases/<int(max=2147483647):release_id>/open-data/take-back")
@require(Role.COORDINATOR)
def take_it_back(release_id: int) -> Answer | tuple[str, int]:
    """提案を取り下げる."""
    done = _("オープンデータの提案を取り下げました。もう一度提案するまで、公開されません。")
    return _taken(release_id, open_data.take_back, done)


@blueprint.post("/coordinator/releases/<int(max=2147483647):release_id>/open-data/release")
@require(Role.COORDINATOR)
def release_it(release_id: int) -> Answer | tuple[str, int]:
    """公開する."""
    return _taken(
        release_id, open_data.open_up, _("オープンデータを公開しました。だれでもダウンロードできます。")
    )


@blueprint.get("/reports/<int(max=2147483647):release_id>/open-data.zip")
def everybodys_file(release_id: int) -> Response:
    """オープンデータ: there for everybody once two people said so, and before that for nobody."""
    found = public_release_of(release_id)
    known = open_data.open_data_of(session(), found)
    if known is None or known.released_at is None:
        abort(404)
    return _file(found)


def _taken(release_id: int, step: Step, done: str) -> Answer | tuple[str, int]:
    found = release_of(release_id)
    try:
        with transaction() as writing:
            written = writing.get_one(ReportRelease, found.id)
            step(writing, written, g.settings.region, signed_in_learner(), datetime.now(UTC))
    except open_data.NotOpen as refused:
        session().expire_all()
        return office_page(release_of(release_id), reason(refused.code)), 409
    flash(done)
    return redirect(url_for("releases.released", release_id=release_id) + "#open-data", 303)


def _file(found: ReportRelease) -> Response:
    made = open_data.packed(found, g.settings.region)
    return attachment(made.content, "application/zip", made.name, made.name)

"""自分の情報のダウンロードのページ: what the package holds, and the package, made at once and kept nowhere."""

import tempfile
from datetime import UTC, datetime
from typing import IO

from flask import Blueprint, g, render_template, request, send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.accounts.changing import WrongPassword
from webapp.enrolment.accounts.typed import person_id
from webapp.fiscal_year import in_japan
from webapp.languages import english, language
from webapp.participation.storage import SubmissionStore
from webapp.rights.own_data.labels import tables, title_of
from webapp.rights.own_data.packing import pack
from webapp.rights.proving import prove_again
from webapp.security import limiter

blueprint = Blueprint("own_data", __name__, url_prefix="/account/data")
IN_MEMORY = 2 * 1024 * 1024


@blueprint.get("")
@require()
def page() -> str:
    """自分の情報: what is in it."""
    return _page({})


@blueprint.post("")
@require()
@limiter.limit("10 per hour", key_func=person_id)
def take() -> Response | tuple[str, int]:
    """ダウンロードする: with the password, since whoever sits at an open screen would else take it along."""
    learner, at = signed_in_learner(), datetime.now(UTC)
    try:
        prove_again(learner, request.form.get("password", "")[:1000])
    except WrongPassword as wrong:
        return _page({"password": _(str(wrong))}), 422
    with transaction() as writing:
        record(writing, at, learner.id, "own_data_taken", f"learner/{learner.id}")
    package: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the answer closes it
    pack(session(), SubmissionStore(g.settings.submissions), learner, at, package, english)
    package.seek(0)
    name = f"tateyama-{learner.login_id}-{in_japan(at):%Y%m%d}.zip"
    return send_file(package, "application/zip", as_attachment=True, download_name=name)


def _page(problems: dict[str, str]) -> str:
    side = 1 if language() == "en" else 0
    titles = [title_of(table).split(" / ")[side] for table in tables()]
    return render_template("rights/own_data.html", problems=problems, titles=titles)

"""申込一覧のファイル: the filtered list as rows for a spreadsheet program."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from webapp.enrolment.applying.profile import Profile
from webapp.enrolment.models import Application
from webapp.fiscal_year import in_japan
from webapp.languages import localised, moment
from webapp.programme.models import Offering
from webapp.spreadsheet import Sheet, Value


def applications_sheet(
    offering: Offering, rows: Sequence[Application], invented: bool, made_at: datetime
) -> Sheet:
    """申込一覧: a row per application, in the order of the list."""
    notes = [_("架空のデータ")] if invented else []
    notes.append(
        _("申込一覧 %(title)s 第%(number)s期", title=localised(offering, "title"), number=offering.number)
    )
    notes.append(_("作成: %(moment)s", moment=moment(made_at)))
    header = [
        _("申込番号"), _("氏名"), _("ふりがな"), _("受講区分"), _("所属"), _("メールアドレス"), _("派遣元"),
        _("申込日時"), _("状態"), _("順番"),
    ]  # fmt: skip
    return Sheet(notes, header, [_row(offering, row) for row in rows])


def _row(offering: Offering, row: Application) -> list[Value]:
    profile = Profile.from_data(row.profile or {"audience": offering.audience})
    return [
        row.id, row.learner.name, row.learner.name_kana, _(profile.audience.label_ja),
        profile.organisation or profile.school, row.learner.email,
        localised(row.sent_by, "name") if row.sent_by else None,
        f"{in_japan(row.applied_at):%Y-%m-%d %H:%M}", _(row.state.label_ja), row.queue_place,
    ]  # fmt: skip

"""周知の記録のファイル: the same rows as the screen, for an office's own spreadsheet."""

from collections.abc import Sequence

from flask import g
from flask_babel import gettext as _

from webapp.enrolment.outreach.listing import About, Counted
from webapp.enrolment.outreach.pictures import address_of
from webapp.languages import localised
from webapp.layout import invented
from webapp.programme.models import Offering
from webapp.programme.outreach.channels import CHANNELS
from webapp.spreadsheet import Sheet, Value


def named(about: About) -> str:
    """What a contact was for, in the language of the page: 初級 第2期, or a seminar."""
    title = localised(about, "title")
    if not isinstance(about, Offering):
        return title
    return str(_("%(title)s 第%(number)s期", title=title, number=about.number))


def contacts_sheet(rows: Sequence[Counted]) -> Sheet:
    """周知の記録 as a table for spreadsheet programs."""
    notes = [_("架空のデータ")] if invented() else []
    header = (
        _("日付"), _("経路"), _("内容"), _("団体"), _("講座・セミナー"), _("届いた人数（延べ）"), _("費用（円）"),
        _("リンクの利用（延べ・目安）"), _("申込（延べ）"), _("申込1件あたりの費用（円）"), _("リンク"),
    )  # fmt: skip
    return Sheet([*notes, _("内部用・転記不可")], header, [_row(row) for row in rows])


def _row(row: Counted) -> list[Value]:
    contact = row.contact
    about = contact.offering or contact.seminar
    return [
        contact.made_on, _(CHANNELS[contact.channel]), contact.what,
        contact.organisation.name if contact.organisation else "", named(about) if about else "",
        contact.people_reached, contact.cost_yen, row.openings, row.applications, row.yen_each,
        address_of(g.settings, contact),
    ]  # fmt: skip

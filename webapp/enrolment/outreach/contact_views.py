"""周知の記録のページ: what was done to make courses known, one by one or many at once, and what came of it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.downloads import attachment
from webapp.enrolment.models import Role
from webapp.enrolment.outreach import listing
from webapp.enrolment.outreach.access import hosts, own_contact
from webapp.enrolment.outreach.drafts import (
    ContactDraft,
    Fields,
    code_in,
    form_key,
    read_contact,
    read_lines,
    record_draft,
)
from webapp.enrolment.outreach.exporting import contacts_sheet, named
from webapp.enrolment.outreach.listing import Wanted
from webapp.enrolment.outreach.pictures import address_of, qr_in_page
from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.languages import localised
from webapp.paging import asked_page
from webapp.programme.models import Offering
from webapp.programme.organisations import OrganisationKind
from webapp.programme.outreach.channels import CHANNELS
from webapp.programme.outreach.models import Outreach
from webapp.programme.typed import Problem
from webapp.spreadsheet import Encoding, write_csv

blueprint = Blueprint("outreach", __name__, url_prefix="/office/outreach")
LARGEST_ID = 2**31


@blueprint.get("")
@require(Role.COORDINATOR)
def overview() -> str:
    """周知の記録: of one's partner, the newest first."""
    wanted = _wanted()
    paging = asked_page(listing.how_many(session(), wanted))
    ids = [host.id for host in hosts()]
    years = sorted({*listing.years_of(session(), ids), _this_year().year}, reverse=True)
    return render_template(
        "outreach/contacts.html",
        rows=listing.contacts(session(), wanted, paging.size, paging.offset),
        paging=paging,
        wanted=wanted,
        channels=CHANNELS,
        years=[FiscalYear(year) for year in years],
        about=_offerings(wanted.year),
    )


@blueprint.get("/contacts.csv")
@require(Role.COORDINATOR)
def export() -> Response:
    """The same rows as a file; organisations leave the platform, so the audit knows who took them."""
    at, wanted = datetime.now(UTC), _wanted()
    rows = listing.contacts(session(), wanted)
    with transaction() as writing:
        record(writing, at, signed_in_learner().id, "outreach_exported", "outreach", rows=len(rows))
    content = write_csv(contacts_sheet(rows), Encoding.UTF_8, "")
    return attachment(content, "text/csv; charset=utf-8", _("周知の記録.csv"), "outreach.csv")


@blueprint.get("/new")
@require(Role.COORDINATOR)
def new() -> str:
    """周知を記録する: begins with what the address proposes (`?offering=`, `?channel=`)."""
    today = japanese_date(datetime.now(UTC)).isoformat()
    asked = request.args
    return _form({
        "made_on": [today],
        "channel": [asked.get("channel", "")],
        "about": [f"{kind}-{asked[kind]}" for kind in ("offering", "seminar") if kind in asked][:1],
        "what": [asked.get("what", "")[:300]],
    })  # fmt: skip


@blueprint.post("/new")
@require(Role.COORDINATOR)
def create() -> Response | tuple[str, int]:
    """Keep it; pressed twice it is kept once."""
    fields = _fields()
    draft, problems = read_contact(fields, hosts(), _about())
    code = code_in(g.settings.secret_key, request.form.get("key", ""))
    if draft is None or code is None:
        return _form(fields, problems), 422
    made = _keep([(draft, code)])[0]
    flash(_("周知を記録しました。リンクとQRコードは、この周知だけのものです。"))
    return redirect(url_for(".show", contact_id=made.id), 303)


@blueprint.get("/batch")
@require(Role.COORDINATOR)
def batch() -> str:
    """まとめて記録する: one kind of contact to many organisations."""
    today = japanese_date(datetime.now(UTC)).isoformat()
    return _form({"made_on": [today], "channel": ["mail"], "kind": ["school"]}, many=True)


@blueprint.post("/batch")
@require(Role.COORDINATOR)
def create_many() -> Response | tuple[str, int]:
    """Keep one contact per line, all or none."""
    fields = _fields()
    draft, problems = read_contact(fields, hosts(), _about())
    lines, more, wrong = read_lines(fields)
    code = code_in(g.settings.secret_key, request.form.get("key", ""))
    if draft is None or more or code is None:
        return _form(fields, [*problems, *more], many=True, wrong_rows=wrong), 422
    each = [
        ContactDraft(
            **{**vars(draft), "organisation": line.organisation, "people_reached": line.people_reached}
        )
        for line in lines
    ]
    made = _keep([(one, code if place == 0 else None) for place, one in enumerate(each)])
    flash(_("%(count)s件の周知を記録しました。それぞれに、別のリンクとQRコードがあります。", count=len(made)))
    return redirect(url_for(".overview", year=FiscalYear.of(draft.made_on).year), 303)


@blueprint.get("/<int(max=2147483647):contact_id>")
@require(Role.COORDINATOR)
def show(contact_id: int) -> str:
    """One contact: its link, its QR, its flyer, and what came of it."""
    return _page(own_contact(contact_id), {})


@blueprint.post("/<int(max=2147483647):contact_id>")
@require(Role.COORDINATOR)
def change(contact_id: int) -> Response | tuple[str, int]:
    """直す: what is known later, such as the bill; the code stays."""
    found, fields = own_contact(contact_id), _fields()
    draft, problems = read_contact(fields, [found.host], _about(found.fiscal_year))
    if draft is None:
        return _page(found, fields, problems), 422
    at = datetime.now(UTC)
    with transaction() as writing:
        found.made_on, found.channel, found.what = draft.made_on, draft.channel, draft.what
        found.fiscal_year = FiscalYear.of(draft.made_on).year
        found.people_reached, found.cost_yen = draft.people_reached, draft.cost_yen
        record(writing, at, signed_in_learner().id, "outreach_changed", f"outreach/{found.id}")
    flash(_("保存しました。"))
    return redirect(url_for(".show", contact_id=found.id), 303)


def _keep(drafts: Sequence[tuple[ContactDraft, str | None]]) -> list[Outreach]:
    """All of them in one transaction; where the form was sent twice, those that are there."""
    at, by = datetime.now(UTC), signed_in_learner().id
    first = drafts[0][1] or ""
    try:
        with transaction() as writing:
            if (there := listing.find_contact(writing, first)) is not None:
                return [there] * len(drafts)
            made = [record_draft(writing, draft, code, by, at) for draft, code in drafts]
            record(writing, at, by, "outreach_recorded", f"outreach/{made[0].id}", count=len(made))
            return made
    except IntegrityError:  # the other press was faster by a moment
        there = listing.find_contact(session(), first)
        if there is None:
            raise
        return [there] * len(drafts)


def _form(
    fields: Fields, problems: Sequence[Problem] = (), *, many: bool = False, wrong_rows: Sequence[int] = ()
) -> str:
    given = request.form.get("key", "")
    key = given if code_in(g.settings.secret_key, given) else form_key(g.settings.secret_key)
    return render_template(
        "outreach/batch.html" if many else "outreach/new.html",
        key=key,
        wrong_rows=wrong_rows,
        **_around(fields, problems),
    )


def _page(contact: Outreach, fields: Fields, problems: Sequence[Problem] = ()) -> str:
    address = address_of(g.settings, contact)
    known = {
        "made_on": [contact.made_on.isoformat()],
        "channel": [contact.channel],
        "what": [contact.what],
        "people_reached": ["" if contact.people_reached is None else str(contact.people_reached)],
        "cost_yen": ["" if contact.cost_yen is None else str(contact.cost_yen)],
    }
    return render_template(
        "outreach/contact.html",
        contact=contact,
        counted=listing.counted(session(), contact),
        address=address,
        picture=qr_in_page(address),
        flyer_contact=g.settings.region.contact_of(contact.host.slug),
        **_around(fields or known, problems),
    )


def _around(fields: Fields, problems: Sequence[Problem]) -> dict[str, object]:
    """What the fields of every form need."""
    return {
        "first": {name: next(iter(values), "") for name, values in fields.items()},
        "problems": {problem.field: _(problem.message_ja) for problem in reversed(problems)},
        "host_options": [(host.id, localised(host, "name")) for host in hosts()],
        "channel_options": [(value, _(label)) for value, label in CHANNELS.items()],
        "kind_options": [(kind.value, _(kind.label_ja)) for kind in OrganisationKind],
        "about_options": [
            (word, _("%(name)s（%(year)s年度）", name=named(about), year=about.fiscal_year))
            for word, about in _about().items()
        ],
        "organisations": listing.organisation_names(session(), [host.id for host in hosts()]),
    }


def _about(*more: int) -> dict[str, listing.About]:
    this = _this_year().year
    return listing.about_options(session(), [host.id for host in hosts()], {this - 1, this, this + 1, *more})


def _offerings(year: int | None) -> list[tuple[int, str]]:
    years = {year} if year is not None else {_this_year().year}
    options = listing.about_options(session(), [host.id for host in hosts()], years)
    return [(about.id, named(about)) for about in options.values() if isinstance(about, Offering)]


def _wanted() -> Wanted:
    asked = request.args
    channel = asked.get("channel", "")
    if channel and channel not in CHANNELS:
        abort(404)
    year = asked.get("year", type=int, default=_this_year().year) if asked.get("year") != "all" else None
    offering = asked.get("offering", type=int)
    if (year is not None and not 0 < year < LARGEST_ID) or (
        offering is not None and not 0 < offering < LARGEST_ID
    ):
        abort(404)
    return Wanted(
        [host.id for host in hosts()], year, channel, offering, asked.get("words", "")[:100].strip()
    )


def _this_year() -> FiscalYear:
    return FiscalYear.of(datetime.now(UTC))


def _fields() -> dict[str, list[str]]:
    return dict(request.form.lists())

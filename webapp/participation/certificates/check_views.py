"""証書の確認: whoever holds a certificate may see whether it is valid; the page shows initials and no name."""

from datetime import UTC, datetime

from flask import Blueprint, Response, abort, g, jsonify, render_template
from sqlalchemy import select

from webapp.db import session
from webapp.participation.badges.issuers import did_document, did_of, profile_of
from webapp.participation.badges.keys import key_ring
from webapp.participation.badges.making import signed_status_list
from webapp.participation.certificates.issuing import find_by_code
from webapp.participation.certificates.own_views import mint
from webapp.programme.models import Partner
from webapp.security import limiter

blueprint = Blueprint("checking", __name__)
# Of everybody who is not signed in together: whoever guesses slows down guessing, of 79 random bits.
MOST_LOOKS = "120 per minute"


@blueprint.get("/c/<check_code>")
@limiter.limit(MOST_LOOKS)
def check(check_code: str) -> str:
    """有効か取り消されたか, and of what; an address that names nothing does not exist."""
    found = find_by_code(session(), check_code)
    if found is None:
        abort(404)
    return render_template("certificates/check.html", certificate=found, now=datetime.now(UTC))


@blueprint.get("/issuers/<slug>")
def profile(slug: str) -> Response:
    """発行者のプロフィール, for programs."""
    partner = _partner(slug)
    return jsonify(profile_of(g.settings.link(""), did_of(g.settings.link(""), slug), partner))


@blueprint.get("/issuers/<slug>/did.json")
def document(slug: str) -> Response:
    """did:web's document: where anybody finds the keys that badges are signed with."""
    _partner(slug)
    home = g.settings.link("")
    answer = jsonify(did_document(did_of(home, slug), key_ring(g.settings.data / "secrets")))
    answer.content_type = "application/did+json"
    return answer


@blueprint.get("/issuers/<slug>/jwks.json")
def keys(slug: str) -> Response:
    """The same keys as a JWK set."""
    _partner(slug)
    return jsonify({"keys": key_ring(g.settings.data / "secrets").public()})


@blueprint.get("/issuers/<slug>/status/<int(max=16383):list_number>")
@limiter.limit(MOST_LOOKS)
def status(slug: str, list_number: int) -> Response:
    """失効の一覧, signed just now."""
    made = signed_status_list(session(), _partner(slug), list_number, mint(), datetime.now(UTC))
    return Response(made, content_type="application/vc+jwt")


def _partner(slug: str) -> Partner:
    found = session().scalar(select(Partner).filter_by(slug=slug))
    if found is None:
        abort(404)
    return found

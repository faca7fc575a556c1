"""サインイン: people sign in at the hub, as with every hub service (OAuth, authorisation code with PKCE)."""

import base64
import hashlib
import secrets
from datetime import UTC, datetime
from urllib.parse import urlencode

import httpx
from flask import Blueprint, abort, current_app, g, redirect, request, url_for
from flask import session as cookie
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.auth import HUB_SESSION_COOKIE, current_learner, safe_next, stay_signed_in
from webapp.config import OAUTH_CLIENT, Settings
from webapp.db import session
from webapp.enrolment.accounts.leaving import end_at_hub
from webapp.enrolment.applying.mine import own_places
from webapp.enrolment.models import Learner
from webapp.hub import Hub, HubUnavailable
from webapp.hub_address import knock, origin_of, transport_to
from webapp.hub_session import HubSessions

blueprint = Blueprint("sign_in", __name__)

PENDING_SIGN_INS = 4


@blueprint.get("/sign-in")
def sign_in() -> Response:
    """Send the browser to the hub, and remember where it wanted to go."""
    wanted = safe_next(request.args.get("next"))
    if (learner := current_learner()) is not None:
        return redirect(_begin_at(learner, wanted))
    verifier = secrets.token_urlsafe(32)
    state = secrets.token_urlsafe(32)
    remember(state, verifier, wanted)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "client_id": OAUTH_CLIENT,
        "redirect_uri": callback_path(),
        "response_type": "code",
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return redirect(f"/hub/api/oauth2/authorize?{urlencode(query)}")


@blueprint.get("/oauth_callback")
def oauth_callback() -> Response:
    """Take the hub's word for who this is, once, for the browser that asked."""
    asked = cookie.get("sign_in", {}).pop(request.args.get("state", ""), None)
    if asked is None:
        abort(400)
    cookie.modified = True
    code = request.args.get("code")
    if not code:
        abort(403)
    token = exchange(g.settings, code, asked["verifier"])
    learner = find_learner(hub_user_of(token))
    if token is None or learner is None:
        abort(403)
    if learner.hub_sessions_pending:
        # The hub was away when this person's password changed: this may be a session of before.
        if not end_at_hub(learner):
            raise HubUnavailable("its sessions have to end first")
        cookie.clear()
        return redirect(url_for("sign_in.sign_in", next=safe_next(asked["next"])))
    cookie.clear()
    cookie.permanent = True
    cookie["learner_id"] = learner.id
    stay_signed_in(learner)
    cookie["hub_session"] = request.cookies.get(HUB_SESSION_COOKIE)
    cookie["hub_token"] = hub_sessions().seal(token)
    return redirect(_begin_at(learner, safe_next(asked["next"])))


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """End our session, then the hub's; what the browser kept of our pages goes as well."""
    if sealed := cookie.get("hub_token"):
        hub_sessions().forget(sealed)
    cookie.clear()
    answer = redirect("/hub/logout")
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def _begin_at(learner: Learner, wanted: str) -> str:
    """Whoever asked for no page in particular goes on where their courses are, if they have any."""
    asked_for_none = wanted == url_for("programme.catalogue")
    return (
        url_for("my_page.show")
        if asked_for_none and own_places(session(), learner, datetime.now(UTC))
        else wanted
    )


def hub_sessions() -> HubSessions:
    """What knows whether the hub's sessions still live."""
    known: HubSessions = current_app.extensions["hub_sessions"]
    return known


def remember(state: str, verifier: str, wanted: str) -> None:
    """Keep what the hub's answer will be held against; the newest few, for people with several tabs."""
    pending = list(cookie.get("sign_in", {}).items())[1 - PENDING_SIGN_INS :]
    cookie["sign_in"] = {**dict(pending), state: {"verifier": verifier, "next": wanted}}


def callback_path() -> str:
    """The redirect address that the hub knows of us."""
    return url_for("sign_in.oauth_callback")


def find_learner(hub_user: str | None) -> Learner | None:
    """The person behind a hub user; a hub user without an account here is nobody."""
    if hub_user is None:
        return None
    return session().scalar(select(Learner).where(Learner.hub_user == hub_user))


def hub_user_of(token: str | None) -> str | None:
    """Whose token this is, as the hub says."""
    hub: Hub = current_app.extensions["hub"]
    owner = hub.identify(token) if token else None
    return owner.name if owner else None


def exchange(settings: Settings, code: str, verifier: str) -> str | None:
    """The token for a code; None when the hub refuses the code."""
    form = {
        "client_id": OAUTH_CLIENT,
        "client_secret": settings.hub_token,
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": callback_path(),
        "code_verifier": verifier,
    }
    hub = settings.hub_address
    try:
        knock(hub)
        with httpx.Client(transport=transport_to(hub), timeout=5) as client:
            answer = client.post(f"{origin_of(hub)}/hub/api/oauth2/token", data=form)
    except (OSError, httpx.HTTPError) as error:
        raise HubUnavailable(f"token exchange: {type(error).__name__}") from error
    if answer.status_code >= 500:
        raise HubUnavailable(f"token exchange: HTTP {answer.status_code}")
    token = answer.json().get("access_token") if answer.is_success else None
    return str(token) if token else None

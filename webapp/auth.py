"""Who is asking, and what they may do; every page that is not public says so with `require`."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import abort, current_app, g, redirect, request, url_for
from flask import session as cookie
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.wrappers import Response

from webapp.db import session
from webapp.enrolment.models import Learner, Role, RoleGrant
from webapp.fiscal_year import japanese_date
from webapp.hub_session import HubSessions
from webapp.programme.models import Partner

# The hub's own mark of a signed-in browser: when it goes or changes, our session ends with it.
HUB_SESSION_COOKIE = "jupyterhub-session-id"

# In our cookie: `Learner.session_stamp` as it was when the browser signed in.
STAMP = "stamp"

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


def current_learner() -> Learner | None:
    """The signed-in person (登録者), or None."""
    if "learner" not in g:
        g.learner = _load_learner()
    learner: Learner | None = g.learner
    return learner


def _load_learner() -> Learner | None:
    learner_id = cookie.get("learner_id")
    if learner_id is None:
        return None
    if cookie.get("hub_session") != request.cookies.get(HUB_SESSION_COOKIE):
        cookie.clear()
        return None
    roles = selectinload(Learner.roles).selectinload(RoleGrant.partner)
    learner = session().scalar(select(Learner).where(Learner.id == learner_id).options(roles))
    if learner is not None and cookie.get(STAMP, 0) != learner.session_stamp:
        cookie.clear()  # the password changed after this browser signed in
        return None
    sealed = cookie.get("hub_token")
    if learner is not None and sealed is not None:
        hub_sessions: HubSessions = current_app.extensions["hub_sessions"]
        if not hub_sessions.lives(sealed, learner.hub_user):
            cookie.clear()
            return None
    return learner


def stay_signed_in(learner: Learner) -> None:
    """Let this browser outlive the change that it made itself; all others sign in again."""
    cookie[STAMP] = learner.session_stamp


def signed_in_learner() -> Learner:
    """The signed-in person, in a view that `require` protects."""
    learner = current_learner()
    if learner is None:
        abort(401)
    return learner


def roles_of(learner: Learner) -> frozenset[Role]:
    """役割: what this person may do today; everybody with an account is a learner, and a role that ended is none."""
    return frozenset({Role.LEARNER} | {grant.role for grant in roles_today(learner)})


def roles_today(learner: Learner) -> list[RoleGrant]:
    """The roles whose end has not come: asked anew at each request, so that nobody outstays one."""
    return learner.roles_on(japanese_date(datetime.now(UTC)))


def coordinated_partners(learner: Learner) -> list[Partner]:
    """The partners whose 事務局 this person is: only what these host (主催) is shown by name."""
    return [
        grant.partner
        for grant in roles_today(learner)
        if grant.role is Role.COORDINATOR and grant.partner is not None
    ]


def require(
    *roles: Role,
) -> Callable[[Callable[Arguments, Answer]], Callable[Arguments, Answer | Response]]:
    """Let only people with one of these roles in; without roles, everybody who is signed in."""

    def protect(view: Callable[Arguments, Answer]) -> Callable[Arguments, Answer | Response]:
        @wraps(view)
        def protected(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer | Response:
            learner = current_learner()
            if learner is None:
                return _ask_to_sign_in()
            if roles and roles_of(learner).isdisjoint(roles):
                abort(403)
            return view(*args, **kwargs)

        return protected

    return protect


def _ask_to_sign_in() -> Response:
    # A form that was sent gains nothing from a sign-in page: what it carried would be lost on the way.
    if request.method not in ("GET", "HEAD"):
        abort(401)
    path = request.full_path if request.query_string else request.path
    return redirect(url_for("sign_in.sign_in", next=request.script_root + path))


def safe_next(wanted: str | None) -> str:
    """Where to go next: a page of ours, or the first one when somebody asks for another place."""
    home = url_for("programme.catalogue")
    if not wanted or "\\" in wanted or any(ord(letter) < 33 for letter in wanted):
        return home
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return home
    if parts.scheme or parts.netloc or not parts.path.startswith(request.script_root + "/"):
        return home
    # Dot segments could climb out of our prefix.
    return home if "/.." in parts.path or parts.path.startswith("//") else wanted

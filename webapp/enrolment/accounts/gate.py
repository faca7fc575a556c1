"""入口: what a signed-in person does before any page opens: the second factor, then a new password."""

from flask import g, redirect, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from webapp.auth import current_learner, roles_of
from webapp.db import session
from webapp.enrolment.accounts.second_factor import ROLES, is_confirmed
from webapp.enrolment.models import Learner

# In our cookie: this browser has shown the second factor since it signed in.
SHOWN = "second_factor"
ALWAYS = frozenset(
    {"static", "languages.choose", "sign_in.sign_in", "sign_in.oauth_callback", "sign_in.sign_out",
     "health.health", "passwords.verify"}
)  # fmt: skip
FACTOR = frozenset(f"second_factor.{view}" for view in ("page", "begin", "confirm", "ask", "enter"))
CHANGE = frozenset({"account_password.page", "account_password.change"})


def hold_back() -> Response | None:
    """Lead to what has to be done first; None where nothing has."""
    if request.endpoint is None or request.endpoint in ALWAYS:
        return None
    learner = current_learner()
    if learner is None:
        return None
    if request.endpoint not in FACTOR and owes_second_factor(learner):
        return redirect(url_for("second_factor.ask", next=wanted()), 303)
    if learner.must_change_password and request.endpoint not in FACTOR | CHANGE:
        return redirect(url_for("account_password.page"), 303)
    return None


def owes_second_factor(learner: Learner) -> bool:
    """Whether this browser must show (or this person set up) a second factor before going on."""
    if cookie.get(SHOWN) or roles_of(learner).isdisjoint(ROLES):
        return False
    return g.settings.second_factor_required or is_confirmed(session(), learner)


def wanted() -> str | None:
    """Where a page's address leads afterwards; what a form carried is lost, so it leads nowhere."""
    if request.method != "GET":
        return None
    return request.script_root + (request.full_path if request.query_string else request.path)

"""What every answer of webapp carries, and what every request must show: headers, CSRF and rate limits."""

from flask import Flask, Response, abort, request, session
from flask_limiter import Limiter
from flask_wtf.csrf import CSRFProtect

# No inline script or style anywhere; the select arrow of the style sheet is a data: image.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def person() -> str:
    """Whose requests are counted together: a signed-in person's, else everybody's who is not.

    Never by address: what comes through the socket of a learner's sandbox has none, and can claim any.
    """
    return f"learner-{session['learner_id']}" if "learner_id" in session else "anonymous"


READING = ("GET", "HEAD", "OPTIONS")
# Nobody's data, and the same for everybody.
KEPT_BY_CACHES = ("static", "region.icon")

csrf = CSRFProtect()
limiter = Limiter(key_func=person, storage_uri="memory://", strategy="moving-window")


def init_security(app: Flask) -> None:
    """Switch on CSRF, rate limits and the headers."""
    # A form left open over lunch still works: its token lives as long as the session.
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    app.before_request(refuse_forms_of_other_places)
    csrf.init_app(app)
    limiter.init_app(app)
    app.after_request(add_headers)


def refuse_forms_of_other_places() -> None:
    """A form or script of another origin is refused even with a token; older browsers do not say where one came from."""
    if request.method in READING:
        return
    foreign = request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin"
    # No page of ours sends what may not read its answer; pages that forge requests do.
    if foreign or request.headers.get("Sec-Fetch-Mode") == "no-cors":
        abort(400)


def add_headers(response: Response) -> Response:
    """Tell the browser what this page may do; what names a person is never kept in a shared cache."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers.setdefault("Referrer-Policy", "same-origin")
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.endpoint not in KEPT_BY_CACHES and (
        "learner_id" in session or not response.cache_control.max_age
    ):
        headers["Cache-Control"] = "no-store"
    return response

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


csrf = CSRFProtect()
limiter = Limiter(key_func=person, storage_uri="memory://", strategy="moving-window")


def init_security(app: Flask) -> None:
    """Switch on CSRF, rate limits and the headers."""
    # A form left open over lunch still works: its token lives as long as the session.
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    app.before_request(refuse_other_sites)
    csrf.init_app(app)
    limiter.init_app(app)
    app.after_request(add_headers)


def refuse_other_sites() -> None:
    """A form of another site is refused whatever token it carries; what sends no such header still needs the token."""
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        if site not in ("same-origin", "none"):
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
    if not response.cache_control.max_age:
        headers.setdefault("Cache-Control", "no-store" if "learner_id" in session else "no-cache")
    return response

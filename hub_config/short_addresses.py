"""短い番地: /class for a blackboard and /check for the telephone lead to webapp's pages, whose addresses are long.

Everything outside the proxy's routes comes to the hub, which sends /class to /hub/class, and here it goes on.
"""

from typing import Any

from tornado.web import RedirectHandler

SHORT = ("class", "check")


def short_addresses(prefix: str) -> list[tuple[str, type[RedirectHandler], dict[str, Any]]]:
    """The hub's handlers for them; what follows a question mark goes along."""
    return [(f"/{name}", RedirectHandler, {"url": f"{prefix}{name}", "permanent": False}) for name in SHORT]

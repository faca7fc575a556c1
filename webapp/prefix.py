"""The one origin is shared: webapp lives under a path of its own, whatever server hands it requests."""

from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
WsgiApp = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class UnderPrefix:
    """Move the prefix from the path to SCRIPT_NAME, so that routes need not know it; elsewhere is nothing."""

    def __init__(self, app: WsgiApp, prefix: str) -> None:
        self.app = app
        self.prefix = prefix

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "")
        if path == self.prefix or path.startswith(self.prefix + "/"):
            environ["PATH_INFO"] = path[len(self.prefix) :] or "/"
        elif environ.get("SCRIPT_NAME") != self.prefix:
            start_response("404 Not Found", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"404\n"]
        environ["SCRIPT_NAME"] = self.prefix
        return self.app(environ, start_response)

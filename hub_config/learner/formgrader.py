"""Runs inside the sandbox of a course's book: nbgrader's formgrader on the hub's socket, and nothing beside it.

Run as `python -m tateyama_learner.formgrader`.
"""

import os
import re
from datetime import UTC, datetime
from functools import partial
from typing import Any

from . import launcher

EXTENSION = "nbgrader.server_extensions.formgrader"
LARGEST_FILE = 1024 * 1024 * 1024
# A removed instructor is asked for again after so many seconds; each asking costs the hub one small request.
REMEMBER_SECONDS = 10
# What nbgrader's own pages would do to the course folder; Tateyama gives out, takes in and grades by itself. Grading
# is not among them: the book's settings refuse it with a sentence that says why.
CHANGES_THE_COURSE = re.compile(
    r".*/(assign|unrelease|release|collect|generate_feedback|release_feedback)$|.*/api/(assignment|student)/\(.*"
)

# nbgrader's pages ask an outside host for the program that sets formulas. No office's network should hear of a book
# that somebody reads, so nothing is loaded from elsewhere; formulas stay as they were typed.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def main() -> None:
    """Take the socket, set the limits, serve."""
    launcher.wait_until_noted(int(os.environ.pop("TATEYAMA_BEGIN_FD")))
    listening = launcher.take_listening_socket(int(os.environ.pop("TATEYAMA_LISTENING_FD")))
    launcher.limit_resources(LARGEST_FILE)
    launcher.spare_a_second()
    leave_only_formgrader()
    launcher.serve(listening, server_arguments(os.getcwd(), int(os.environ["TATEYAMA_IDLE_SECONDS"])))


def server_arguments(book: str, idle_seconds: int) -> list[str]:
    """The options of the server; it ends when nobody has looked at the book for so long."""
    options = {
        "ServerApp.root_dir": book,
        "ServerApp.jpserver_extensions": {EXTENSION: True},
        "ServerApp.log_level": "WARN",
        "ServerApp.terminals_enabled": False,
        # It would give out every file of the folder, the database too.
        "ContentsManager.files_handler_class": None,
        "ServerApp.tornado_settings": {"headers": {"Content-Security-Policy": CONTENT_SECURITY_POLICY}},
        "ServerApp.shutdown_no_activity_timeout": idle_seconds,
        "HubOAuth.cache_max_age": REMEMBER_SECONDS,
    }
    return [f"--{name}={value}" for name, value in options.items()]


def leave_only_formgrader() -> None:
    """Take away Jupyter's services (kernels, contents, files, …) and formgrader's ways to change the course."""
    from jupyter_server.serverapp import ServerApp
    from nbgrader import api
    from nbgrader.server_extensions.formgrader import apihandlers, base

    setattr(ServerApp, "default_services", ("auth",))  # noqa: B010  # mypy takes Jupyter's tuple for its type
    apihandlers.default_handlers[:] = [
        handler for handler in apihandlers.default_handlers if not CHANGES_THE_COURSE.fullmatch(handler[0])
    ]
    base.BaseHandler.on_finish = note_activity
    # A database that was restarted has closed its connections: each is tried before it is used.
    api.create_engine = partial(api.create_engine, pool_pre_ping=True)


def note_activity(handler: Any) -> None:
    """Somebody is at the book; formgrader itself tells Jupyter nothing of that.

    It also keeps one session for good, which would hold a transaction open between two pages, and a lost one for ever.
    """
    handler.settings["api_last_activity"] = datetime.now(UTC)
    book = handler.settings.get("nbgrader_gradebook")
    if book is not None:
        book.db.remove()


if __name__ == "__main__":
    main()

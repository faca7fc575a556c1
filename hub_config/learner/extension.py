"""The Jupyter server extension: handlers, activity, memory watch and home watch, put together."""

import asyncio
import os
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join

from .activity import Activity, ActivityHandler
from .contents import LimitedContentsManager
from .home import HomeWatch
from .kernels import Kernels
from .memory import MemoryWatch
from .notices import Notices, NoticesHandler
from .submissions import PinnedContents, SubmissionHandler, SubmissionsHandler


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """What Jupyter server asks an extension first."""
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the handlers, and start the watches that the environment sets a limit for."""
    notices = Notices(server.event_logger)
    activity = Activity()
    activity.listen(server.event_logger)
    at = url_path_join(server.web_app.settings["base_url"], "tateyama", "api")
    server.web_app.add_handlers(
        ".*$",
        [
            (url_path_join(at, "submissions"), SubmissionsHandler, {"pinned": PinnedContents()}),
            (url_path_join(at, "submissions", "([^/]+)"), SubmissionHandler),
            (url_path_join(at, "notices"), NoticesHandler, {"notices": notices}),
            (url_path_join(at, "activity"), ActivityHandler, {"activity": activity}),
        ],
    )
    start(server, [activity.run(), *watches(server, notices)])


def watches(server: Any, notices: Notices) -> list[Coroutine[Any, Any, None]]:
    """The watches whose limits are set (TATEYAMA_MEMORY_LIMIT, TATEYAMA_HOME_LIMIT, in bytes; TATEYAMA_FILES_LIMIT)."""
    wanted = []
    kernels = Kernels(server.kernel_manager)
    if memory := limit("TATEYAMA_MEMORY_LIMIT"):
        wanted.append(MemoryWatch(memory, notices, kernels).run())
    if space := limit("TATEYAMA_HOME_LIMIT"):
        files = limit("TATEYAMA_FILES_LIMIT")
        watch = HomeWatch(Path(server.contents_manager.root_dir), space, notices, kernels, files)
        if isinstance(server.contents_manager, LimitedContentsManager):
            server.contents_manager.home_watch = watch
        wanted.append(watch.run())
    return wanted


def limit(name: str) -> int:
    """A limit in bytes; 0 where none is set."""
    text = os.environ.get(name, "").strip()
    return int(text) if text.isdecimal() else 0


def start(server: Any, wanted: list[Coroutine[Any, Any, None]]) -> None:
    """Run the watches on the server's loop; strong references, because asyncio keeps only weak ones."""
    server.tateyama_watches = [asyncio.ensure_future(survive(watch, server.log)) for watch in wanted]


async def survive(watch: Coroutine[Any, Any, None], log: Any) -> None:
    """A watch that fails is written to the log, and the server goes on."""
    try:
        await watch
    except Exception:
        log.exception("a watch of Tateyama has stopped")

"""The contents manager (ファイルの読み書き) with a limit: Lab's saves and uploads are refused in words when the home is full."""

import json
from pathlib import Path
from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from tornado import web

from .home import HomeWatch
from .words import in_learners_language


class LimitedContentsManager(AsyncLargeFileManager):
    """Saves like Jupyter's own manager, but asks the home watch first, for every piece of a large upload too."""

    home_watch: HomeWatch | None = None

    async def save(self, model: dict[str, Any], path: str = "") -> dict[str, Any]:
        """Save, or say which files to delete; notebooks have some room above the limit."""
        self.refuse_when_full(model, path)
        saved: dict[str, Any] = await super().save(model, path)  # type: ignore[no-untyped-call]
        return saved

    def refuse_when_full(self, model: dict[str, Any], path: str) -> None:
        """507 with the same sentence as the notice."""
        if self.home_watch is None or model.get("type") == "directory":
            return
        target = Path(self._get_os_path(path))  # type: ignore[no-untyped-call]
        size = size_of(model)
        if model.get("chunk") not in (None, 1):
            size += target.lstat().st_blocks * 512 if target.exists() else 0
        if not self.home_watch.room_for(target, size, notebook=model.get("type") == "notebook"):
            words = in_learners_language(self.home_watch.message())
            raise web.HTTPError(507, words, reason="Insufficient Storage")


def size_of(model: dict[str, Any]) -> int:
    """How many bytes the model will take on disk, near enough."""
    content = model.get("content")
    if content is None:
        return 0
    if model.get("type") == "notebook":
        text: str = json.dumps(content, ensure_ascii=False, indent=1)
        return len(text.encode())
    length = len(content) if model.get("format") == "base64" else len(str(content).encode())
    return length * 3 // 4 if model.get("format") == "base64" else length

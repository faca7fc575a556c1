"""A server for tidying up (片付けのためのサーバー): the home is far above its limit, so files can be deleted and nothing runs.

The hub starts it so, from outside; what runs could only fill the home further.
"""

from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado import web

from .words import bilingual, in_learners_language


class NoKernels(AsyncMappingKernelManager):
    """Starts no kernel, and says what to do instead."""

    async def start_kernel(  # type: ignore[override]  # a coroutine in Jupyter's own as well
        self, *_arguments: Any, **_options: Any
    ) -> str:
        """Refuse in words, which Lab shows as they are."""
        raise web.HTTPError(507, in_learners_language(message()), reason="Insufficient Storage")


def message() -> dict[str, str]:
    """What is kept, what to do, and in which order."""
    return bilingual(
        "ファイルの置き場所が上限を大きく超えたため、いまはプログラムを動かせません。ノートブックは残っています。"
        "左の一覧で要らないファイルを消してから、「ファイル」→「Hub コントロールパネル」でサーバーを止めて、始め直してください。",
        "Your file space is far above its limit, so nothing can run just now. Your notebooks are kept. Delete files that you do "
        "not need in the list on the left, then stop and start your server from File → Hub Control Panel.",
    )

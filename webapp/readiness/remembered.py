"""この端末の確認の結果: where a check found that the websocket does not come through, the browser remembers it a while."""

from typing import Final

from flask import request

# Set and taken away by the check's script; it says one word about the network and nothing of a person.
COOKIE: Final = "tateyama_websocket"
BLOCKED: Final = "no"
KEPT: Final = 30 * 24 * 60 * 60


def lab_is_blocked() -> bool:
    """Whether the last check in this browser found that JupyterLab cannot be reached from here."""
    return request.cookies.get(COOKIE) == BLOCKED

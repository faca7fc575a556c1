"""ハブの居場所: its unix socket on one machine, its address where hub and webapp run on different ones."""

import re
import socket
import ssl
from collections.abc import Mapping
from pathlib import Path

import httpx

from webapp.cannot_start import CannotStart

# A path is a unix socket, a text an address such as http://hub:8081.
HubAddress = Path | str


def hub_url_from(env: Mapping[str, str]) -> str:
    """Where the hub listens, empty where it is its socket; raises CannotStart where the setting is no address."""
    given = env.get("TATEYAMA_HUB_URL", "")
    if given and not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+/?", given):
        raise CannotStart(
            f"TATEYAMA_HUB_URL={given} は使えません。http://hub:8081 の形にしてください。"
            f" / TATEYAMA_HUB_URL={given} cannot be used: write it as http://hub:8081"
        )
    return given.rstrip("/")


def transport_to(hub: HubAddress) -> httpx.HTTPTransport:
    """What carries requests there."""
    if isinstance(hub, Path):
        # Nothing is encrypted on a socket: a context that trusts nobody spares reading every authority there is.
        return httpx.HTTPTransport(uds=str(hub), verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    return httpx.HTTPTransport()


def origin_of(hub: HubAddress) -> str:
    """What a request's address begins with; a socket's host is only a word."""
    return "http://hub" if isinstance(hub, Path) else hub


def knock(hub: HubAddress) -> None:
    """Raise OSError where nobody listens at the socket; httpx would leave that of its refused connection open."""
    if not isinstance(hub, Path):
        return
    with socket.socket(socket.AF_UNIX) as door:
        door.settimeout(1)
        door.connect(str(hub))

"""The culler (片付け係): ends servers that nobody uses, from outside, where no learner can stop it.

A learner's server ends itself after TATEYAMA_IDLE_SECONDS; this one comes later, and meets what did not.
"""

import asyncio
import logging
import os

from jupyterhub_idle_culler import cull_idle
from tornado.httpclient import AsyncHTTPClient

from hub_config.gate.sockets import SocketResolver
from hub_config.settings import Settings, read_settings

# Servers tell the hub every five minutes what they do, and the hub asks the proxy as seldom.
HUB_KNOWS_AFTER = 900
MOST_PAUSE = 300.0
PAGE = 100

log = logging.getLogger("tateyama.culler")


def main() -> None:
    """Run until killed."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    asyncio.run(keep_culling(read_settings(os.environ)))


async def keep_culling(settings: Settings) -> None:
    """One round after the other; a hub that is away is asked again in the next."""
    while True:
        await asyncio.sleep(min(MOST_PAUSE, settings.idle_seconds / 2))
        try:
            await cull_once(settings)
        except Exception as error:
            log.warning("not this time: %s", error)


async def cull_once(settings: Settings) -> None:
    """End what has been idle for too long; raises where the hub does not answer."""
    # jupyterhub-idle-culler takes Tornado's client of this loop, and our hub listens on no port.
    AsyncHTTPClient.configure(None, resolver=SocketResolver(path=settings.hub_socket))
    held = AsyncHTTPClient()
    try:
        await cull_idle(
            url="http://hub/hub/api",
            api_token=settings.secrets["culler_token"],
            inactive_limit=limit_of(settings),
            logger=log,
            api_page_size=PAGE,
        )
    finally:
        held.close()
        AsyncHTTPClient.configure(None)


def limit_of(settings: Settings) -> int:
    """Seconds without activity after which a server is ended from outside."""
    return settings.idle_seconds + max(settings.idle_seconds, HUB_KNOWS_AFTER)


if __name__ == "__main__":
    main()

"""`python -m hub_config.gate --fd N …`: stands between learners' sandboxes and the sockets of hub and webapp.

It holds no secret: whoever breaks it has what every sandbox has, and the two sockets behind it.
"""

import argparse
import asyncio
import logging
import resource
import signal
import socket
from pathlib import Path

from hub_config.gate.server import make_server

# Thirty learners with all the connections that they may have, and as many on the other side.
MOST_DESCRIPTORS = 16384


def main() -> None:
    """Serve until SIGTERM."""
    told = arguments()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    allow_descriptors()
    asyncio.run(serve(told))


def arguments() -> argparse.Namespace:
    """The listening socket and the three places."""
    parser = argparse.ArgumentParser(prog="python -m hub_config.gate", description=__doc__)
    parser.add_argument("--fd", type=int, required=True, help="the descriptor of a listening unix socket")
    parser.add_argument("--servers", type=Path, required=True, help="where the spawner notes its servers")
    parser.add_argument("--hub", type=Path, required=True, help="the hub's socket")
    parser.add_argument("--webapp", type=Path, required=True, help="webapp's socket")
    return parser.parse_args()


def allow_descriptors() -> None:
    """Take as many descriptors as the host lets us have."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(MOST_DESCRIPTORS, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


async def serve(told: argparse.Namespace) -> None:
    """Accept on the socket that the supervisor holds, so that callers wait in its queue while we restart."""
    listening = socket.socket(fileno=told.fd)
    listening.setblocking(False)
    server = make_server(told.servers, told.hub, told.webapp)
    server.add_socket(listening)
    asked_to_stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, asked_to_stop.set)
    await asked_to_stop.wait()
    server.stop()


if __name__ == "__main__":
    main()

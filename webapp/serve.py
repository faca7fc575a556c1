"""`python -m webapp.serve --fd N`: serves webapp on a listening socket that the supervisor opened.

waitress reads whole requests without a thread of its own for each, so that a connection which sends half a request and
waits holds nobody else up; learners' kernels can open such connections.
"""

import logging
import signal
import socket
import sys

import click
from waitress import serve

from webapp import create_app
from webapp.config import Settings

THREADS = 8
# Half-sent requests are forgotten after this; a whole one may take as long as it needs.
IDLE_SECONDS = 30
# Well above what one learner's sandbox can hold open (its limit of open files).
MOST_CONNECTIONS = 4096
LARGEST_HEADERS = 64 * 1024
LARGEST_BODY = 11 * 1024 * 1024


@click.command()
@click.option("--fd", type=int, required=True, help="The descriptor of a listening unix socket.")
def main(fd: int) -> None:
    """Serve until SIGTERM, then finish what is being answered."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # A line for each question to the hub would bury the others.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    listener = socket.socket(fileno=fd)
    settings = Settings.from_env()
    serve(
        create_app(settings),
        sockets=[listener],
        threads=THREADS,
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=5,
        connection_limit=MOST_CONNECTIONS,
        max_request_header_size=LARGEST_HEADERS,
        max_request_body_size=LARGEST_BODY,
        asyncore_use_poll=True,
        clear_untrusted_proxy_headers=True,
        ident=None,
        expose_tracebacks=False,
    )


if __name__ == "__main__":
    main()

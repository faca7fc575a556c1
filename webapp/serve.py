"""`python -m webapp.serve --fd N`: serves webapp on a listening socket that the supervisor opened.

In a pod of its own, where nobody opens one, `--port 8000` listens on all the pod's addresses.

waitress reads whole requests without a thread of its own for each, so that a connection which sends half a request and
waits holds nobody else up; learners' kernels can open such connections.
"""

import signal
import socket
import sys

import click
from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask
from waitress.utilities import RequestEntityTooLarge

from webapp import create_app
from webapp.config import Settings
from webapp.logs import set_up_logs

THREADS = 8
# Half-sent requests are forgotten after this; a whole one may take as long as it needs.
IDLE_SECONDS = 30
# Well above what one learner's sandbox can hold open (its limit of open files).
MOST_CONNECTIONS = 4096
BACKLOG = 1024
LARGEST_HEADERS = 64 * 1024
LARGEST_BODY = 11 * 1024 * 1024

TOO_LARGE = """<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>413</title><h1>ファイルが大きすぎます</h1><p>送れるのは10MBまでです。前の画面に戻り、ファイルを小さくするか分けてから、もう一度お試しください。</p>
<p lang="en">The file is too large. At most 10 MB can be sent. Go back, make the file smaller or split it, and try again.</p></html>
"""


class TooLarge(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """A request that is refused before anybody reads it: what is too large is told so in words for people."""

    def execute(self) -> None:
        """Answer, and hang up."""
        if not isinstance(self.request.error, RequestEntityTooLarge):
            super().execute()
            return
        body = TOO_LARGE.encode()
        self.status = "413 Content Too Large"
        self.response_headers.append(("Content-Type", "text/html; charset=utf-8"))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """waitress's connection, with our words for what is too large."""

    error_task_class = TooLarge


def listening(fd: int | None, port: int | None) -> socket.socket:
    """The socket that somebody opened for us, or one on a port of every address of this host."""
    if (fd is None) == (port is None):
        raise click.UsageError(
            "--fd か --port のどちらかひとつを指定してください / give one of --fd and --port"
        )
    if fd is not None:
        return socket.socket(fileno=fd)
    both = socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if both else socket.AF_INET
    return socket.create_server(("", port or 0), family=family, backlog=BACKLOG, dualstack_ipv6=both)


@click.command()
@click.option("--fd", type=int, help="The descriptor of a listening socket.")
@click.option("--port", type=click.IntRange(1, 65535), help="A TCP port, for a pod of its own.")
def main(fd: int | None, port: int | None) -> None:
    """Serve until SIGTERM, then finish what is being answered."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    listener = listening(fd, port)
    settings = Settings.from_env()
    set_up_logs(settings.log_form)
    server = create_server(
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
    server.channel_class = Channel
    server.run()


if __name__ == "__main__":
    main()

"""空いているポート: for a server that a test starts a moment later."""

import random
import socket

# Below those from which the system gives one to every outgoing connection: what was free a moment ago stays free.
OURS = range(20_000, 32_000)


def free_port(host="127.0.0.1"):
    """A port on which nobody listens now."""
    for port in random.sample(OURS, len(OURS)):
        with socket.socket() as probe:
            # As servers do: a connection that has just ended holds no port.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise AssertionError(f"no free port in {OURS}")

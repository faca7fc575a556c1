"""Where a cluster's scheduler is, and which files a machine shows there; known without loading Dask."""

from __future__ import annotations

import re

# Over TLS alone: on any other way, whoever reaches the port runs code on each of the machines.
ADDRESS = re.compile(r"tls://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):([0-9]{1,5})")
CA, CERTIFICATE, KEY = FILES = ("ca.pem", "cert.pem", "key.pem")


def is_address(given: str) -> bool:
    """Whether this is tls://host:port."""
    found = ADDRESS.fullmatch(given)
    return found is not None and 0 < int(found[1]) < 65536

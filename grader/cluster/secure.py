"""The way between the cluster's machines: TLS with a certificate on both ends, or none at all."""

from __future__ import annotations

import logging
from pathlib import Path

import dask
from distributed.security import Security

from grader.cluster.address import CA, CERTIFICATE, KEY

# A host that is cut off closes no connection: after so long without a sign it is held to be gone.
SILENT_SECONDS = 15
CONNECT_SECONDS = 10
# Whatever else a file or variable of Dask's says on a host: nothing listens for HTTP, nobody measures our code.
CONFIGURATION = {
    "distributed.comm.timeouts.connect": f"{CONNECT_SECONDS}s",
    "distributed.comm.timeouts.tcp": f"{SILENT_SECONDS}s",
    "distributed.comm.require-encryption": True,
    "distributed.scheduler.worker-ttl": f"{SILENT_SECONDS}s",
    # A submission under which two workers ended comes back to the platform, which counts it as one try of three.
    "distributed.scheduler.allowed-failures": 1,
    "distributed.scheduler.http.routes": [],
    "distributed.scheduler.preload": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.preload": [],
    "distributed.worker.profile.enabled": False,
    "distributed.client.preload": [],
}
# What Dask logs beside its own handler, and from which level on; a lost connection is told of by us, in a sentence.
LOGS = {
    "distributed": logging.WARNING,
    "distributed.client": logging.CRITICAL,
    "distributed.gc": logging.WARNING,
}


def configure() -> None:
    """Tell Dask how this process works with it, and to log as the process does."""
    dask.config.set(CONFIGURATION)
    for name, level in LOGS.items():
        logger = logging.getLogger(name)
        logger.setLevel(level)
        logger.handlers.clear()
        logger.propagate = True


def security_of(folder: Path) -> Security:
    """What is shown to the other end, and by whom the other end must be certified; a folder holds one role's files."""
    certificate, key = str(folder / CERTIFICATE), str(folder / KEY)
    return Security(
        require_encryption=True,
        tls_ca_file=str(folder / CA),
        **{f"tls_{role}_cert": certificate for role in ("client", "scheduler", "worker")},
        **{f"tls_{role}_key": key for role in ("client", "scheduler", "worker")},
    )

"""One cluster of two workers for the tests of a file, reached as the platform reaches it."""

from contextlib import contextmanager

import pytest

from grader.engine import open_cluster
from tests.grader.cluster.machines import machines, wait_until


@contextmanager
def reaching(address, keys):
    """The executor on a cluster while the block runs."""
    cluster = open_cluster(address, keys)
    try:
        yield cluster
    finally:
        cluster.shutdown()


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with machines(tmp_path_factory.mktemp("cluster")) as made:
        yield made


@pytest.fixture
def cluster(running):
    with reaching(running.address, running.keys / "platform") as made:
        wait_until(made, lambda state: state.seats == 2)
        yield made

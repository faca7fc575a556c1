"""採点環境: its digest is of what sandboxes run on, whatever this process has loaded meanwhile."""

import subprocess
import sys
from pathlib import Path

from grader.environment import environment_digest

CHECKOUT = Path(__file__).resolve().parents[2]
TELL = "from grader.environment import environment_digest; print(environment_digest())"


def told(before=""):
    command = [sys.executable, "-c", f"{before}\n{TELL}"]
    return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout.strip()


def test_a_library_that_brings_packages_of_its_own_does_not_change_the_digest():
    """setuptools, which nbgrader loads, puts a folder of packages on the path of whoever imports it."""
    assert told("import setuptools") == told() == environment_digest()

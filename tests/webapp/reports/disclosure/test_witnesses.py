"""The checker asks no solver."""

import subprocess
import sys

ALONE = """
import sys
import webapp.reports.disclosure.witnesses, webapp.reports.disclosure.result
loaded = {name.split(".")[0] for name in sys.modules}
print(sorted(loaded & {"scipy", "numpy", "highspy"}))
"""


def test_the_checker_loads_no_solver():
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

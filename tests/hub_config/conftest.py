"""A family of real processes, for whatever watches over sandboxes."""

import contextlib
import os
import signal
import subprocess
import sys

import pytest

# A first process with two below it: one large, one small, each saying when it is ready.
TREE = """
import subprocess, sys
child = "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); kept = bytearray(b'x' * int(sys.argv[1])); print('ready', flush=True); sys.stdin.read()"
children = [
    subprocess.Popen([sys.executable, "-c", child, size], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for size in ("100000000", "1000")
]
for one in children:
    one.stdout.readline()
print(*(one.pid for one in children), flush=True)
children[0].wait()
print("ended", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def tree():
    with subprocess.Popen(
        [sys.executable, "-c", TREE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        first.large, first.small = map(int, first.stdout.readline().split())
        yield first
        for pid in (first.large, first.small, first.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

"""A learner's server without any fence, for trying things on a host that cannot build one (TATEYAMA_UNPROTECTED=1).

The same description is turned into an ordinary process: what would have been bound is linked, and nothing is hidden.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from hub_config import fence, sandbox
from hub_config.leftovers import start_ticks
from hub_config.sandbox import Sandbox


def start(
    wanted: Sandbox, listening: socket.socket, texts: Mapping[str, str], uid: int | None, folder: Path
) -> fence.Running:
    """Start the launcher as an ordinary process of this uid (or our own)."""
    shutil.rmtree((folder / "scratch").resolve(), ignore_errors=True)
    lay_out(wanted, texts.get(sandbox.LESSON_LIST, "[]"), folder)
    # A short path: kernels' sockets stand in it.
    scratch = tempfile.mkdtemp(prefix="tateyama-")
    (folder / "scratch").symlink_to(scratch)
    if uid is not None:
        os.chown(scratch, uid, uid)
    complaint = fence.bounded_memory()
    waits, begin = os.pipe()
    told = {fence.LISTENING_VARIABLE: str(listening.fileno()), fence.BEGIN_VARIABLE: str(waits)}
    process = subprocess.Popen(
        list(wanted.command),
        env={**variables(wanted, folder, scratch), **told},
        cwd=wanted.home,
        stdin=subprocess.DEVNULL,
        stdout=complaint,
        stderr=complaint,
        pass_fds=[listening.fileno(), waits],
        start_new_session=True,
        user=uid,
        group=uid,
        extra_groups=None if uid is None else [],
    )
    os.close(waits)
    return fence.Running(process.pid, start_ticks(process.pid) or 0, process, complaint, begin)


def lay_out(wanted: Sandbox, lesson_list: str, folder: Path) -> None:
    """Put links where the sandbox would have had its binds."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "python").mkdir(parents=True)
    (folder / "releases").mkdir()
    (folder / "python" / "tateyama_learner").symlink_to(wanted.learner_code)
    (folder / "releases" / "lessons.json").write_text(lesson_list)
    for digest, learners in wanted.lessons.items():
        (folder / "releases" / digest).symlink_to(learners)


def variables(wanted: Sandbox, folder: Path, scratch: str) -> dict[str, str]:
    """The environment with the paths of outside; the relay takes any free port, because all share one network."""
    inside, outside = quote(sandbox.GATE, safe=""), quote(str(wanted.gate), safe="")
    moved = {name: value.replace(inside, outside) for name, value in wanted.variables.items()}
    return moved | {
        "TATEYAMA_GATE": str(wanted.gate / "gate.sock"),
        "HOME": str(wanted.home),
        "PYTHONPATH": str(folder / "python"),
        "JUPYTER_PATH": str(wanted.lab_extension / "share" / "jupyter"),
        "JUPYTER_CONFIG_PATH": str(wanted.learner_code / "etc" / "jupyter"),
        "JUPYTER_RUNTIME_DIR": scratch,
        "TMPDIR": scratch,
        "TATEYAMA_LESSONS": str(folder / "releases"),
        "TATEYAMA_SCRATCH": scratch,
        "TATEYAMA_RELAY_PORT": "0",
    }

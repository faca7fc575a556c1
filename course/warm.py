"""温めた稽古場: a process with pandas and matplotlib loaded, of which one is forked for each rehearsal.

Each lesson is played in five processes, and loading was most of what a short play took (I1's text: 1.2 s, now 0.3 s).
`matplotlib_fontja` is not loaded: it changes how letters are drawn, and a lesson that forgets it must be found out.
"""

import atexit
import gc
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from typing import IO, NoReturn, cast

CHECKOUT = Path(__file__).parent.parent
LOADED = ("pandas", "matplotlib.pyplot", "matplotlib.backends.backend_agg", "nbclient")
BADLY = 1


class Warm:
    """One such process; it does one thing at a time."""

    def __init__(self) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="rehearsals-")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "course.warm"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={
                "PATH": os.environ.get("PATH", ""),
                "PYTHONPATH": str(CHECKOUT),
                "HOME": self._home.name,
                "MPLBACKEND": "agg",
                "MPLCONFIGDIR": self._home.name,
                "LANG": "C.UTF-8",
                # Many lessons are played side by side, and a fork must not lose threads that it counts on.
                "OPENBLAS_NUM_THREADS": "1",
                "OMP_NUM_THREADS": "1",
                # The order of a set's texts is the same in every run, so that two runs can be compared.
                "PYTHONHASHSEED": "0",
            },
            # With all that it forks it is a group, which can be ended as one.
            start_new_session=True,
        )
        self._orders, self._done = cast("IO[str]", self._process.stdin), cast("IO[str]", self._process.stdout)
        self._late = False

    def perform(self, module: str, folder: Path, request: str, seconds: float) -> tuple[int, str, str]:
        """The exit code of `module` in a fork, what it answered, and what it said besides; raises TimeoutError."""
        # In a folder that is nobody else's, and not in the lesson's own, where a cell may look.
        files = {name: Path(self._home.name, name) for name in ("request", "answer", "said")}
        try:
            files["request"].write_text(request, encoding="utf-8")
            order = {"module": module, "folder": str(folder), **{k: str(v) for k, v in files.items()}}
            code = self._order(json.dumps(order), seconds)
            answer, said = (files[name].read_text(encoding="utf-8") for name in ("answer", "said"))
            return code, answer, said
        finally:
            for file in files.values():
                file.unlink(missing_ok=True)

    def _order(self, line: str, seconds: float) -> int:
        self._late = False
        timer = threading.Timer(seconds, self._time_is_up)
        timer.start()
        done = ""
        try:
            with suppress(BrokenPipeError):
                print(line, file=self._orders, flush=True)
                done = self._done.readline()
        finally:
            timer.cancel()
        if done:
            return int(done)
        raise (
            TimeoutError
            if self._late
            else ChildProcessError("稽古の途中で終わりました / it was ended by somebody")
        )

    def _time_is_up(self) -> None:
        self._late = True
        self.kill()

    def kill(self) -> None:
        """End it, whatever it is doing, and what it forked."""
        os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> None:
        """Let it end, and take its folder away."""
        for pipe in (self._orders, self._done):
            with suppress(BrokenPipeError):
                pipe.close()
        self._process.wait()
        self._home.cleanup()


_idle: list[Warm] = []


def perform(module: str, folder: Path, request: str, seconds: float) -> tuple[int, str, str]:
    """Have `python -m module` done in a fork of a warm process: as much of one as if it were new.

    Gives its exit code, what it wrote and what it said besides; raises TimeoutError where it is not done in time, and
    ChildProcessError where the warm process itself was ended by somebody.
    """
    warm = _idle.pop() if _idle else Warm()
    try:
        done = warm.perform(module, folder, request, seconds)
    except BaseException:  # whoever presses Ctrl-C waits for no lesson
        warm.kill()
        warm.end()
        raise
    _idle.append(warm)
    return done


@atexit.register
def _end() -> None:
    while _idle:
        _idle.pop().end()


def main() -> None:
    """Fork for every line that comes, and answer each with an exit code."""
    for name in LOADED:
        importlib.import_module(name)
    # What stays is never looked through for garbage: each fork would copy all that it looks at.
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _child(json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _child(order: dict[str, str]) -> NoReturn:
    """Never returns: a fork that went on would read its parent's orders."""
    code = BADLY
    try:
        flags = {"request": os.O_RDONLY, "answer": os.O_WRONLY | os.O_CREAT, "said": os.O_WRONLY | os.O_CREAT}
        for number, (name, how) in enumerate(flags.items()):
            os.dup2(os.open(order[name], how, 0o600), number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - to the end of the fork
        os.environ["HOME"] = order["folder"]
        os.chdir(order["folder"])
        importlib.import_module(order["module"]).main()
        sys.stdout.flush()
        code = 0
    except SystemExit as wanted:
        code = wanted.code if isinstance(wanted.code, int) else BADLY
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()

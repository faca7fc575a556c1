"""稽古の舞台: runs an author's cells in a process of their own; JSON in, JSON out (`python -m course.stage`).

The author's content is trusted; a learner's work never comes here, the grader's sandbox is for that.
"""

import gc
import json
import os
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from course import drawings
from course.forks import in_a_fork
from course.offers import Again, Namespace, Offers, Past, copied, listening

Between = Callable[[Namespace], Namespace]
Told = tuple[dict[str, Any], float]


class NoNetwork(OSError):
    """Raised when a cell reaches for the network, which lessons must never need."""


class Performance:
    """One run of a notebook from its first cell to its last, going on after errors as a notebook does."""

    def __init__(self, answers: dict[str, str], looks: bool = True) -> None:
        # At how drawings come out, which takes a quarter of the time of a lesson about charts.
        self._looks = looks
        self.names: Namespace = {"__name__": "__main__"}
        self.past = Past(answers)
        self._offers = Offers(self.past)
        self.checks: dict[str, dict[str, Any]] = {}
        self.problems: list[dict[str, Any]] = []
        self.seconds = 0.0

    def play(self, cell: dict[str, str]) -> None:
        """Run one cell in its role: run, answer or check."""
        started = time.perf_counter()
        self._play(cell)
        self.seconds += time.perf_counter() - started

    def _play(self, cell: dict[str, str]) -> None:
        if cell["role"] == "check":
            self.checks[cell["id"]] = self.check(cell)
            return
        if cell["role"] == "answer":
            self.past.before[cell["id"]] = copied(self.names)
            self.past.drawn_before[cell["id"]] = len(self.past.drawn)
        with listening() as heard:
            problem = _run(cell["id"], self._text(cell), self.names)
        self.past.printed[cell["id"]] = heard.getvalue()
        self.past.drawn += drawings.open_now()
        faulty = _draw(cell["id"]) if self._looks else None
        drawings.put_away()
        if found := problem or faulty:
            self.problems.append(found)

    def literals(self, names: list[str]) -> dict[str, str]:
        """Those of the names whose values can be typed in, as Python writes them."""
        written = {name: _literal(self.names[name]) for name in names if name in self.names}
        return {name: text for name, text in written.items() if text is not None}

    def _text(self, cell: dict[str, str]) -> str:
        return self.past.answers.get(cell["id"], cell["text"])

    def check(self, cell: dict[str, str], between: Between = lambda names: names) -> dict[str, Any]:
        """Run a test cell; `between` may put something between the tests and the names that they get."""
        # Tests see copies, as they do in the grader, where values cross between processes.
        names = between({**copied(self.names), **self._offers.by_name})
        problem = _run(cell["id"], cell["text"], names)
        return {"passed": problem is None, **(problem or {})}

    def rerun(self, answer_id: str, names: Namespace) -> Again:
        """Run an answer again with other values for some names, as a test can."""
        return self._offers.rerun(answer_id, **names)


def _run(name: str, text: str, names: Namespace) -> dict[str, Any] | None:
    try:
        exec(compile(text, f"<{name}>", "exec"), names)  # noqa: S102 - the author's own cell
    except Exception as error:
        lines = [
            frame.lineno
            for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename == f"<{name}>"
        ]
        return {
            "cell": name,
            "line": lines[0] if lines else None,
            "problem": f"{type(error).__name__}: {error}",
        }
    return None


def _literal(value: Any) -> str | None:
    plain = value.item() if hasattr(value, "item") and getattr(value, "ndim", 1) == 0 else value
    text = repr(plain)
    try:
        return text if eval(text, {"__builtins__": {}}) == plain else None  # noqa: S307 - of a literal's own repr
    except Exception:
        return None


def _draw(name: str) -> dict[str, Any] | None:
    """Draw what a cell plotted, since missing letters are only noticed while drawing."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return None
    draw = "for number in get_fignums(): figure(number).canvas.draw()"
    return _run(name, draw, dict(vars(pyplot)))


def refuse_network(event: str, _arguments: tuple[Any, ...]) -> None:
    """An audit hook that keeps a process off the network."""
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise NoNetwork("教材はネットワークを使えません")


def perform(request: dict[str, Any]) -> dict[str, Any]:
    """Play every attempt and say what happened, what attempts begin alike only once."""
    own = {cell["id"]: cell["text"] for cell in request["cells"] if cell["role"] == "answer"}
    told: dict[int, Told] = {}
    if len(request["attempts"]) > 1:
        _warm_up(request["cells"], own)
    for strict, looks in dict.fromkeys((one["strict"], one["looks"]) for one in request["attempts"]):
        alike = {
            number: one
            for number, one in enumerate(request["attempts"])
            if (one["strict"], one["looks"]) == (strict, looks)
        }
        with warnings.catch_warnings():
            warnings.simplefilter("error" if strict else "ignore")
            told |= _play_alike(request["cells"], own, alike, looks)
    results = [result for _, (result, _) in sorted(told.items())]
    return {"attempts": results, "megabytes": max([peak_megabytes(), *(peak for _, peak in told.values())])}


def _warm_up(cells: list[dict[str, str]], own: dict[str, str]) -> None:
    """Load what the cells load, which every fork would load again, and leave it where forks share it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        performance = Performance(dict(own))
        for cell in cells:
            performance.play(cell)
    del performance
    gc.collect()
    gc.freeze()


def _play_alike(
    cells: list[dict[str, str]], own: dict[str, str], attempts: dict[int, dict[str, Any]], looks: bool
) -> dict[int, Told]:
    """What came of attempts, by their number: each goes its own way from the first answer that is its own."""
    trunk, told, together = Performance(dict(own), looks), {}, dict(attempts)
    for place, cell in enumerate(cells):
        parting = [n for n, one in together.items() if _differs(one, own, cell)]
        for number in parting:
            one = together.pop(number)
            done = in_a_fork(partial(_to_the_end, trunk, cells[place:], one), None)
            if done is None:
                raise RuntimeError(
                    f"試しが途中で止まりました / an attempt ended badly at {cell['id']}: {one['answers']}"
                )
            told[number] = done
        if not together:
            return told
        trunk.play(cell)
    return told | {number: _told(trunk, one) for number, one in together.items()}


def _differs(attempt: dict[str, Any], own: dict[str, str], cell: dict[str, str]) -> bool:
    return cell["role"] == "answer" and attempt["answers"].get(cell["id"], own[cell["id"]]) != own[cell["id"]]


def _to_the_end(performance: Performance, cells: list[dict[str, str]], attempt: dict[str, Any]) -> Told:
    performance.past.answers.update(attempt["answers"])
    for cell in cells:
        performance.play(cell)
    return _told(performance, attempt)


def _told(performance: Performance, attempt: dict[str, Any]) -> Told:
    result = {
        "checks": performance.checks,
        "problems": performance.problems,
        "literals": performance.literals(attempt["literals"]),
        "seconds": performance.seconds,
    }
    return result, peak_megabytes()


def peak_megabytes() -> float:
    """The most memory that this process held since it became this program, in MB.

    Not getrusage's: across exec that keeps what the process held before, which is what whoever started it holds.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(kilobytes) / 1024


def main() -> None:
    """Read one request from standard input; cells may print, so the answer has a stream of its own."""
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    request = json.load(sys.stdin)
    os.chdir(request["folder"])
    sys.addaudithook(refuse_network)
    with answer:
        json.dump(perform(request), answer)


if __name__ == "__main__":
    main()

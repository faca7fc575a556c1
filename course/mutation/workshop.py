"""変異の工房: tries many answers to a lesson's exercises in a process of its own (`python -m course.mutation.workshop`).

The cells before the exercise run once; each answer then goes its own way in a fork of that state, so that none
sees another, and one that never ends is stopped alone. JSON in, JSON out; the authors' content is trusted.
"""

import ast
import json
import os
import sys
import time
import warnings
from dataclasses import asdict
from functools import partial
from typing import Any

from course.forks import in_a_fork
from course.mutation.attempt import Answered, Exercise
from course.mutation.inputs import (
    MOST_CALLS,
    MOST_STATES,
    MOST_STATES_DRAWING,
    Call,
    State,
    calls_beyond,
    states_beyond,
    thinned,
)
from course.mutation.listening import Listener
from course.mutation.mutants import Mutant, mutants_of
from course.stage import Performance, refuse_network
from course.syntax import parse

Tries = list[tuple[State | Call, bool]]
LEAST_SECONDS, TIMES_THE_REFERENCE = 5.0, 20


def perform(request: dict[str, Any]) -> dict[str, Any]:
    """Play a notebook once; at each exercise that is asked for, try its mutants and the other answers given."""
    cells: dict[str, dict[str, str]] = {cell["id"]: cell for cell in request["cells"]}
    asked = {one["answer_id"]: one for one in request["exercises"]}
    own = {c["id"]: c["text"] for c in cells.values() if c["role"] == "answer"}
    performance = Performance(own, looks=False)
    tried: dict[str, Any] = {}
    for cell in cells.values():
        if one := asked.get(cell["id"]):
            exercise = Exercise(performance, cell, cells[one["id"]])
            tried[one["id"]] = _tried(exercise, one["mutate"], one["answers"])
            if len(tried) == len(asked):
                # Nobody asks what comes after; its imports and charts would cost each exercise again.
                break
        if cell["role"] != "check":
            performance.play(cell)
    return tried


def _tried(exercise: Exercise, mutate: bool, answers: list[str]) -> dict[str, Any]:
    text = exercise.answer["text"]
    inputs, columns = _inputs(exercise, beyond=mutate)
    started = time.monotonic()
    first, second = (in_a_fork(lambda: exercise.answered(text, inputs), None) for _ in range(2))
    limit = max(LEAST_SECONDS, TIMES_THE_REFERENCE * (time.monotonic() - started))
    inputs = _kept(inputs, first, second)
    mutants = mutants_of(text, columns) if mutate else ()
    texts = [text, *(mutant.text for mutant in mutants), *answers]
    rows = [_row(in_a_fork(partial(exercise.answered, one, inputs), limit)) for one in texts]
    made = len(mutants)
    return {
        "reference": rows[0],
        "mutants": [{**_told(m), **row} for m, row in zip(mutants, rows[1 : made + 1], strict=True)],
        "answers": rows[made + 1 :],
        "inputs": len(inputs),
    }


def _kept(inputs: Tries, first: Answered | None, second: Answered | None) -> Tries:
    """The inputs that tell answers apart: not those beyond the tests that the solution refuses, nor any of chance."""
    if first is None or second is None:
        return []
    rows = zip(inputs, first.said, second.said, strict=True)
    return [one for one, said, again in rows if said == again and (one[1] or not said.startswith("raised"))]


def _inputs(exercise: Exercise, beyond: bool) -> tuple[Tries, list[list[str]]]:
    """What the tests try, as heard in a run of the reference, and its variations; and the columns of its tables."""
    before = exercise.before()
    listener = Listener(exercise.answer["id"], exercise.results)
    drew, after = exercise.heard_by(listener)
    tree = parse(exercise.answer["text"])
    read = sorted({n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)})
    constants = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant))
    numbers = [n for n in constants if isinstance(n, int | float) and not isinstance(n, bool)]
    own_states: list[State] = [State(), *listener.states]
    most = MOST_STATES_DRAWING if drew else MOST_STATES
    known = [name for name in read if name in before]
    more: list[State | Call] = []
    if beyond:
        more += thinned(states_beyond(own_states, before, known), most)
        more += thinned(calls_beyond(listener.calls, [*dict.fromkeys(numbers)]), MOST_CALLS)
    own: list[State | Call] = [*own_states, *listener.calls]
    tables = [
        before,
        after,
        *(s.names for s in listener.states),
        *(dict(enumerate(c.args)) for c in listener.calls),
    ]
    return [*((one, True) for one in own), *((one, False) for one in more)], _columns(tables)


def _columns(places: list[Any]) -> list[list[str]]:
    """The names of columns, of numbers and of others apart, in every table; a dictionary's keys count as such."""
    groups: dict[tuple[str, ...], None] = {}
    for value in (value for names in places for value in names.values()):
        if type(value).__name__ == "DataFrame":
            kinds: dict[bool, list[str]] = {}
            for name, kind in zip(value.columns, value.dtypes, strict=True):
                if isinstance(name, str):
                    kinds.setdefault(kind.kind in "iufb", []).append(name)
            groups |= {tuple(names): None for names in kinds.values()}
        elif isinstance(value, dict) and value and all(isinstance(key, str) for key in value):
            groups[tuple(value)] = None
    return [list(group) for group in groups]


def _row(answered: Answered | None) -> dict[str, Any]:
    if answered is None:
        return {"passed": False, "output": "endless"}
    return {"passed": answered.passed, "output": answered.digest}


def _told(mutant: Mutant) -> dict[str, Any]:
    told = asdict(mutant)
    del told["text"]
    return told


def main() -> None:
    """Read one request from standard input; cells may print, so the answer has a stream of its own."""
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    request = json.load(sys.stdin)
    os.chdir(request["folder"])
    sys.addaudithook(refuse_network)
    warnings.simplefilter("ignore")
    with answer:
        json.dump(perform(request), answer)


if __name__ == "__main__":
    main()

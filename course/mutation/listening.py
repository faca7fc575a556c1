"""聞き取り: the inputs that an exercise's tests try, heard while they run against the reference solution."""

import copy
import functools
from collections.abc import Callable, Iterable
from types import FunctionType
from typing import Any

from course.mutation.inputs import Call, State
from course.offers import Again, Namespace

MOST_HEARD = 200


class Listener:
    """Stands between the tests of one exercise and its answer, and keeps what they try."""

    def __init__(self, answer_id: str, results: Iterable[str]) -> None:
        self._answer_id = answer_id
        self._results = tuple(results)
        self.states: list[State] = []
        self.calls: list[Call] = []

    def around(self, names: Namespace) -> Namespace:
        """The names that the tests get, each function of the answer and `rerun` listened to."""
        heard = {**names, **self._heard(names, State())}
        rerun: Callable[..., Again] = names["rerun"]

        def rerun_heard(cell: str, /, **given: Any) -> Again:
            again = rerun(cell, **given)
            if cell != self._answer_id:
                return again
            state = State(_kept(given))
            if len(self.states) < MOST_HEARD:
                self.states.append(state)
            again.update(self._heard(again, state))
            return again

        return {**heard, "rerun": rerun_heard}

    def _heard(self, names: Namespace, state: State) -> Namespace:
        functions = (name for name in self._results if isinstance(names.get(name), FunctionType))
        return {name: self._listened(name, names[name], state) for name in functions}

    def _listened(self, name: str, function: Callable[..., Any], state: State) -> Callable[..., Any]:
        @functools.wraps(function)
        def called(*args: Any, **kwargs: Any) -> Any:
            if len(self.calls) < MOST_HEARD:
                self.calls.append(Call(state, name, _kept(args), _kept(kwargs)))
            return function(*args, **kwargs)

        return called


def _kept(given: Any) -> Any:
    try:
        return copy.deepcopy(given)
    except Exception:
        # What cannot be copied (a generator, say) is tried as it is.
        return given

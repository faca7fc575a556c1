"""一つの答え: one exercise in the state before it, answered with any text and tried on given inputs."""

import copy
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from course import drawings
from course.mutation import outputs
from course.mutation.inputs import Call, State
from course.mutation.listening import Listener
from course.offers import Again, Namespace, copied, listening
from course.stage import Performance

Inputs = Sequence[tuple[State | Call, bool]]


@dataclass(frozen=True)
class Answered:
    """答えた結果: whether the tests let it pass, and its output on each input."""

    passed: bool
    said: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The same for answers that no input tells apart."""
        return hashlib.sha256("\0".join(self.said).encode()).hexdigest()[:16]


class Exercise:
    """問: the answer cell and the tests of one exercise, after everything that comes before them has run."""

    def __init__(self, performance: Performance, answer: dict[str, str], check: dict[str, str]) -> None:
        self._performance = performance
        self.answer = answer
        self.check = check
        self.results = outputs.results_of(answer["text"], check["text"])
        self._drawn = outputs.drawn_words(check["text"])
        self._printing = outputs.calls(check["text"], "printed")
        self._drawing = outputs.calls(check["text"], "figures")

    def before(self) -> Namespace:
        """A copy of the state in which the answer begins."""
        return copied(self._performance.names)

    def heard_by(self, listener: Listener) -> tuple[bool, Namespace]:
        """Run the author's answer under its tests with a listener between them, and leave no trace of it.

        Tells whether the answer drew, and the state after it.
        """
        before, drawn = self.before(), len(self._performance.past.drawn)
        self._performance.play(self.answer)
        drew, after = len(self._performance.past.drawn) > drawn, self.before()
        self._performance.check(self.check, listener.around)
        drawings.take()
        del self._performance.past.drawn[drawn:]
        self._performance.past.before.pop(self.answer["id"])
        self._performance.names.clear()
        self._performance.names.update(before)
        return drew, after

    def answered(self, text: str, inputs: Inputs) -> Answered:
        """Answer with this text: the verdict of the tests, and the outputs. Changes the state: only for a fork."""
        past = self._performance.past
        past.answers = {**past.answers, self.answer["id"]: text}
        self._performance.play({**self.answer, "text": text})
        verdict = self._performance.check(self.check, lambda names: names)
        return Answered(verdict["passed"], tuple(self._said(one) for one, _ in inputs))

    def _said(self, one: State | Call) -> str:
        try:
            return self._state(one) if isinstance(one, State) else self._call(one)
        except Exception as error:
            return f"raised {type(error).__name__}"

    def _state(self, state: State) -> str:
        again = self._again(state)
        missing = object()
        said = [
            f"{name}=" + ("missing" if (value := again.get(name, missing)) is missing else self._words(value))
            for name in self.results
        ]
        said += [again.printed] if self._printing else []
        said += [self._words(list(again.drawn))] if self._drawing else []
        return "\n".join(said)

    def _call(self, call: Call) -> str:
        args, kwargs = copy.deepcopy(call.args), copy.deepcopy(dict(call.kwargs))
        function = self._again(call.state)[call.function]
        with listening() as heard:
            value = function(*args, **kwargs)
        printed = heard.getvalue() if self._printing or "stdout" in self.check["text"] else ""
        return f"{self._words(value)} {self._words(args)} {printed}"

    def _again(self, state: State) -> Again:
        return self._performance.rerun(self.answer["id"], dict(state.names))

    def _words(self, value: Any) -> str:
        return outputs.described(value, self._drawn)

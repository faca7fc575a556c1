"""The helpers that every test cell may use, for what plain values cannot show."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from grader import values
from grader.inside import drawn, remote_object
from grader.inside.answer_text import called_in, parsed
from grader.inside.remote import Again, LearnersError, Remote
from grader.inside.verdict import NotPlainData

MAX_PRINTED = 100_000


class Offers:
    """The helpers of one run, by name; what they say comes from the learner's process or from the recorder."""

    def __init__(self, remote: Remote) -> None:
        self._remote = remote

    @property
    def by_name(self) -> Mapping[str, Callable[..., Any]]:
        """What a test cell's globals begin with."""
        offered = (
            self.rerun,
            remote_object.arguments_after,
            self.answer_text,
            self.answer_tree,
            self.names_called,
            self.printed,
            self.figures,
        )
        return {helper.__name__: helper for helper in offered}

    def rerun(self, cell: str, /, **names: Any) -> Again:
        """Run the learner's answer cell once more, from the state before it, with other values for some names."""
        answer = self._remote.ask("again", cell=cell, names=values.encode(names))
        if answer.get("error") is not None or "copy" not in answer:
            raise LearnersError("the answer cell ended with an error")
        return Again(self._remote.copy(answer["copy"]))

    def answer_text(self, cell: str) -> str:
        """The learner's text of an answer cell, as the recorder has it."""
        return _text(self._remote.received(self._remote.ask("answer", cell=cell)))

    def answer_tree(self, cell: str) -> ast.Module:
        """The same as a syntax tree; raises Unreadable where the text is no Python."""
        return parsed(self.answer_text(cell))

    def names_called(self, cell: str) -> set[str]:
        """The names of the functions and methods that an answer cell calls."""
        return called_in(self.answer_tree(cell))

    def answers(self) -> list[str]:
        """The texts of the learner's cells so far, as the recorder has them; no test cell needs it by name."""
        # A decorator or a line run later may have made another function of what stands there.
        self._remote.observations.append("text")
        texts = self._remote.received(self._remote.ask("answers"))
        if type(texts) is not list:
            raise NotPlainData("malformed")
        return [_text(text) for text in texts]

    def printed(self, of: str | Again) -> str:
        """What an answer cell printed, when it ran or when it ran again."""
        asked, cell = (of._remote, None) if isinstance(of, Again) else (self._remote, of)
        return _text(asked.received(asked.ask("printed", cell=cell)))[:MAX_PRINTED]

    def figures(self, again: Again | None = None) -> list[drawn.Figure]:
        """The figures that the learner's cells have drawn so far; the verdict is marked as observed."""
        asked = self._remote if again is None else again._remote
        asked.observations.append("figures")
        return drawn.figures_in(asked.received(asked.ask("figures")))


def _text(value: object) -> str:
    if type(value) is not str:
        raise NotPlainData(values.bounded_name(type(value)))
    return value

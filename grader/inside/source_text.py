"""In T: ``inspect`` asked about a learner's function, answered from the text of the answers and never by S."""

from __future__ import annotations

import ast
import contextlib
import inspect
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from grader.inside.answer_text import parsed
from grader.inside.names import bound
from grader.inside.remote_object import NamedFunction, inside_of
from grader.inside.verdict import Unreadable

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def offer(texts: Callable[[], Sequence[str]]) -> None:
    """Let ``inspect.getsource`` and ``inspect.signature`` work on what the learner defined, in any cell; ``texts`` are those cells."""

    def getsource(of: Any, *, asked: Callable[..., str] = inspect.getsource) -> str:
        if not isinstance(of, NamedFunction):
            return asked(of)
        node, text = _definition(of, texts())
        return f"{ast.get_source_segment(text, node)}\n"

    def signature(
        of: Any, *, asked: Callable[..., inspect.Signature] = inspect.signature, **how: Any
    ) -> inspect.Signature:
        if not isinstance(of, NamedFunction):
            return asked(of, **how)
        node, _ = _definition(of, texts())
        if isinstance(node, ast.ClassDef):
            raise ValueError("a class has no parameters of its own")
        return inspect.Signature(list(_parameters(node.args)))

    vars(inspect).update(getsource=getsource, signature=signature)


def _definition(of: NamedFunction, texts: Sequence[str]) -> tuple[Definition, str]:
    """What defines a name last, with the text that it stands in; OSError where none does, as inspect has it.

    A name that gets another meaning later, or in a condition, is no function whose text is known.
    """
    name = str(inside_of(of)[1])
    for text in reversed(texts):
        with contextlib.suppress(Unreadable):
            for node in reversed(parsed(text).body):
                if isinstance(node, Definition) and node.name == name:
                    return node, text
                if name in bound([node]):
                    raise OSError("could not get source code")
    raise OSError("could not get source code")


def _parameters(given: ast.arguments) -> Iterator[inspect.Parameter]:
    """The parameters in their order, with those defaults that can be read without running anything."""
    kinds = inspect.Parameter
    placed = [*given.posonlyargs, *given.args]
    without = len(placed) - len(given.defaults)
    for place, (one, default) in enumerate(zip(placed, [*[None] * without, *given.defaults], strict=True)):
        kind = kinds.POSITIONAL_ONLY if place < len(given.posonlyargs) else kinds.POSITIONAL_OR_KEYWORD
        yield kinds(one.arg, kind, default=_default(default))
    if given.vararg:
        yield kinds(given.vararg.arg, kinds.VAR_POSITIONAL)
    for one, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        yield kinds(one.arg, kinds.KEYWORD_ONLY, default=_default(default))
    if given.kwarg:
        yield kinds(given.kwarg.arg, kinds.VAR_KEYWORD)


def _default(node: ast.expr | None) -> Any:
    if node is None:
        return inspect.Parameter.empty
    try:
        return ast.literal_eval(node)
    except ValueError:
        return ...

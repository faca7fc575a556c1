"""What test cells may use besides Python, as the grader offers it; here all in one process, for authors' own cells."""

import ast
import contextlib
import copy
import io
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from course import drawings
from course.syntax import parse

Namespace = dict[str, Any]


class Again(Namespace):
    """What a cell that ran again left behind: its names by index or as attributes."""

    printed = ""
    drawn: tuple[SimpleNamespace, ...] = ()

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass
class Past:
    """What has happened so far in one run: answers' texts, states before them, their printing, all drawings."""

    answers: dict[str, str]
    before: dict[str, Namespace] = field(default_factory=dict)
    drawn_before: dict[str, int] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    drawn: list[SimpleNamespace] = field(default_factory=list)


class Offers:
    """The helpers, by the names that the grader has for them."""

    def __init__(self, past: Past) -> None:
        self._past = past

    @property
    def by_name(self) -> Mapping[str, Callable[..., Any]]:
        """What a test cell's names begin with."""
        own = (self.rerun, self.answer_text, self.answer_tree, self.names_called, self.printed, self.figures)
        return {helper.__name__: helper for helper in (*own, arguments_after)}

    def rerun(self, cell: str, /, **names: Any) -> Again:
        """Run an answer cell again from the state before it, with other values for some names."""
        again = Again({**copied(self._past.before[cell]), **copy.deepcopy(names)})
        self._past.drawn += drawings.take()
        with listening() as heard:
            exec(compile(self._past.answers[cell], f"<{cell}>", "exec"), again)  # noqa: S102 - the author's own cell
        again.printed = heard.getvalue()
        earlier = self._past.drawn[: self._past.drawn_before[cell]]
        again.drawn = (*earlier, *drawings.take())
        return again

    def answer_text(self, cell: str) -> str:
        """The text of an answer."""
        return self._past.answers[cell]

    def answer_tree(self, cell: str) -> ast.Module:
        """The same as a syntax tree; IPython's own lines count as nothing."""
        text = self.answer_text(cell)
        with contextlib.suppress(SyntaxError):
            return parse(text)
        return parse("\n".join(map(_without_magic, text.split("\n"))))

    def names_called(self, cell: str) -> set[str]:
        """The names of the functions and methods that an answer calls."""
        calls = [node.func for node in ast.walk(self.answer_tree(cell)) if isinstance(node, ast.Call)]
        plain = {called.id for called in calls if isinstance(called, ast.Name)}
        return plain | {called.attr for called in calls if isinstance(called, ast.Attribute)}

    def printed(self, of: str | Again) -> str:
        """What an answer printed, when it ran or when it ran again."""
        return of.printed if isinstance(of, Again) else self._past.printed[of]

    def figures(self, again: Again | None = None) -> list[SimpleNamespace]:
        """What was drawn so far."""
        self._past.drawn += drawings.take()
        return [*(self._past.drawn if again is None else again.drawn)]


def arguments_after(function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> list[Any]:
    """The positional arguments as a call leaves them; the test's own objects stay as they are."""
    given = copy.deepcopy(list(args))
    function(*given, **kwargs)
    return given


def copied(names: Namespace) -> Namespace:
    """A state that later cells cannot change."""
    kept_as_they_are = (types.ModuleType, types.FunctionType, type)
    return {
        name: value if name.startswith("__") or isinstance(value, kept_as_they_are) else copy.deepcopy(value)
        for name, value in names.items()
    }


@contextlib.contextmanager
def listening() -> Iterator[io.StringIO]:
    """Hear what is printed."""
    with contextlib.redirect_stdout(io.StringIO()) as heard:
        yield heard


def _without_magic(line: str) -> str:
    bare = line.lstrip()
    return f"{line[: len(line) - len(bare)]}pass" if bare.startswith(("%", "!")) else line

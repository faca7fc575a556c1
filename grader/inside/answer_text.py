"""In T: what the text of a learner's answer shows, read without running it."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

from grader.inside.verdict import Unreadable


def parsed(text: str) -> ast.Module:
    """The syntax tree of a cell; IPython's own lines count as nothing."""
    try:
        return _parsed(text)
    except Unreadable:
        return _parsed("\n".join(map(_without_magic, text.split("\n"))))


def called_in(tree: ast.Module) -> set[str]:
    """The names of what is called, whether by a plain name or as a method."""
    return set(_called(tree))


def _parsed(text: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            # A learner's odd escape is no matter of the test's.
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Unreadable from None


def _without_magic(line: str) -> str:
    """A line of IPython's own does nothing; it keeps its depth, since it may be all that a block holds."""
    bare = line.lstrip()
    return f"{line[: len(line) - len(bare)]}pass" if bare.startswith(("%", "!")) else line


def _called(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
                yield name

"""Reads Python's syntax where lessons are worked on side by side."""

import ast
from contextlib import suppress

TRIES = 20


def parse(text: str) -> ast.Module:
    """`ast.parse`, tried again where Python 3.11 takes one thread's depth for another's (python/cpython#106905).

    Raises what `ast.parse` raises. What stands inside the grader's sandbox keeps the same for itself, since it
    imports nothing of the course.
    """
    for _ in range(TRIES - 1):
        with suppress(SystemError):
            return ast.parse(text)
    return ast.parse(text)

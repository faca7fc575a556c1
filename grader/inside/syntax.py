"""Reads Python's syntax where several threads do so at once."""

from __future__ import annotations

import ast
from contextlib import suppress

TRIES = 20


def parse(text: str) -> ast.Module:
    """`ast.parse`, tried again where Python 3.11 takes one thread's depth for another's (python/cpython#106905).

    Raises what `ast.parse` raises. Early 3.11 counts the depth once for all threads, and a collection of garbage
    between two nodes lets another thread in; the text has nothing to do with it.
    """
    for _ in range(TRIES - 1):
        with suppress(SystemError):
            return ast.parse(text)
    return ast.parse(text)

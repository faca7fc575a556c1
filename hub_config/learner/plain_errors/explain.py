"""Chooses the explanation for an error; the most special kind of error is asked first."""

from collections.abc import Callable
from typing import Any

from . import blanks, encoding, files, indentation, lookups, names, syntax, values
from .explanation import Cell, Explanation

Explain = Callable[[Any, Cell], Explanation | None]

KINDS: tuple[tuple[type[BaseException], Explain], ...] = (
    (IndentationError, indentation.indentation),
    (SyntaxError, syntax.syntax),
    (UnboundLocalError, names.unbound),
    (NameError, names.undefined),
    (AttributeError, names.attribute),
    (ModuleNotFoundError, names.module),
    (KeyError, lookups.key),
    (IndexError, lookups.index),
    (LookupError, encoding.unknown),
    (FileNotFoundError, files.missing),
    (OSError, files.no_room),
    (MemoryError, values.out_of_memory),
    (ZeroDivisionError, values.zero_division),
    (TypeError, values.wrong_type),
    (UnicodeDecodeError, encoding.unreadable),
    (UnicodeEncodeError, encoding.unwritable),
    (ValueError, values.wrong_value),
    (KeyboardInterrupt, values.stopped),
)


def explain(error: BaseException, cell: Cell) -> Explanation | None:
    """Two plain lines about the error; None where we have nothing better than the traceback."""
    if (unfilled := blanks.unfilled(error, cell)) is not None:
        return unfilled
    for kind, words in KINDS:
        if isinstance(error, kind):
            return words(error, cell)
    return None

"""Keys of rows in the book: made from names, so that every making of the book gives the same ones."""

import hashlib

from webapp.participation.gradebook.folder import NOTEBOOK


def assignment_id(lesson: str) -> str:
    """The key of a lesson in the book: the same in every making of it."""
    return row_id(lesson)


def notebook_id(lesson: str) -> str:
    """The key of a lesson's one notebook."""
    return row_id(lesson, NOTEBOOK)


def cell_id(lesson: str, kind: str, name: str) -> str:
    """The key of a cell."""
    return row_id(lesson, kind, name)


def row_id(*names: str) -> str:
    """A key as long as nbgrader's, always the same for the same names."""
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:32]

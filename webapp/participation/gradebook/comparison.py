"""照合: compares every offering's book with the record, and says in words where they differ."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db import Database
from webapp.participation.gradebook.book import TABLES, Book, Difference, Part, differences
from webapp.participation.gradebook.keys import assignment_id
from webapp.participation.gradebook.lessons import lesson_files, lesson_parts, releases_of
from webapp.participation.gradebook.library import Library
from webapp.participation.gradebook.projection import Turn, all_turns, page_files, page_in
from webapp.participation.gradebook.pages import page_parts

SAID = {
    "assignment": ("レッスン", "lesson"),
    "notebook": ("ノートブック", "notebook"),
    "base_cell": ("設問", "cell"),
    "grade_cells": ("設問の配点", "points of a cell"),
    "solution_cells": ("解答欄", "answer cell"),
    "student": ("受講者", "student"),
    "submitted_assignment": ("提出物", "hand-in"),
    "submitted_notebook": ("提出物", "hand-in"),
    "grade": ("得点", "score"),
    "comment": ("コメント", "comment"),
}


def compare(record: Session, book: Session, folder: Book, library: Library, turns: Iterable[Turn]) -> Iterator[str]:
    """Every difference between the record and an offering's book, one line each, in Japanese and English."""

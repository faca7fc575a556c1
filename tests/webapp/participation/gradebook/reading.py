"""Looking into a book as a person would: rows by name, files by path; and typing into it as formgrader does.

Where the book's rows are in PostgreSQL its folder says in which schema, and the test's conftest says at which address.
"""

import sqlite3
from contextlib import closing, contextmanager

import psycopg

addresses = []  # the newest last

GRADES = """
    SELECT sa.student_id, sa.id, cell.name, auto_score, manual_score, needs_manual_grade
    FROM grade JOIN base_cell cell ON cell.id = cell_id JOIN submitted_notebook sn ON sn.id = grade.notebook_id
    JOIN submitted_assignment sa ON sa.id = sn.assignment_id ORDER BY 1, 2, 3
"""
COMMENTS = """
    SELECT cell.name, auto_comment, manual_comment FROM comment JOIN base_cell cell ON cell.id = cell_id ORDER BY 1
"""
PUT_GRADE = """
    UPDATE grade SET manual_score = ?, extra_credit = ?, needs_manual_grade = (CAST(? AS FLOAT) IS NULL AND auto_score IS NULL)
    WHERE notebook_id = ? AND cell_id IN (SELECT id FROM base_cell WHERE name = ?)
"""
PUT_COMMENT = """
    UPDATE comment SET manual_comment = ?
    WHERE notebook_id = ? AND cell_id IN (SELECT id FROM base_cell WHERE name = ?)
"""


@contextmanager
def opened(course):
    """The book's rows, each statement by itself, for questions with ? in either database."""
    note = course / "gradebook.schema"
    if note.exists():
        options = f"-csearch_path={note.read_text().strip()}"
        with psycopg.connect(addresses[-1], options=options, autocommit=True) as book:
            yield lambda query, values=(): book.execute(query.replace("?", "%s"), values)
    else:
        with closing(sqlite3.connect(course / "gradebook.db", isolation_level=None)) as book:
            yield book.execute


def rows(course, query):
    with opened(course) as ask:
        return ask(query).fetchall()


def grades(course):
    """By student, hand-in and cell: the automatic points, the instructor's, and whether one is still waited for."""
    return {row[:3]: (*row[3:5], bool(row[5])) for row in rows(course, GRADES)}


def comments(course):
    return {name: tuple(said) for name, *said in rows(course, COMMENTS)}


def type_mark(course, number, name, points=None, *, extra=None, comment=None):
    """Do what formgrader does when an instructor types; False where the page that was open is gone."""
    with opened(course) as ask:
        changed = ask(PUT_GRADE, (points, extra, points, number, name)).rowcount
        changed += ask(PUT_COMMENT, (comment, number, name)).rowcount
    return bool(changed)


def everything(course):
    """The whole book: every row and every file, to compare one making of it with another."""
    tables = [name for (name,) in rows(course, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    data = {table: sorted(rows(course, f"SELECT * FROM {table}"), key=str) for table in tables}  # noqa: S608
    files = {
        str(file.relative_to(course)): file.read_bytes()
        for file in sorted(course.rglob("*"))
        if file.is_file() and file.name != ".lock" and not file.name.startswith("gradebook.db")
    }
    return data, files

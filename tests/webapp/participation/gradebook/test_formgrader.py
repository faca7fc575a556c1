"""nbgrader's own programs read the book, and show what the record says."""

import csv
import io
import json
import urllib.error
from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from tests.webapp.participation import classroom as room
from tests.webapp.participation.gradebook.conftest import LATER
from tests.webapp.participation.gradebook.formgrader import formgrader, nbgrader
from tests.webapp.participation.gradebook.reading import everything
from webapp.participation.gradebook.rebuilding import rebuild
from webapp.participation.models import ManualMark, Score

# As a learner could write it: into free text, code, outputs, attachments, names and cells of their own.
SCRIPT = "<script>alert(1)</script>"
HOSTILE = f"""{SCRIPT}
```
</code></pre><img src=x onerror=alert(2)>
```
$$\\href{{javascript:alert(3)}}{{x}}$$ [x](javascript:alert(4)) ![x](attachment:evil.svg)
"""


def hostile_work():
    notebook = json.loads(room.work())
    cells = {cell["id"]: cell for cell in notebook["cells"]}
    cells["b1-text"] |= {"source": HOSTILE, "attachments": {"evil.svg": {"image/svg+xml": SCRIPT}}}
    cells["b1-1-answer"]["outputs"] = [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"text/html": SCRIPT, "application/javascript": "1"},
        }
    ]
    cells["b1-2-answer"]["source"] = f"x = '''{HOSTILE}'''"
    extra = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": HOSTILE},
        {"cell_type": "raw", "id": "b", "metadata": {"format": "text/html"}, "source": HOSTILE},
        {"cell_type": "markdown", "id": "c", "metadata": {}, "source": "```mermaid\n" + HOSTILE},
        room.cell("code", HOSTILE, grade_id=f'"><b>{SCRIPT}', grade=True, solution=True, points=1),
    ]
    notebook["metadata"] |= {"title": SCRIPT, "widgets": {"x": SCRIPT}}
    return json.dumps({**notebook, "cells": [*notebook["cells"], *extra]}).encode()


@pytest.fixture
def kept(hand_in, classroom, keeper, course):
    """Two learners' work in the book: aoi's best attempt was not the last, yui's is hostile and fails everything."""
    hand_in("b1-2")
    hand_in("b1-1")
    hand_in(learner=classroom.yui, content=hostile_work())
    keeper.look(LATER)
    return course


@pytest.fixture
def recorded(database):
    """The points of every score in the record."""
    with database.sessions() as session:
        return {score.submission.number: score.points for score in session.scalars(select(Score))}


def test_formgrader_shows_the_records_numbers_and_gives_back_what_is_typed_there(
    kept, recorded, classroom, tmp_path, keeper, session
):
    aoi, yui = classroom.aoi.hub_user, classroom.yui.hub_user
    with formgrader(kept, tmp_path) as running:
        (assignment,) = running.get("assignments")
        assert (assignment["name"], assignment["max_score"], assignment["num_submissions"]) == (
            "b1",
            5 + 4,
            2,
        )
        assert assignment["average_score"] == (recorded["S-00000001"] + recorded["S-00000003"]) / 2
        submissions = {found["student"]: found for found in running.get("submissions/b1")}
        for student, number in ((aoi, "S-00000001"), (yui, "S-00000003")):
            assert submissions[student]["score"] == recorded[number]
            assert submissions[student]["autograded"] is True
            assert submissions[student]["submitted"] is True
            assert submissions[student]["needs_manual_grade"] is True
        assert submissions[aoi]["display_timestamp"] == "2026-06-01 13:00:00 JST"
        assert {found["id"]: found["score"] for found in running.get("students")} == {aoi: 3, yui: 0}

        grades = {grade["name"]: grade for grade in running.get("grades?submission_id=S-00000001")}
        assert [grades[name]["auto_score"] for name in ("b1-1", "b1-2", "b1-text")] == [0, 3, None]
        comments = {
            said["name"]: said["auto_comment"] for said in running.get("comments?submission_id=S-00000001")
        }
        assert comments["b1-1-answer"] == "合計がちがうようです。"

        assert "思ったこと" in running.page("/formgrader/submissions/S-00000001/")
        hostile = Page(running.page("/formgrader/submissions/S-00000003/"))
        assert hostile.alive == []
        assert hostile.quoted > 5

        running.put(f"grade/{grades['b1-text']['id']}", {"manual_score": 3, "extra_credit": None})
        keeper.look(LATER)
        assert [(mark.grade_id, mark.points) for mark in session.scalars(select(ManualMark))] == [
            ("b1-text", 3)
        ]
        assert running.get(f"submission/b1/{aoi}")["score"] == 6
        assert running.get(f"submission/b1/{aoi}")["needs_manual_grade"] is False


def test_a_page_left_open_takes_no_mark_for_a_text_that_came_after_it(
    kept, hand_in, keeper, classroom, tmp_path, session
):
    with formgrader(kept, tmp_path) as running:
        grades = {grade["name"]: grade for grade in running.get("grades?submission_id=S-00000001")}
        newer = hand_in("b1-1", "b1-2", text="書き直しました")
        keeper.look(LATER)
        with pytest.raises(urllib.error.HTTPError, match="404"):
            running.put(f"grade/{grades['b1-text']['id']}", {"manual_score": 1})
        assert "書き直しました" in running.page(f"/formgrader/submissions/{newer.number}/")

        rebuild(keeper.record, keeper.gradebooks, keeper.library, classroom.offering.id, LATER)
        assert running.get(f"submission/b1/{classroom.aoi.hub_user}")["score"] == 5

        before = everything(kept)
        refused = running.post(f"submission/b1/{classroom.aoi.hub_user}/autograde")
        assert refused["success"] is False
        assert "採点は立山が行います" in refused["log"]
        assert everything(kept) == before


class Page(HTMLParser):
    """Where on a page a learner's words came to lie: as text between pre tags, or anywhere else."""

    def __init__(self, text):
        super().__init__()
        self.pre, self.quoted, self.alive = 0, 0, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.pre += tag == "pre"
        self.alive += [
            (tag, value) for _, value in attributes if "alert(" in (value or "") or value == "mermaid"
        ]

    def handle_endtag(self, tag):
        self.pre -= tag == "pre"

    def handle_data(self, text):
        if "alert" in text or "\\href" in text:
            self.quoted += bool(self.pre)
            self.alive += [] if self.pre else [text]


def test_export_writes_the_records_numbers(kept, recorded, classroom, tmp_path):
    done = nbgrader(kept, tmp_path, "export", "--to", "grades.csv")
    assert done.returncode == 0, done.stderr
    rows = {row["student_id"]: row for row in csv.DictReader(io.StringIO((kept / "grades.csv").read_text()))}
    assert {student: float(row["score"]) for student, row in rows.items()} == {
        classroom.aoi.hub_user: recorded["S-00000001"],
        classroom.yui.hub_user: recorded["S-00000003"],
    }
    assert rows[classroom.aoi.hub_user]["timestamp"].startswith("2026-06-01 04:00:00")
    assert {float(row["late_submission_penalty"]) for row in rows.values()} == {0}


def test_nbgraders_own_commands_work_on_it_and_its_autograding_is_refused(kept, classroom, tmp_path):
    students = nbgrader(kept, tmp_path, "db", "student", "list")
    assert classroom.aoi.hub_user in students.stdout, students.stderr
    assert "b1 (due: None)" in nbgrader(kept, tmp_path, "db", "assignment", "list").stdout
    before = everything(kept)
    refused = nbgrader(kept, tmp_path, "autograde", "b1", "--force")
    assert refused.returncode != 0
    assert "採点は立山が行います" in refused.stderr
    assert everything(kept) == before


def test_the_book_is_stamped_so_that_nbgraders_migrations_find_nothing_to_do(kept):
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import create_engine

    from webapp.participation.gradebook.book import MIGRATIONS

    engine = create_engine(f"sqlite:///{kept / 'gradebook.db'}")
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    assert found == ScriptDirectory(str(MIGRATIONS)).get_current_head()

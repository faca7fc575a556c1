import json
import os
import subprocess
import sys

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.utils import compute_checksum

from course.catalogue import ROOT
from course.mistake import ContentMistake
from course.release import build, digest_of, learner_notebook, open_template, read_materials, source_notebook

files = st.dictionaries(st.text(min_size=1, max_size=5), st.binary(max_size=20), min_size=1, max_size=4)


def build_tiny(tiny):
    lesson = tiny.lesson()
    return build("tiny", lesson, read_materials(lesson))


def notebook_of(built, name):
    return nbformat.reads(built.files[name].decode(), as_version=4)


def cell_of(notebook, name):
    return next(cell for cell in notebook.cells if cell.id == name)


def test_two_builds_are_the_same_byte_for_byte(b1, built_b1):
    assert build("beginner", b1, read_materials(b1)) == built_b1


def test_processes_with_other_hash_seeds_build_the_same_bytes(tmp_path):
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "course", "build", "--out", str(tmp_path / seed)],
            check=True, cwd=ROOT.parent, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True,
        )  # fmt: skip
    one, two = ({f.relative_to(tmp_path / s): f for f in (tmp_path / s).rglob("*")} for s in ("1", "2"))
    assert one.keys() == two.keys()
    assert all(one[name].read_bytes() == two[name].read_bytes() for name in one if one[name].is_file())


@settings(deadline=None)
@given(files, st.data())
def test_the_digest_changes_when_any_byte_changes(content, data):
    name = data.draw(st.sampled_from(sorted(content)))
    place = data.draw(st.integers(0, len(content[name])))
    changed = content[name][:place] + data.draw(st.binary(min_size=1, max_size=2)) + content[name][place:]
    assert digest_of({**content, name: changed}) != digest_of(content)


@settings(deadline=None)
@given(files, st.text(min_size=1, max_size=5))
def test_the_digest_changes_when_a_file_gets_another_name(content, other):
    name, body = sorted(content.items())[0]
    renamed = {**{key: value for key, value in content.items() if key != name}, other: body}
    assert (digest_of(renamed) == digest_of(content)) == (renamed == content)


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=8), st.integers(0, 8))
def test_the_digest_notices_bytes_that_move_from_one_file_to_the_next(body, place):
    moved = {"a": body[:place], "b": body[place:]}
    assert (digest_of(moved) == digest_of({"a": body, "b": b""})) == (body[place:] == b"")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("l1/lesson.md", "1 + 1", "1 + 2"),
        ("l1/exercise.md", "合計がちがいます。", "合計がちがうようです。"),
        ("l1/data/apples.csv", "3", "4"),
        ("l1/lesson.toml", "全部を足すと", "みんな足すと"),
    ],
)
def test_a_change_in_any_authored_file_makes_a_new_release(tiny, name, old, new):
    before = build_tiny(tiny).digest
    assert build_tiny(tiny.replace(name, old, new)).digest != before


def test_a_release_holds_exactly_its_files(built_b1):
    assert set(built_b1.files) == {
        "lesson.json",
        "source.ipynb",
        "learner/lesson.ipynb",
        "learner/exercise.ipynb",
        "learner/data/toyama_municipalities.csv",
    }


def test_learners_notebooks_say_what_they_were_made_from(built_b1):
    for name, role in (("learner/exercise.ipynb", "exercise"), ("learner/lesson.ipynb", "lesson")):
        assert notebook_of(built_b1, name).metadata["tateyama"] == {
            "course": "beginner", "lesson": "b1", "release": built_b1.digest, "role": role,
        }  # fmt: skip


def test_the_manifest_holds_the_hints_and_the_points(built_b1):
    manifest = json.loads(built_b1.files["lesson.json"])
    assert manifest["digest"] == built_b1.digest
    assert manifest["max_points"] == 12 == sum(exercise["points"] for exercise in manifest["exercises"])
    assert all(len(exercise["hints"]) == 2 for exercise in manifest["exercises"])


def test_the_source_keeps_solutions_and_hidden_tests(built_b1):
    source = built_b1.files["source.ipynb"].decode()
    assert "BEGIN SOLUTION" in source
    assert "BEGIN HIDDEN TESTS" in source


@pytest.mark.parametrize("name", ["source.ipynb", "learner/exercise.ipynb"])
def test_both_notebooks_are_ordinary_nbgrader_notebooks(built_b1, name):
    MetadataValidator().validate_nb(notebook_of(built_b1, name))


def test_what_a_learner_must_not_change_is_locked_and_sealed(built_b1):
    notebook = notebook_of(built_b1, "learner/exercise.ipynb")
    locked = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("locked")]
    assert [cell.id for cell in locked] == ["b1-data", *(f"b1-{number}" for number in range(1, 8))]
    for cell in locked:
        assert cell.metadata["editable"] is False
        assert cell.metadata["deletable"] is False
        assert cell.metadata["nbgrader"]["checksum"] == compute_checksum(cell)


def test_a_learner_gets_the_template_with_its_blank(tiny):
    learner = learner_notebook(source_notebook(tiny.files["l1/exercise.md"]))
    assert cell_of(learner, "l1-1-answer").source == "total_apples = ____(apples)"


def test_an_answer_without_a_template_starts_from_a_stub_in_japanese(tiny):
    text = tiny.files["l1/exercise.md"]
    start, end = text.index("### BEGIN TEMPLATE"), text.index("### BEGIN SOLUTION")
    learner = learner_notebook(source_notebook(text[:start] + text[end:]))
    assert cell_of(learner, "l1-1-answer").source == "# ここに書いてください\nraise NotImplementedError()"


def test_an_example_of_free_text_is_replaced_by_an_invitation_to_write(tiny):
    learner = learner_notebook(source_notebook(tiny.files["l1/exercise.md"]))
    assert cell_of(learner, "l1-text").source.startswith("（ここに書いてください。")


def test_the_source_is_left_as_it_was_when_the_learners_notebook_is_made(tiny):
    source = source_notebook(tiny.files["l1/exercise.md"])
    before = json.dumps(source)
    learner_notebook(source)
    assert json.dumps(source) == before


def test_a_template_keeps_indentation_and_empty_lines():
    source = "### BEGIN TEMPLATE\n# def f(x):\n#\n#     return ____\n### END TEMPLATE\n"
    assert open_template(source) == "def f(x):\n\n    return ____"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{schema_version: 3, grade_id: l1-data,", "{schema_version: 3, grade_id: [l1-data,"),
        (
            "schema_version: 3, grade_id: l1-1, grade: true, points: 3,",
            "schema_version: 3, grade_id: l1-1, grade: true,",
        ),
        ("### END SOLUTION", "### END SOLUTIN"),
        ("### END HIDDEN TESTS", "### END HIDDEN TSTS"),
    ],
)
def test_a_notebook_that_cannot_be_made_is_a_mistake_with_its_file(tiny, old, new):
    tiny.replace("l1/exercise.md", old, new)
    with pytest.raises(ContentMistake) as mistake:
        build_tiny(tiny)
    assert mistake.value.file.name == "exercise.md"
    assert mistake.value.line is not None

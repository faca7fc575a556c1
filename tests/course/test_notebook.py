import nbformat
from hypothesis import given, settings
from hypothesis import strategies as st

from course.notebook import grade_id_of, is_answer, is_graded_code, read_myst, to_bytes


def test_a_cell_is_named_by_its_grade_id_or_by_its_place(tiny):
    names = [cell.id for cell in read_myst(tiny.files["l1/exercise.md"]).cells]
    assert names == ["cell-001", "l1-data", "cell-003", "l1-1-answer", "l1-1", "l1-text"]


def test_answers_and_tests_are_told_apart(tiny):
    cells = read_myst(tiny.files["l1/exercise.md"]).cells
    assert [grade_id_of(cell) for cell in cells if is_answer(cell)] == ["l1-1-answer"]
    assert [grade_id_of(cell) for cell in cells if is_graded_code(cell)] == ["l1-1"]


def test_a_notebook_names_its_kernel_and_no_version_of_anything(tiny):
    metadata = read_myst(tiny.files["l1/lesson.md"]).metadata
    assert set(metadata) == {"kernelspec", "language_info"}
    assert metadata["kernelspec"]["name"] == "python3"


@settings(deadline=None)
@given(st.lists(st.text(alphabet="あいう abc", min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_any_prose_becomes_the_same_valid_notebook_each_time(paragraphs):
    text = "\n\n+++\n\n".join(paragraphs)
    once, twice = to_bytes(read_myst(text)), to_bytes(read_myst(text))
    assert once == twice
    nbformat.validate(nbformat.reads(once.decode(), as_version=4))

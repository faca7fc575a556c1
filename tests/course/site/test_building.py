import pytest

from course.beginnings import new_course
from course.catalogue import load_courses
from course.content import Text
from course.mistake import ContentMistake
from course.site.building import build_site


@pytest.fixture
def build(tiny, tmp_path):
    def build():
        tiny.write()
        return build_site(load_courses(tiny.root).values(), tmp_path / "site")

    return build


def test_a_page_shows_the_lesson_with_its_results_and_no_solution_or_test(build, tiny, tmp_path):
    tiny.replace("l1/lesson.md", "1 + 1", "40 + 2")
    tiny.write()
    new_course(tiny.root, "composed", ["tiny/l1"], Text("組み合わせ", "Composed"))
    assert build() == [tmp_path / "site" / "tiny" / "l1.html"]
    page = (tmp_path / "site" / "tiny" / "l1.html").read_text()
    assert "りんごを数える" in page
    assert "<code>42" in page or ">42</pre>" in page
    assert "合計<span>基本</span>" in page
    everything = "".join(file.read_text() for file in (tmp_path / "site").rglob("*") if file.is_file())
    for secret in ("sum(apples)", "かごを変えると", "全部を足すと", "六つあり", "total_apples"):
        assert secret not in everything
    assert "http://" not in everything
    assert "https://" not in everything
    index = (tmp_path / "site" / "index.html").read_text()
    assert index.count('href="tiny/l1.html"') == 2


def test_a_page_is_made_again_only_when_its_lesson_changed(build, tiny):
    assert len(build()) == 1
    assert build() == []
    tiny.replace("l1/lesson.md", "1 + 1", "1 + 2")
    assert len(build()) == 1


def test_a_lesson_that_does_not_run_is_a_sentence_and_no_page(build, tiny, tmp_path):
    tiny.replace("l1/lesson.md", "1 + 1", "1 / 0")
    with pytest.raises(ContentMistake, match="ZeroDivisionError"):
        build()
    assert not (tmp_path / "site" / "tiny" / "l1.html").exists()

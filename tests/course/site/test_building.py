import re

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


def test_beside_each_page_lies_the_same_text_in_an_english_frame(build, tmp_path):
    build()
    japanese, english = ((tmp_path / "site/tiny" / name).read_text() for name in ("l1.html", "l1.en.html"))
    assert '<html lang="ja">' in japanese
    assert '<html lang="en">' in english
    assert '<div lang="ja">' in english
    text = japanese.partition('<main id="text">\n')[2].partition('<section class="exercises"')[0]
    assert len(text) > 100
    assert text in english
    assert "The text of the lessons is in Japanese." in english
    # Each leads to the other, and its list to pages with the same frame.
    assert 'href="l1.en.html"' in japanese
    assert 'href="l1.html"' in english
    assert 'href="../index.en.html"' in english
    assert 'href="tiny/l1.en.html"' in (tmp_path / "site/index.en.html").read_text()


def test_a_page_is_made_again_only_when_its_lesson_changed(build, tiny):
    assert len(build()) == 1
    assert build() == []
    tiny.replace("l1/lesson.md", "1 + 1", "1 + 2")
    assert len(build()) == 1


@pytest.fixture
def three(tiny):
    """Three lessons in their order; each is the first under another name."""
    tiny.replace("course.toml", 'lessons = ["l1"]', 'lessons = ["l1", "l2", "l3"]')
    tiny.files["course.toml"] = tiny.files["course.toml"].partition("[[planned]]")[0]
    for slug, title in (("l2", "みかん & なし"), ("l3", "かきを数える")):
        for name, text in list(tiny.files.items()):
            if name.startswith("l1/"):
                tiny.files[name.replace("l1/", f"{slug}/")] = text.replace("りんごを数える", title)
    return tiny


def test_a_page_leads_on_to_the_lessons_beside_it_by_their_titles(three, build, tmp_path):
    build()
    first, second, third = (turns(tmp_path / f"site/tiny/{slug}.html") for slug in ("l1", "l2", "l3"))
    assert first == {"next": ("l2", "次のレッスン", "L2 みかん &amp; なし")}
    assert second == {
        "prev": ("l1", "前のレッスン", "L1 りんごを数える"),
        "next": ("l3", "次のレッスン", "L3 かきを数える"),
    }
    assert third == {"prev": ("l2", "前のレッスン", "L2 みかん &amp; なし")}


def test_a_page_is_made_again_when_the_lesson_beside_it_has_another_title(three, build, tmp_path):
    assert len(build()) == 3
    three.replace("l2/lesson.toml", "みかん & なし", "ぶどう")
    assert [page.name for page in build()] == ["l1.html", "l2.html", "l3.html"]
    assert turns(tmp_path / "site/tiny/l1.html")["next"][2] == "L2 ぶどう"


def turns(page):
    """Where the foot of a page leads: the lesson, what it is to this one, and its name."""
    found = re.findall(
        r'<a rel="(\w+)" href="\.\./tiny/(\w+)\.html"><span>(.*?)</span>(.*?)</a>', page.read_text()
    )
    return {rel: (slug, words, title) for rel, slug, words, title in found}


def test_a_lesson_that_does_not_run_is_a_sentence_and_no_page(build, tiny, tmp_path):
    tiny.replace("l1/lesson.md", "1 + 1", "1 / 0")
    with pytest.raises(ContentMistake, match="ZeroDivisionError"):
        build()
    assert not (tmp_path / "site" / "tiny" / "l1.html").exists()

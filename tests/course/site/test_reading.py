import base64

from course.notebook import read_myst
from course.site.reading import body_of

PICTURE = base64.b64encode(b"png").decode()
LESSON = "# 題\n\n[演習](exercise.ipynb)と[統計局](https://example.org/)\n\n| 列 | 人 |\n|---|---|\n| a | 1 |\n\n```{code-cell}\nplt.title('人口')\n```\n"


def page_of(*outputs, lesson=LESSON):
    body = body_of(read_myst(lesson), [outputs], "b1")
    return "".join(body.pieces), body.pictures


def test_a_link_to_the_learners_own_files_stays_as_words():
    page, _ = page_of()
    assert "exercise.ipynb" not in page
    assert "演習と" in page
    assert 'href="https://example.org/"' in page


def test_a_table_scrolls_by_itself_also_from_a_keyboard():
    page, _ = page_of()
    assert '<div class="wide" tabindex="0" role="group" aria-label="表"><table' in page


def test_a_chart_is_a_file_beside_the_page_and_says_its_title():
    page, pictures = page_of({"data": {"image/png": PICTURE, "text/plain": "<Figure>"}})
    assert pictures == {"b1-1.png": b"png"}
    assert '<img src="b1-1.png" alt="グラフ: 人口">' in page
    assert "&lt;Figure" not in page


def test_a_data_frame_loses_what_the_pages_policy_refuses():
    frame = '<style scoped>a</style><table border="1" class="dataframe"><tr style="text-align: right;"><th></th><th>a</th></tr></table>'
    page, _ = page_of({"data": {"text/html": frame}})
    assert "style" not in page
    assert "border=" not in page
    assert "<th></th>" not in page


def test_a_sentence_a_line_is_shown_without_spaces_between():
    page, _ = page_of(lesson="一つ目です。\n二つ目です。\nThe third\nline.\n")
    assert "一つ目です。二つ目です。" in page
    assert "The third\nline." in page


def test_printed_text_is_shown_as_it_is():
    page, _ = page_of({"text": "1 < 2\n"})
    assert "1 &lt; 2" in page
    assert page_of({"text": "\n"})[0] == page_of()[0]


def test_a_line_that_the_kernel_sends_in_two_parts_is_one():
    page, _ = page_of({"name": "stdout", "text": "6"}, {"name": "stdout", "text": [" 行\n"]})
    assert page.count('class="output"') == 1
    assert "6 行" in page

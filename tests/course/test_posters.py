"""Charts for the blackboard: read from numbers, their slips named with file and line, their numbers the module's own."""

import csv
import re
from dataclasses import replace

import pytest

from course.catalogue import load_courses, posters_of, worksheet_of
from course.take_home import mistakes_in

POSTERS = """[[posters]]
title = "記録"
kind = "dots"
source = "架空のデータ"
x = { label = "とべた数（回）", from = 40, to = 80, step = 5 }

[[posters.series]]
label = "1組"
values = [56, 58.5]

[[posters]]
title = "散布図"
kind = "scatter"
source = "架空のデータ"
x = { label = "ひれ（mm）", from = 180, to = 230, step = 5 }
y = { label = "くちばし（mm）", from = 34, to = 54, step = 2 }

[[posters.series]]
label = "ア"
points = [[190, 38]]

[[posters.series]]
label = "ヒ"
points = [[196, 49], [192, 46]]

[[posters.cuts]]
label = "質問1"
points = [[205, 34], [205, 54]]
"""
LESSONS = {lesson.slug: lesson for lesson in load_courses()["teacher_training"].lessons}


@pytest.fixture
def module(tmp_path):
    """A lesson with these posters."""

    def write(text=POSTERS):
        (tmp_path / "posters.toml").write_text(text, encoding="utf-8")
        return replace(load_courses()["beginner"].lessons[0], folder=tmp_path)

    return write


def test_posters_are_read_one_by_one(module):
    dots, scatter = posters_of(module())
    assert dots.series[0].values == (56, 58.5)
    assert (dots.y, dots.ink) == (None, "colour")
    assert [one.label for one in scatter.series] == ["ア", "ヒ"]
    assert scatter.series[1].points == ((196, 49), (192, 46))
    assert scatter.cuts[0].points == ((205, 34), (205, 54))


def test_a_lesson_without_the_file_has_no_posters():
    assert posters_of(LESSONS["t0"]) == ()


@pytest.mark.parametrize(
    ("old", "new", "said", "line"),
    [
        ('kind = "dots"', 'kind = "pie"', "pie", 3),
        ('title = "散布図"', f'title = "{"あ" * 29}"', "29", 12),
        ('source = "架空のデータ"', "", "source", 1),
        ('source = "架空のデータ"', 'source = "架空のデータ"\ncolor = "red"', "color", 5),
        ('source = "架空のデータ"', 'source = "架空のデータ"\nink = "red"', "ink", 5),
        ("とべた数（回）", "とべた数", "単位", 5),
        ("step = 5 }", "step = 0 }", "目盛り", 5),
        ("step = 5 }", "step = 1 }", "目盛り", 5),
        ("from = 40", 'from = "40"', "from", 5),
        ("[56, 58.5]", '[56, "58"]', "values", 9),
        ("[56, 58.5]", "[56, 580]", "580", 9),
        ("[56, 58.5]", "[]", "values", 9),
        ("[[196, 49], [192, 46]]", "[[196, 49], [192]]", "points", 24),
        ("[[196, 49], [192, 46]]", "[[196, 49], [192, 460]]", "460", 24),
        ("[[196, 49], [192, 46]]", "[[196, 49], [192, 46]]\nline = 1", "line", 25),
        ("[[205, 34], [205, 54]]", "[[205, 34]]", "境の線", 28),
        ('kind = "scatter"', 'kind = "lines"', "cuts", 11),
    ],
)
def test_a_slip_is_named_with_its_line(module, old, new, said, line):
    text = POSTERS.replace(old, new, 1)
    assert text != POSTERS
    (mistake,) = mistakes_in(module(text))
    assert said in str(mistake)
    assert (mistake.file.name, mistake.line) == ("posters.toml", line)


def test_the_points_of_a_line_are_in_order(module):
    text = POSTERS.replace('kind = "scatter"', 'kind = "lines"').split("[[posters.cuts]]")[0]
    (mistake,) = mistakes_in(module(text))
    assert "横の順" in str(mistake)
    assert mistake.line == 24


def test_there_are_at_most_four_series(module):
    more = '\n[[posters.series]]\nlabel = "1組"\nvalues = [50]\n'
    (mistake,) = mistakes_in(module(POSTERS.split("\n[[posters]]\ntitle")[0] + more * 4))
    assert "5" in str(mistake)


WRITING = """[[posters]]
title = "カード"
kind = "cards"
source = "架空のデータ"
texts = ["1", "2"]
"""


@pytest.mark.parametrize(
    ("old", "new", "said", "line"),
    [
        ('["1", "2"]', "[]", "0", 5),
        ('["1", "2"]', str([str(n) for n in range(13)]).replace("'", '"'), "13", 5),
        ('"2"]', '"123"]', "123", 5),
        ('"2"]', "2]", "文字でない", 5),
        ('texts = ["1", "2"]', 'texts = ["1"]\nink = "black"', "ink", 6),
        ('kind = "cards"', 'kind = "words"\ncuts = []', "cuts", 4),
    ],
)
def test_a_slip_in_words_or_cards_is_named_with_its_line(module, old, new, said, line):
    assert posters_of(module(WRITING))[0].texts == ("1", "2")
    (mistake,) = mistakes_in(module(WRITING.replace(old, new, 1)))
    assert said in str(mistake)
    assert mistake.line == line


def test_the_sentences_of_t3_and_the_cards_of_t5_are_those_of_their_worksheets():
    (sentences,) = posters_of(LESSONS["t3"])
    assert "".join(sentences.texts) in worksheet_of(LESSONS["t3"]).parts[0].text
    (cards,) = posters_of(LESSONS["t5"])
    rows = worksheet_of(LESSONS["t5"]).parts[0].rows
    assert list(cards.texts) == [cell for row in rows for cell in row[1:-1]]


def test_the_dots_of_t2_are_the_numbers_of_its_worksheet_and_of_its_table():
    (poster,) = posters_of(LESSONS["t2"])
    text = next(
        part.text for part in worksheet_of(LESSONS["t2"]).parts if "小さい順に並べました" in part.text
    )
    with (LESSONS["t2"].folder / "data" / "synthetic_jump_rope.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    assert [one.label for one in poster.series] == ["1組", "2組"]
    for one in poster.series:
        written = re.search(rf"^{one.label}　([\d　]+)$", text, re.MULTILINE)[1]
        assert list(one.values) == [int(number) for number in written.split("　")]
        assert list(one.values) == sorted(int(row["times"]) for row in table if row["class"] == one.label)


def test_the_posters_of_t4_are_the_training_data_and_the_answer_of_its_worksheet():
    birds, solved = posters_of(LESSONS["t4"])
    sheet = worksheet_of(LESSONS["t4"])
    rows = [cells for row in sheet.parts[0].rows for cells in (row[1:4], row[5:8])]
    for poster in (birds, solved):
        drawn = [
            (one.label, str(x), str(y)) for one in poster.series for x, y in one.points
        ]  # fmt: skip
        assert sorted(drawn) == sorted(rows)
    assert birds.cuts == ()
    answer = next(part.answer for part in sheet.parts if part.text.startswith("3　"))
    first, second = solved.cuts
    assert f"質問1は {first.points[0][0]:g}" in answer
    assert f"質問2は {second.points[0][1]:g}" in answer


def test_the_graphs_of_t1_are_the_table_of_its_worksheet_on_scales_that_differ():
    posters = posters_of(LESSONS["t1"])
    rows = worksheet_of(LESSONS["t1"]).parts[0].rows
    for poster, row in zip(posters, rows, strict=True):
        (one,) = poster.series
        assert one.label == row[0]
        assert one.points == tuple(zip(range(9, 16), map(float, row[1:]), strict=True))
    assert posters[0].y.end - posters[0].y.start > 2 * (posters[1].y.end - posters[1].y.start)


def test_the_graph_of_t6_is_that_of_its_lesson_in_colour_and_in_black():
    colour, black = posters_of(LESSONS["t6"])
    assert (colour.ink, black.ink) == ("colour", "black")
    assert (colour.x, colour.y, colour.series) == (black.x, black.y, black.series)
    told = (LESSONS["t6"].folder / "lesson.md").read_text(encoding="utf-8")
    for one in colour.series:
        assert f'("{one.label}", {[y for _, y in one.points]}, ' in told

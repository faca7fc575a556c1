"""Charts for the blackboard: one to a sheet, read from the back of the room, told apart without colour."""

import io
import re
import subprocess
from itertools import combinations

import pytest
from PIL import Image, ImageChops

from course.catalogue import Writing, lesson_plan_of, load_courses, posters_of
from course.posters import LONGEST, MOST_WRITTEN
from webapp.programme.take_home.chart import chart_of
from webapp.programme.take_home.drawing import draw_posters

P = "/services/tateyama/courses/teacher_training"
LESSONS = [lesson for lesson in load_courses()["teacher_training"].lessons if posters_of(lesson)]
EVERY_MODULE = pytest.mark.parametrize("lesson", LESSONS, ids=[lesson.slug for lesson in LESSONS])
WIDTH, HEIGHT = 841.9, 595.3
SMALLEST_POINTS = 18
PIXELS_PER_MM = 8


def ask(tool, content, *flags):
    return subprocess.run([tool, *flags], input=content, capture_output=True, check=True).stdout


def words_of(content):
    """Each page's words with their boxes in points."""
    told = ask("pdftotext", content, "-bbox", "-", "-").decode()
    word = re.compile(
        r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
    )
    return [
        [(tuple(map(float, found[:4])), found[4]) for found in word.findall(page)]
        for page in told.split("<page ")[1:]
    ]


def picture_of(content, page):
    dpi = str(PIXELS_PER_MM * 25.4)
    return Image.open(
        io.BytesIO(ask("pdftoppm", content, "-r", dpi, "-f", str(page), "-l", str(page), "-png", "-"))
    )


def written_on(poster):
    if isinstance(poster, Writing):
        return poster.texts
    return (poster.x.label, *(one.label for one in poster.series))


@EVERY_MODULE
def test_each_poster_is_a_sheet_of_its_own_on_which_nothing_is_cut_off_or_covered(client, lesson):
    posters = posters_of(lesson)
    answer = client.get(f"{P}/{lesson.slug}/posters.pdf")
    assert answer.mimetype == "application/pdf"
    assert re.search(
        r"Page size:\s+841\.\d+ x 595\.\d+ pts \(A4\)", ask("pdfinfo", answer.data, "-").decode()
    )
    pages = words_of(answer.data)
    assert len(pages) == len(posters)
    for poster, page in zip(posters, pages, strict=True):
        shown = "".join(word for _, word in page).replace("　", "")
        assert "〓" not in shown
        for text in (poster.title, poster.source, *written_on(poster)):
            assert re.sub(r"\s", "", text) in shown
        for (left, top, right, bottom), word in page:
            assert 20 <= left < right <= WIDTH - 20, word
            assert 20 <= top < bottom <= HEIGHT - 20, word
        for (one, said), (other, also) in combinations(page, 2):
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            assert across < 1 or down < 4, (said, also)


@EVERY_MODULE
def test_its_letters_can_be_read_from_the_back_of_the_room(client, lesson, tmp_path):
    file = tmp_path / "posters.pdf"
    file.write_bytes(client.get(f"{P}/{lesson.slug}/posters.pdf").data)
    told = ask("pdftohtml", b"", "-xml", "-stdout", "-i", "-zoom", "1", str(file)).decode()
    sizes = [int(size) for size in re.findall(r'<fontspec id="\d+" size="(\d+)"', told)]
    assert sizes
    assert min(sizes) >= SMALLEST_POINTS


def test_the_marks_of_series_differ_in_black_and_white(client):
    """T4's three kinds of penguin: the same kind looks the same everywhere, another kind never."""
    lesson = next(one for one in LESSONS if one.slug == "t4")
    picture = picture_of(client.get(f"{P}/t4/posters.pdf").data, 1).convert("L")
    chart = chart_of(posters_of(lesson)[0])

    def look(place):
        x, y = (round(at * PIXELS_PER_MM) for at in place)
        # Darker than the grid behind the marks.
        return picture.crop((x - 28, y - 28, x + 29, y + 29)).point(lambda light: 255 * (light < 170))

    def unlike(one, other):
        return sum(1 for light in ImageChops.difference(one, other).get_flattened_data() if light) / (57 * 57)

    looks = [[look(place) for place in row] for row in chart["marks"]]
    for row in looks:
        assert max(unlike(row[0], one) for one in row) < 0.05
    for one, other in combinations(looks, 2):
        assert unlike(one[0], other[0]) > 0.15


def test_a_poster_in_black_has_no_colour_and_its_twin_has(client):
    content = client.get(f"{P}/t6/posters.pdf").data

    def colourful(page):
        return any(
            max(pixel) - min(pixel) > 8
            for _, pixel in picture_of(content, page).convert("RGB").getcolors(1 << 24)
        )

    assert (colourful(1), colourful(2)) == (True, False)


def test_dots_of_one_value_stand_on_one_another(client):
    lesson = next(one for one in LESSONS if one.slug == "t2")
    (poster,) = posters_of(lesson)
    for row in chart_of(poster)["marks"]:
        assert len(set(row)) == len(row)
        for (x, y), (also, other) in combinations(row, 2):
            assert abs(x - also) > 5.2 or abs(y - other) > 5.2


def test_a_module_without_posters_has_no_such_file_and_no_link(client):
    shown = client.get(P).text
    assert client.get(f"{P}/t0/posters.pdf").status_code == 404
    assert f'href="{P}/t0/posters.pdf"' not in shown
    for lesson in LESSONS:
        assert f'href="{P}/{lesson.slug}/posters.pdf"' in shown


@EVERY_MODULE
def test_the_plan_says_which_file_to_put_up(lesson):
    assert any("掲示・配布用の資料（PDF" in thing for thing in lesson_plan_of(lesson).preparation)


def test_what_the_rules_allow_at_most_fits_on_its_sheet():
    longest = {
        kind: Writing("題", kind, "架空のデータ", ("国" * LONGEST[kind],) * MOST_WRITTEN[kind])
        for kind in ("words", "cards")
    }
    for kind, page in zip(longest, words_of(draw_posters(tuple(longest.values()), "見本")), strict=True):
        boxes = [box for box, word in page if "国" in word]
        assert sum(word.count("国") for _, word in page) == LONGEST[kind] * MOST_WRITTEN[kind]
        assert min(left for left, *_ in boxes) >= 40
        assert max(right for _, _, right, _ in boxes) <= WIDTH - 40
        (title,), (source,) = ([box for box, word in page if said in word] for said in ("題", "架空のデータ"))
        assert title[3] < min(top for _, top, *_ in boxes)
        assert max(bottom for *_, bottom in boxes) < source[1]

"""What a teacher takes into class: every module's plan on one readable page of A4, its worksheet with answers apart."""

import re
import subprocess

import pytest

from course.catalogue import Worksheet, lesson_plan_of, load_courses, worksheet_of
from course.take_home import Part

P = "/services/tateyama/courses/teacher_training"
MODULES = [lesson for lesson in load_courses()["teacher_training"].lessons if lesson.slug != "t0"]
EVERY_MODULE = pytest.mark.parametrize("lesson", MODULES, ids=[lesson.slug for lesson in MODULES])
SMALLEST_POINTS = 8.4


def ask(tool, content, *flags):
    return subprocess.run([tool, *flags, "-"], input=content, capture_output=True, check=True).stdout.decode()


def pages_of(content):
    return int(re.search(r"Pages:\s+(\d+)", ask("pdfinfo", content))[1])


def words(content):
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return re.sub(r"\s", "", told.stdout.decode())


def sizes(content):
    """The heights of the letters on the pages, in points."""
    told = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True)
    spans = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"', told.stdout.decode())
    return [float(bottom) - float(top) for top, bottom in spans]


@EVERY_MODULE
def test_a_plan_is_one_page_whose_letters_can_be_read(client, lesson):
    answer = client.get(f"{P}/{lesson.slug}/lesson-plan.pdf")
    assert answer.mimetype == "application/pdf"
    told = ask("pdfinfo", answer.data)
    assert re.search(r"Pages:\s+1\n", told), told
    assert "A4" in told
    assert sorted(sizes(answer.data))[len(sizes(answer.data)) // 4] >= SMALLEST_POINTS
    shown, plan = words(answer.data), lesson_plan_of(lesson)
    assert "〓" not in shown
    for stage in plan.stages:
        assert stage.name in shown


@EVERY_MODULE
def test_a_worksheet_is_for_pupils_alone_and_its_answers_are_a_paper_of_the_teachers(client, lesson):
    sheet = worksheet_of(lesson)
    pupils = client.get(f"{P}/{lesson.slug}/worksheet.pdf")
    teachers = client.get(f"{P}/{lesson.slug}/worksheet-answers.pdf")
    assert pupils.mimetype == teachers.mimetype == "application/pdf"
    assert 1 <= pages_of(pupils.data) <= 4
    assert 1 <= pages_of(teachers.data) <= 2
    in_class, apart = words(pupils.data), words(teachers.data)
    assert "〓" not in in_class + apart
    assert re.sub(r"\s", "", sheet.title) in in_class
    assert "教師用解答" not in in_class
    assert "教師用解答" in apart
    answers = [re.sub(r"\s", "", part.answer)[:12] for part in sheet.parts if part.answer]
    assert answers
    for answer in answers:
        assert answer not in in_class
        assert answer in apart


def test_a_worksheet_with_no_answer_has_no_paper_of_answers(client, monkeypatch):
    unanswered = lambda lesson: Worksheet("題", "文", (Part("question", "問い", lines=2),))  # noqa: E731
    for module in ("giving", "views"):
        monkeypatch.setattr(f"webapp.programme.take_home.{module}.worksheet_of", unanswered)
    assert client.get(f"{P}/t2/worksheet.pdf").status_code == 200
    assert client.get(f"{P}/t2/worksheet-answers.pdf").status_code == 404
    assert "worksheet-answers.pdf" not in client.get(P).text


def test_the_page_of_the_course_leads_to_what_can_be_taken_home(client):
    shown = client.get(P).text
    for lesson in MODULES:
        assert f'href="{P}/{lesson.slug}/lesson-plan.pdf"' in shown
        assert f'href="{P}/{lesson.slug}/worksheet.pdf"' in shown
        assert f'href="{P}/{lesson.slug}/worksheet-answers.pdf"' in shown


@pytest.mark.parametrize(
    "name",
    ["t0/lesson-plan.pdf", "t99/worksheet.pdf", "t0/worksheet-answers.pdf", "../beginner/b1/worksheet.pdf"],
)
def test_what_gives_nothing_away_is_not_found(client, name):
    assert client.get(f"{P}/{name}").status_code == 404

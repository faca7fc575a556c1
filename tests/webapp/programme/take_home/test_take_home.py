"""What a teacher takes into class: every module's plan on one readable page of A4, its worksheet with answers apart."""

import re
import subprocess

import pytest

from course.catalogue import lesson_plan_of, load_courses, worksheet_of

P = "/services/tateyama/courses/teacher_training"
MODULES = [lesson for lesson in load_courses()["teacher_training"].lessons if lesson.slug != "t0"]
EVERY_MODULE = pytest.mark.parametrize("lesson", MODULES, ids=[lesson.slug for lesson in MODULES])
SMALLEST_POINTS = 8.4


def ask(tool, content, *flags):
    return subprocess.run([tool, *flags, "-"], input=content, capture_output=True, check=True).stdout.decode()


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
def test_a_worksheet_has_its_answers_on_the_teachers_own_page(client, lesson):
    sheet = worksheet_of(lesson)
    answer = client.get(f"{P}/{lesson.slug}/worksheet.pdf")
    assert answer.mimetype == "application/pdf"
    pages = int(re.search(r"Pages:\s+(\d+)", ask("pdfinfo", answer.data))[1])
    assert 2 <= pages <= 5
    told = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=answer.data, capture_output=True, check=True
    )
    pupils, teachers = told.stdout.decode().split("教師用解答", 1)
    assert "〓" not in pupils + teachers
    assert any(part.answer for part in sheet.parts)


def test_the_page_of_the_course_leads_to_what_can_be_taken_home(client):
    shown = client.get(P).text
    for lesson in MODULES:
        assert f'href="{P}/{lesson.slug}/lesson-plan.pdf"' in shown
        assert f'href="{P}/{lesson.slug}/worksheet.pdf"' in shown


@pytest.mark.parametrize("name", ["t0/lesson-plan.pdf", "t99/worksheet.pdf", "../beginner/b1/worksheet.pdf"])
def test_what_gives_nothing_away_is_not_found(client, name):
    assert client.get(f"{P}/{name}").status_code == 404

"""A class through its forms alone: opening, the code, running, grading, and that nothing stays."""

import pytest
from sqlalchemy import func, select

from tests.webapp.participation import classroom as room
from tests.webapp.participation.school_classes.conftest import ENTRANCE, QUESTION, TEACHER_PAGE
from webapp.participation.models import Score, Submission
from webapp.participation.plain.models import AnswerDraft, CellRun
from webapp.participation.school_classes.models import ClassSeat, ClassWork


def count(session, kind):
    session.commit()
    return session.scalar(select(func.count()).select_from(kind))


def test_the_board_shows_the_short_address(teacher, open_one, settings):
    open_one()
    page = teacher.get(TEACHER_PAGE).text
    assert f'<span class="board-address">{settings.url}/class</span>' in page


@pytest.mark.sandbox
def test_open_type_the_code_run_grade_and_close(
    open_one, pupil, work_now, teacher, press_as_teacher, session
):
    code = open_one()
    shown = teacher.get(TEACHER_PAGE).text
    assert f"{code[:4]} {code[4:]}" in shown
    assert "席 0／45" in shown
    assert pupil.enter(code.lower()[:4] + "-" + code[4:]).headers["Location"].endswith("/class/exercises")
    assert "問1" in pupil.client.get(f"{ENTRANCE}/exercises").text
    page = pupil.press("run", "total = price * count\nprint('=', total)").text
    assert "total = price * count\nprint(" in page
    work_now()
    assert "= 360" in pupil.client.get(f"{QUESTION}/shown").text
    pupil.press("grade", room.RIGHT["b1-1-answer"], **{"text-b1-2-answer": room.RIGHT["b1-2-answer"]})
    work_now()
    graded = pupil.client.get(f"{QUESTION}/shown").text
    assert "できた" in graded
    assert "満点です" in graded
    assert "席 1／45" in teacher.get(TEACHER_PAGE).text
    assert press_as_teacher("end").status_code == 303
    answer = pupil.client.get(f"{ENTRANCE}/exercises")
    assert answer.status_code == 410
    assert "クラスは終わりました" in answer.text
    assert "席は 1 でした" in teacher.get(TEACHER_PAGE).text
    for kind in (Submission, Score, AnswerDraft, CellRun, ClassSeat, ClassWork):
        assert count(session, kind) == 0

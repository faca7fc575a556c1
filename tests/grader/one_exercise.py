"""The smallest assignment: one answer and one test of it."""

from grader.contract import State


def score_of(desk, write, answer, test, setup="", state=State.GRADED):
    """The one exercise's score for an answer that somebody hands in."""
    source = write.notebook(
        write.locked(setup, "setup"), write.answer(answer, "a-answer"), write.check(test, "a", 1)
    )
    sheet = desk.grade(source, source)
    assert sheet.state is state
    return sheet.exercises[0]

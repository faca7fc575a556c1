from course.evidence import gather


def test_a_lesson_is_gathered_with_all_that_was_written_and_built(tiny):
    evidence = gather("tiny", tiny.lesson())
    assert [question.id for question in evidence.questions] == ["l1-1"]
    assert evidence.wrong_answers[0].title == "いちばん大きい数を答えた"
    assert evidence.built.learner_files.keys() == {"lesson.ipynb", "exercise.ipynb", "data/apples.csv"}


def test_only_exercises_that_have_cells_are_paired_with_them(tiny):
    tiny.replace("l1/lesson.toml", 'id = "l1-1"', 'id = "l1-7"')
    del tiny.files["l1/wrong_answers/l1-1.md"]
    assert list(gather("tiny", tiny.lesson()).pairs()) == []

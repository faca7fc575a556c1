"""The plain page through its forms alone: text, run, hand in, two devices, and who may come in."""

import json
import re
import shutil
import threading
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from grader.engine import run_cells
from tests.webapp.participation import classroom as room
from webapp.participation.activity.models import DailyActivity
from webapp.participation.models import Submission, SubmissionState
from webapp.participation.operations import look_at_work, receive_submission
from webapp.participation.plain import line
from webapp.participation.plain import waiting as waits
from webapp.participation.plain.models import AnswerDraft, CellRun
from webapp.participation.plain.runner import Runner
from webapp.participation.results import results_of
from webapp.participation.worker import Worker
from webapp.programme.take_home.giving import Gives

LESSON = "/services/tateyama/plain/beginner/b1"
QUESTION = f"{LESSON}/b1-1"
ANSWER = "b1-1-answer"


@pytest.fixture
def learner_client(app, classroom, sign_in):
    return sign_in(app.test_client(), classroom.aoi)


@pytest.fixture
def press(learner_client):
    """Press a button of a question's page with what was typed."""

    def press(what, text, page=None, client=None, headers=None, **more):
        client = client or learner_client
        page = page or client.get(QUESTION).text
        form = {
            "csrf_token": field("csrf_token", page),
            "origin": field("origin", page),
            f"revision-{ANSWER}": field(f"revision-{ANSWER}", page),
            f"text-{ANSWER}": text,
            **more,
        }
        return client.post(f"{QUESTION}/{what}", data=form, headers=headers or {})

    return press


def field(name, page):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


@pytest.fixture
def runner(database, releases):
    return Runner(database, releases, run_cells)


@pytest.fixture
def run_now(runner):
    """Run what stands in the line."""

    def run_now():
        while run := runner.next_run():
            runner.run(run)

    return run_now


@pytest.fixture
def grade_now(desk):
    """Have the real worker grade what was handed in."""

    def grade_now():
        stop = threading.Event()
        worker = threading.Thread(target=Worker(desk, "worker").work, args=(stop,))
        worker.start()
        deadline = 60
        while deadline and waiting(desk.database):
            stop.wait(0.5)
            deadline -= 0.5
        stop.set()
        worker.join()

    return grade_now


def waiting(database):
    with database.sessions() as session:
        return session.scalar(
            select(func.count()).where(
                Submission.state.in_((SubmissionState.QUEUED, SubmissionState.RUNNING))
            )
        )


def test_a_question_shows_its_text_its_answer_and_its_prepared_cell(learner_client):
    page = learner_client.get(QUESTION).text
    assert "問1" in page
    assert 'autocapitalize="off"' in page
    assert 'spellcheck="false"' in page
    assert "price = 120" in page
    assert room.GIVEN_OUT[ANSWER] in page


@pytest.fixture
def three_lessons(releases):
    """B1 between two others of the same course."""
    index = json.loads((releases / "index.json").read_text())
    (middle,) = index["courses"]["beginner"]["lessons"]
    others = []
    for lesson, digest in (("b0", "d" * 64), ("b2", "e" * 64)):
        shutil.copytree(releases / middle["digest"], releases / digest)
        manifest = json.loads((releases / digest / "lesson.json").read_text())
        manifest |= {
            "lesson": lesson,
            "digest": digest,
            "title": room.words(f"題 {lesson} <b>", f"Title {lesson}"),
        }
        (releases / digest / "lesson.json").write_text(json.dumps(manifest))
        others.append({**middle, "lesson": lesson, "digest": digest})
    index["courses"]["beginner"]["lessons"] = [others[0], middle, others[1]]
    (releases / "index.json").write_text(json.dumps(index))


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("b1", {"prev": "b0", "next": "b2"}),
        ("b1/b1-1", {"prev": "b0", "next": "b2"}),
        ("b0", {"next": "b1"}),
        ("b2", {"prev": "b1"}),
    ],
)
def test_a_lesson_leads_on_to_those_beside_it(learner_client, three_lessons, page, wanted):
    shown = learner_client.get(f"/services/tateyama/plain/beginner/{page}").text
    (turns,) = re.findall(
        r'<nav class="turns lessons" aria-label="前後のレッスン">.*?</nav>', shown, re.DOTALL
    )
    links = dict(re.findall(r'<a rel="(\w+)" href="/services/tateyama/plain/beginner/(\w+)">', turns))
    assert links == wanted
    assert turns.count("前のレッスン") == ("prev" in wanted)
    if page.startswith("b1"):
        assert "B2 題 b2 &lt;b&gt;" in turns


def test_a_lesson_alone_in_its_course_leads_nowhere(learner_client):
    assert "前後のレッスン" not in learner_client.get(LESSON).text


@pytest.mark.parametrize(
    ("given", "files"),
    [
        (Gives(), []),
        (Gives(plan=True, worksheet=True), ["lesson-plan", "worksheet"]),
        (Gives(True, True, True, True), ["lesson-plan", "worksheet", "worksheet-answers", "posters"]),
    ],
)
def test_the_page_of_a_lesson_leads_to_what_it_gives_away(learner_client, monkeypatch, given, files):
    monkeypatch.setattr("webapp.participation.plain.views.gives_away", lambda course, lesson: given)
    shown = learner_client.get(LESSON).text
    assert re.findall(r'href="/services/tateyama/courses/beginner/b1/([a-z-]+)\.pdf"', shown) == files


def test_no_hidden_test_is_on_any_page(learner_client):
    for address in (LESSON, QUESTION, f"{LESSON}/b1-2"):
        assert "rerun(" not in learner_client.get(address).text


@pytest.mark.sandbox
def test_running_shows_what_the_cells_show_and_keeps_the_draft(press, run_now, learner_client, session):
    answer = press("run", "total = price * count\nprint(total)\n<b>")
    assert answer.status_code == 303
    press("run", "total = price * count\nprint('<script>', total)")
    run_now()
    page = learner_client.get(QUESTION).text
    assert "&lt;script&gt; 360" in page
    assert "<script> 360" not in page
    assert session.scalars(select(AnswerDraft.text)).all() == [
        "total = price * count\nprint('<script>', total)"
    ]
    assert session.scalar(select(func.count()).select_from(Submission)) == 0


@pytest.mark.sandbox
@pytest.mark.parametrize(
    ("typed", "found", "mend", "elsewhere"),
    [
        ("total = ____", "空らん", "［実行］で実行", "Shift + Enter"),
        ("def f(x):\nreturn x", "1行目の def の中身", "［字下げ］でも入ります", "Tab キー"),
        ("total = = 3", "1行目の書き方", "その行に、かっこ・引用符", "^"),
    ],
)
def test_an_error_is_explained_in_words_for_this_page(
    press, run_now, learner_client, typed, found, mend, elsewhere
):
    press("run", typed)
    run_now()
    page = learner_client.get(f"{QUESTION}/shown").text
    assert found in page
    assert mend in page
    assert elsewhere not in page


@pytest.mark.sandbox
@pytest.mark.parametrize(
    ("language", "why"), [("ja", "前の問の答えで作ったもの"), ("en", "uses what earlier answers make")]
)
def test_where_an_earlier_answer_ran_first_the_page_says_which_and_why(
    press, run_now, learner_client, language, why
):
    learner_client.set_cookie("tateyama_language", language, path="/services/tateyama")
    press("draft", "total = 41")
    second = f"{LESSON}/b1-2"
    form = {"csrf_token": field("csrf_token", learner_client.get(second).text), "revision-b1-2-answer": "0"}
    for text, number in (("print(total + 1)", 1), ("print(2)", 0)):
        learner_client.post(f"{second}/run", data={**form, "text-b1-2-answer": text})
        run_now()
        shown = learner_client.get(f"{second}/shown").text
        assert len(re.findall(rf"{why}.*(?:問1|Exercise 1)", shown)) == number
        form["revision-b1-2-answer"] = "1"


@pytest.mark.sandbox
def test_a_failure_of_ours_is_told_as_one(database, releases, press, learner_client):
    def broken(_request):
        raise OSError

    press("run", "print(1)")
    runner = Runner(database, releases, broken)
    runner.run(runner.next_run())
    assert "実行できませんでした" in learner_client.get(QUESTION).text


@pytest.mark.sandbox
def test_handing_in_is_the_same_as_from_lab(press, grade_now, learner_client, session, store, classroom):
    page = learner_client.get(f"{LESSON}/b1-2").text
    learner_client.post(
        f"{LESSON}/b1-2/draft",
        data={
            "csrf_token": field("csrf_token", page),
            "revision-b1-2-answer": "0",
            "text-b1-2-answer": room.RIGHT["b1-2-answer"].replace("\n", "\r\n"),
        },
    )
    answer = press("grade", f"{room.RIGHT[ANSWER]}  # mine")
    assert answer.headers["Location"].endswith("#score")
    grade_now()
    submission = session.scalars(select(Submission)).one()
    assert (submission.learner_id, submission.state) == (classroom.aoi.id, SubmissionState.GRADED)
    assert (submission.score.points, submission.score.max_points) == (5, 5)
    lesson = learner_client.get(LESSON).text
    assert submission.number in lesson
    assert "満点です" in lesson
    assert "できた" in learner_client.get(QUESTION).text


@pytest.mark.sandbox
def test_a_page_on_which_nothing_is_written_is_not_handed_in(press, learner_client, session):
    """It would stand as the newest before what was done in Lab."""
    blank = re.search(r"<textarea[^>]*>([^<]*)</textarea>", learner_client.get(QUESTION).text)[1]
    press("grade", blank.lstrip("\n"))
    assert "まだどの問にも答えが書かれていない" in learner_client.get(QUESTION).text
    page = learner_client.get(LESSON).text
    learner_client.post(
        f"{LESSON}/grade", data={"csrf_token": field("csrf_token", page), "origin": field("origin", page)}
    )
    assert session.scalar(select(func.count()).select_from(Submission)) == 0


def test_a_free_text_that_was_handed_in_is_said_to_be_everywhere(
    press, grade_now, learner_client, session, app, classroom
):
    def told():
        """On the lesson's page, on one's own page, and to the panel beside the notebook."""
        newest = session.scalars(select(Submission).order_by(Submission.id.desc())).first()
        with app.app_context():
            place = app.extensions["participation"]
            result = results_of(session, newest, place.releases, place.store)["result"]
        return (
            "提出済み・講師が読みます" in learner_client.get(LESSON).text,
            "提出済み。講師が読んで、4点満点で採点します"
            in learner_client.get("/services/tateyama/my-page").text,
            [task["written"] for task in result["tasks"]],
        )

    press("grade", "total = 1 + 1\n")
    grade_now()
    assert told() == (False, False, [False])
    text = learner_client.get(f"{LESSON}/b1-text").text
    learner_client.post(
        f"{LESSON}/b1-text/grade",
        data={
            "csrf_token": field("csrf_token", text), "origin": field("origin", text), "revision-b1-text": "0",
            "text-b1-text": "来月から、町の数を集計して会議に出します。",
        },
    )  # fmt: skip
    grade_now()
    session.rollback()  # and look anew
    assert told() == (True, True, [True])


def test_a_failed_exercise_shows_its_hint(press, grade_now, learner_client):
    press("grade", "total = 1")
    grade_now()
    page = learner_client.get(QUESTION).text
    assert "もう少し" in page
    assert "ヒント 1" in page or "ヒント1" in page


@pytest.mark.sandbox
def test_beside_the_newest_score_stands_what_counts(press, grade_now, learner_client):
    press("grade", f"{room.RIGHT[ANSWER]}  # mine")
    grade_now()
    press("grade", "total = 1")
    grade_now()
    lesson = learner_client.get(LESSON).text
    assert "いままでのいちばんよい得点は2点です" in lesson
    assert "前の提出でできた" in lesson


def test_a_questions_own_heading_is_not_said_twice(learner_client):
    page = learner_client.get(QUESTION).text
    assert page.count("<h2>問1") == 0
    assert "<h1>" in page


def test_the_same_press_arriving_twice_is_one_hand_in(press, learner_client, session):
    page = learner_client.get(QUESTION).text
    press("grade", "total = 1", page=page)
    press("grade", "total = 1", page=page)
    assert session.scalar(select(func.count()).select_from(Submission)) == 1
    press("grade", "total = 2")
    session.commit()
    assert session.scalar(select(func.count()).select_from(Submission)) == 2


def test_a_refused_hand_in_says_why_and_keeps_the_draft(app, press, learner_client, session):
    app.extensions["participation"].pace = app.extensions["participation"].pace.__class__(most=1)
    press("grade", "total = 1")
    press("grade", "total = 2")
    assert "短い間に続けて提出されました" in learner_client.get(QUESTION).text
    assert session.scalars(select(AnswerDraft.text)).one() == "total = 2"


def test_two_devices_do_not_overwrite_each_other(press, learner_client, session):
    press("draft", "start")
    first, second = learner_client.get(QUESTION).text, learner_client.get(QUESTION).text
    press("draft", "from the first", page=first)
    answer = press("draft", "from the second", page=second, headers={"X-Requested-With": "fetch"})
    assert answer.json["state"] == "aside"
    page = learner_client.get(QUESTION).text
    assert "from the first" in page
    assert "from the second" in page
    assert "取り置いた答え" in page
    aside = session.scalars(select(AnswerDraft).where(AnswerDraft.origin != "")).one()
    token = {"csrf_token": field("csrf_token", page)}
    learner_client.post(f"{QUESTION}/aside", data={**token, "restore": str(aside.id)})
    session.commit()
    counts = session.scalars(select(AnswerDraft.text).where(AnswerDraft.origin == "")).one()
    assert counts == "from the second"
    learner_client.post(f"{QUESTION}/aside", data={**token, "drop": "1"})
    session.commit()
    assert session.scalars(select(AnswerDraft.text)).all() == ["from the second"]


def test_nothing_is_handed_in_or_run_while_two_answers_are_to_choose_from(press, learner_client, session):
    press("draft", "start")
    stale = learner_client.get(QUESTION).text
    press("draft", "newer")
    press("grade", "older", page=stale)
    press("run", "older still", page=stale)
    assert session.scalar(select(func.count()).select_from(Submission)) == 0
    assert session.scalar(select(func.count()).select_from(CellRun)) == 0


def test_saving_by_script_tells_the_time_and_the_next_revision(press):
    told = press("draft", "x = 1", headers={"X-Requested-With": "fetch"}).json
    assert told["state"] == "saved"
    assert re.fullmatch(r"保存しました \d\d:\d\d", told["message"])
    assert told["revisions"] == {ANSWER: 1}


def test_an_untouched_question_is_no_draft(press, session):
    press("draft", room.GIVEN_OUT[ANSWER])
    assert session.scalars(select(AnswerDraft)).all() == []


def test_work_handed_in_from_lab_can_be_gone_on_with(
    press, learner_client, database, store, releases, classroom, session
):
    press("draft", "my draft")
    with database.transaction() as writing:
        work = look_at_work(
            writing, store, releases, classroom.aoi, room.work({**room.RIGHT, ANSWER: "from_lab = 1"})
        )
        receive_submission(writing, classroom.aoi, work, room.new_key(), room.NOW)
    page = learner_client.get(LESSON).text
    assert "前回提出した答えから始める" in page
    learner_client.post(f"{LESSON}/begin", data={"csrf_token": field("csrf_token", page)})
    page = learner_client.get(QUESTION).text
    assert "from_lab = 1" in page
    assert "my draft" in page
    assert "前回提出した答えから始める" not in learner_client.get(LESSON).text


@pytest.mark.parametrize("address", [LESSON, QUESTION, f"{QUESTION}/shown"])
def test_only_who_is_enrolled_comes_in(app, classroom, sign_in, address):
    assert app.test_client().get(address).status_code == 302
    stranger = sign_in(app.test_client(), classroom.stranger)
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("what", ["draft", "run", "grade", "aside"])
def test_nobody_else_presses_a_button(app, classroom, sign_in, learner_client, what, session):
    stranger = sign_in(app.test_client(), classroom.stranger)
    token = field("csrf_token", stranger.get("/services/tateyama/").text)
    sent = {"csrf_token": token, f"text-{ANSWER}": "x", "origin": uuid4().hex}
    assert stranger.post(f"{QUESTION}/{what}", data=sent).status_code == 404
    assert session.scalars(select(AnswerDraft)).all() == []


@pytest.mark.parametrize("address", [f"{LESSON}/b1-9", "/services/tateyama/plain/beginner/b9"])
def test_what_is_not_there_is_not_found(learner_client, address):
    assert learner_client.get(address).status_code == 404


def test_who_withdrew_comes_in_no_more(learner_client, database, classroom):
    from webapp.enrolment.models import Enrolment

    with database.transaction() as writing:
        enrolment = writing.scalars(select(Enrolment).where(Enrolment.learner_id == classroom.aoi.id)).one()
        enrolment.withdrawn_at = room.NOW
    assert learner_client.get(QUESTION).status_code == 404


def test_running_too_often_is_slowed_down(press, learner_client, monkeypatch):
    page = learner_client.get(QUESTION).text
    for number in range(20):
        assert press("run", f"x = {number}", page=page).status_code == 303
    told = press("run", "x = 99", page=page, headers={"X-Requested-With": "fetch"})
    assert (told.status_code, told.json["state"]) == (429, "refused")


def test_a_second_run_of_a_person_waits_for_the_first(press, learner_client, database):
    press("run", "x = 1")
    with database.transaction() as writing:
        assert line.claim_run(writing, room.datetime.now(room.UTC)) is not None
    press("run", "x = 2")
    assert "前の実行が続いています" in learner_client.get(QUESTION).text


def test_a_page_that_waits_holds_no_request_for_long(press, learner_client, monkeypatch):
    monkeypatch.setattr(waits, "WAIT_SECONDS", 0.2)
    press("run", "x = 1")
    page = learner_client.get(f"{QUESTION}?wait=1").text
    assert "まもなく実行します" in page
    assert 'http-equiv="refresh"' in page
    assert "data-under-way" in page


def test_a_run_that_never_began_is_told_so(press, learner_client, database):
    press("run", "x = 1")
    with database.transaction() as writing:
        run = writing.scalars(select(CellRun)).one()
        run.asked_at -= line.PATIENCE * 3
    page = learner_client.get(f"{QUESTION}/shown").text
    assert "混み合っていて" in page
    assert "data-under-way" not in page


@pytest.mark.sandbox
def test_a_releases_prepared_cells_are_shown_to_everybody(runner, learner_client, releases, database):
    exercise = releases / room.FIRST_RELEASE / "learner" / "exercise.ipynb"
    notebook = exercise.read_text().replace(
        "price = 120\\ncount = 3", "price = 120\\ncount = 3\\n'shown by ' + 'all'"
    )
    for release in (room.FIRST_RELEASE, room.SECOND_RELEASE):
        (releases / release / "learner" / "exercise.ipynb").write_text(notebook)
    runner.prepare()
    assert "shown by all" in learner_client.get(QUESTION).text
    with database.sessions() as session:
        assert session.scalar(select(func.count()).select_from(CellRun)) == 0


def test_who_works_here_counts_as_at_work(press, session):
    press("run", "x = 1")
    press("grade", "x = 1")
    day = session.scalars(select(DailyActivity)).one()
    assert (day.runs, day.saves) == (1, 1)


@pytest.mark.sandbox
def test_runs_do_not_delay_scores(press, desk, queue_work, database, runner, session):
    """While a run computes as hard as it can, a hand-in is graded as it would be without them."""
    press("grade", "total = 1")
    stop = threading.Event()
    worker = threading.Thread(target=Worker(desk, "worker").work, args=(stop,))
    worker.start()

    def seconds():
        began = room.datetime.now(room.UTC)
        while waiting(database):
            stop.wait(0.02)
        return (room.datetime.now(room.UTC) - began).total_seconds()

    try:
        seconds()  # the warm processes load
        queue_work()
        alone = seconds()
        press("run", "while True:\n    pass")
        runs = threading.Thread(target=lambda: runner.run(runner.next_run()))
        runs.start()
        stop.wait(1.0)
        queue_work(room.HALF_RIGHT)
        beside = seconds()
        runs.join()
    finally:
        stop.set()
        worker.join()
    assert beside < alone + 2.0, (alone, beside)


def test_what_looks_personal_is_asked_about_once_before_it_is_handed_in(press, learner_client, session):
    typed = "total = 1  # 氏名: 架空花子 090-0000-0000"
    page = press("grade", typed).text
    assert "まだ送っていません" in page
    assert "電話番号" in page
    assert session.scalar(select(func.count()).select_from(Submission)) == 0
    assert session.scalars(select(AnswerDraft.text)).one() == typed
    assert (
        learner_client.post(f"{QUESTION}/reopen", data={"csrf_token": field("csrf_token", page)})
        .headers["Location"]
        .endswith("/b1-1")
    )
    sent = {name: field(name, page) for name in ("csrf_token", "origin", "sure")}
    assert learner_client.post(f"{QUESTION}/grade", data=sent).status_code == 303
    session.commit()
    assert session.scalar(select(func.count()).select_from(Submission)) == 1
    # It was meant: with the same words it is not asked again, with others it is.
    assert press("grade", f"{typed}\nx = 2").status_code == 303
    assert "mail@example.jp" in press("grade", f"{typed}\n# mail@example.jp").text


def test_a_free_text_is_looked_at_when_the_whole_lesson_is_handed_in(learner_client, session):
    page = learner_client.get(f"{LESSON}/b1-text").text
    form = {"csrf_token": field("csrf_token", page), "origin": field("origin", page)}
    learner_client.post(
        f"{LESSON}/b1-text/draft",
        data={**form, "revision-b1-text": "0", "text-b1-text": "住所は富山市架空町1-2-3です"},
    )
    asked = learner_client.post(f"{LESSON}/grade", data=form).text
    assert "住所" in asked
    assert session.scalar(select(func.count()).select_from(Submission)) == 0
    assert (
        learner_client.post(f"{LESSON}/grade", data={**form, "sure": field("sure", asked)}).status_code == 303
    )


def test_running_asks_nothing(press):
    assert press("run", "x = 1  # 090-0000-0000").status_code == 303

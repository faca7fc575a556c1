"""講師のページ: what waits in the offerings one looks after, and the way to the book; nobody else's."""

import re

import pytest
from sqlalchemy import select

from tests.webapp.participation import classroom as room
from tests.webapp.participation.gradebook.conftest import LATER
from tests.webapp.small_hub import SERVICE_TOKEN
from webapp.audit import AuditEntry
from webapp.enrolment.teaching import take_from
from webapp.hub import Hub
from webapp.participation.books import Readers
from webapp.participation.gradebook.book import TABLES, Book
from webapp.participation.models import ManualMark, MarkSource
from webapp.participation.roster import LOOK_AGAIN_AFTER, Roster
from webapp.participation.rounds import tell_hub_of_books

TEACHING = "/services/tateyama/teaching"
MY_PAGE = "/services/tateyama/my-page"


@pytest.fixture
def ren(instructor):
    return instructor


@pytest.fixture
def book(hand_in, keeper):
    """One hand-in in the book, whose free text waits."""
    hand_in("b1-1")
    keeper.look(LATER)


@pytest.fixture
def clock():
    class Clock:
        now = 0.0

        def __call__(self):
            return self.now

    return Clock()


@pytest.fixture
def look(settings, database, hub, clock):
    """One look of the worker's round at the books."""
    ours = Hub(settings.hub_socket, SERVICE_TOKEN)
    roster, readers = Roster(ours, clock), Readers(ours, clock)
    yield lambda: tell_hub_of_books(database, roster, readers, settings.gradebooks)
    ours.close()


def press(client, offering):
    return room.send(client, f"{TEACHING}/{offering.id}/book")


def test_an_instructor_sees_what_waits_in_the_offering_they_were_given(client, sign_in, ren, book, classroom):
    sign_in(client, ren)
    page = client.get(TEACHING).text
    assert "講師のページ" in page
    numbers = re.findall(r'<dd class="value">(\d+|－)', page)
    assert numbers == ["2", "1", "1", "0"]
    assert "氏名ではなく記号で" in page
    assert "成績簿を開く" in client.get(f"{TEACHING}/{classroom.offering.id}").text


def test_without_graded_work_the_page_says_so_and_has_no_button(client, sign_in, ren, classroom):
    sign_in(client, ren)
    page = client.get(f"{TEACHING}/{classroom.offering.id}").text
    assert "まだ採点された提出物がない" in page
    assert "成績簿を開く" not in page
    assert press(client, classroom.offering).headers["Location"] == f"{TEACHING}/{classroom.offering.id}"


def test_the_button_starts_the_server_lets_this_person_in_and_leads_there(
    client, sign_in, ren, book, classroom, hub, database
):
    sign_in(client, ren)
    course = f"course-{classroom.offering.id}"
    for _ in range(2):  # the second time it runs already
        answer = press(client, classroom.offering)
        assert (answer.status_code, hub.servers, hub.shares) == (
            302,
            {course: "ready"},
            {course: {ren.hub_user}},
        )
    with database.sessions() as session:
        line = session.query(AuditEntry).filter_by(action="book_opened").one()
    assert (line.actor, line.subject) == (ren.id, f"offering/{classroom.offering.id}")
    assert line.detail["people"] == len(line.detail["whose"]) > 0
    there = client.get(answer.headers["Location"]).headers["Location"]
    assert there == f"/user/{course}/formgrader/gradebook"


@pytest.mark.parametrize(("state", "said"), [("spawn", "開いています"), ("stopped", "閉じています")])
def test_while_the_server_is_not_there_a_page_says_how_it_goes_on(
    client, sign_in, ren, book, classroom, hub, look, state, said
):
    look()
    hub.servers[f"course-{classroom.offering.id}"] = state
    sign_in(client, ren)
    page = client.get(f"{TEACHING}/{classroom.offering.id}/book").text
    assert said in page
    assert ("data-follow" in page) is (state == "spawn")


def test_nobody_but_those_who_look_after_it_opens_a_book(
    client, sign_in, ren, book, classroom, hub, look, database, make_learner
):
    look()
    with database.transaction() as session:
        take_from(session, session.merge(classroom.offering), session.merge(ren))
    sign_in(client, ren)
    assert press(client, classroom.offering).status_code == 404
    assert client.get(f"{TEACHING}/{classroom.offering.id}/book").status_code == 404
    assert hub.servers == {}
    assert "講師のページ</a>" not in client.get(MY_PAGE).text


def test_who_is_taken_off_loses_the_book_at_the_next_look(
    client, sign_in, ren, book, classroom, hub, look, database
):
    look()
    course = f"course-{classroom.offering.id}"
    assert hub.groups["gradebooks"]["users"] == {course}
    sign_in(client, ren)
    press(client, classroom.offering)
    look()
    assert hub.shares[course] == {ren.hub_user}
    with database.transaction() as session:
        take_from(session, session.merge(classroom.offering), session.merge(ren))
    look()
    assert hub.shares[course] == set()


def test_once_in_a_while_a_share_that_somebody_else_made_is_taken_back(book, classroom, hub, look, clock):
    look()
    course = f"course-{classroom.offering.id}"
    hub.servers[course] = "ready"
    hub.shares[course] = {"u000000000bad"}
    look()
    assert hub.shares[course] == {"u000000000bad"}
    clock.now = LOOK_AGAIN_AFTER + 1
    look()
    assert hub.shares[course] == set()


def test_while_the_hub_is_away_the_round_goes_on_and_a_click_is_answered(
    client, sign_in, ren, book, classroom, hub, look
):
    sign_in(client, ren)
    hub.broken = True
    look()
    assert press(client, classroom.offering).status_code == 503


def test_a_mark_and_its_comment_reach_the_learners_own_page(
    client, sign_in, classroom, settings, hand_in, keeper, database
):
    hand_in("b1-1")
    keeper.look(LATER)
    type_into_book(settings, classroom, 3, "<b>具体的で</b>よいです")
    keeper.look(LATER)
    sign_in(client, classroom.aoi)
    page = client.get(MY_PAGE).text
    assert "記述課題 3点（4点満点）" in page
    assert "&lt;b&gt;具体的で" in page
    hand_in("b1-1", "b1-2", text="書き直しました")
    assert "講師より" not in client.get(MY_PAGE).text


def test_of_two_marks_the_newest_is_shown_and_one_taken_back_is_not(
    client, sign_in, classroom, hand_in, database, settings, keeper
):
    hand_in("b1-1")
    keeper.look(LATER)
    type_into_book(settings, classroom, 3, None)
    keeper.look(LATER)
    with database.transaction() as session:
        (mark,) = session.scalars(select(ManualMark))
        for points in (2, None):
            kept = ("enrolment_id", "lesson_slug", "grade_id", "text_digest")
            session.add(
                ManualMark(
                    **{name: getattr(mark, name) for name in kept},
                    points=points,
                    marked_at=LATER,
                    source=MarkSource.FORMGRADER,
                )
            )
            session.flush()
            if points:
                session.commit()
                sign_in(client, classroom.aoi)
                assert "記述課題 2点" in client.get(MY_PAGE).text
    assert "講師より" not in client.get(MY_PAGE).text


def type_into_book(settings, classroom, points, comment):
    """As formgrader writes it."""
    book = Book(settings.gradebooks, classroom.offering.id)
    grade, said, cell = TABLES["grade"], TABLES["comment"], TABLES["base_cell"]
    texts = select(cell.c.id).where(cell.c.name == "b1-text")
    with book.opened(), book.database.transaction() as rows:
        rows.execute(grade.update().where(grade.c.cell_id.in_(texts)).values(manual_score=points))
        rows.execute(said.update().where(said.c.cell_id.in_(texts)).values(manual_comment=comment))

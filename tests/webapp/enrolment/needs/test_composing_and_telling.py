"""From needs to a course that is taught, an offering, and a letter to who asked: through the office's pages."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from tests.webapp.enrolment.needs.conftest import PREFIX, VISIT
from tests.webapp.programme.test_drafts import GOOD
from webapp.mail.models import Message
from webapp.mail.stopping import stop
from webapp.participation.rounds import build_courses
from webapp.programme.models import Offering
from webapp.programme.needs.models import Need, NeedState
from webapp.programme.outreach.models import Outreach

COMPOSE = f"{PREFIX}/needs/compose"
COURSE = {
    "needs": ["1", "2"], "lessons": ["beginner/b1", "beginner/b3"], "order-beginner/b3": "1",
    "answers-beginner/b3": ["1"], "title_ja": "工場の数字を読む", "title_en": "Reading factory numbers",
    "audience": "private",
}  # fmt: skip
PAGE = f"{PREFIX}/needs/courses/reading-factory-numbers"


@pytest.fixture
def composed(visited, office):
    return office.client.post(COMPOSE, data=COURSE)


def test_total_time_and_codes_stand_beside_the_lessons(visited, office):
    text = office.client.get(f"{COMPOSE}?needs=1&needs=2").text
    assert "不良品の数を分析したい" in text
    assert 'data-minutes="90"' in text
    assert "2-1" in text
    counted = office.client.post(COMPOSE, data={**COURSE, "total": "1"})
    assert "3時間" in counted.text


@pytest.mark.parametrize(
    "changed", [{"lessons": []}, {"title_ja": ""}, {"lessons": "beginner/../b1"}, {"audience": "x"}]
)
def test_bad_input_comes_back_filled_and_no_course_is_written(visited, office, settings, changed):
    answer = office.client.post(COMPOSE, data={**COURSE, **changed})
    assert answer.status_code == 422
    assert "Reading factory numbers" in answer.text
    assert not settings.courses.exists()


def test_a_course_is_composed_once_released_and_answers_the_needs(composed, office, settings, database):
    assert composed.headers["Location"].startswith(PAGE)
    again = office.client.post(COMPOSE, data=COURSE)
    assert again.headers["Location"] == composed.headers["Location"]
    assert [file.parent.name for file in settings.courses.glob("*/course.toml")] == [
        "reading-factory-numbers"
    ]
    assert "教材の公開を準備しています" in office.client.get(PAGE).text
    assert build_courses(settings)
    assert "教材は公開済み" in office.client.get(PAGE).text
    with database.sessions() as session:
        links = {
            need.id: [(a.course_slug, a.lesson_slug) for a in need.answers]
            for need in session.scalars(select(Need))
        }
    assert links == {1: [("reading-factory-numbers", "b3")], 2: [("reading-factory-numbers", "")]}


def test_nobody_outside_sees_it_before_it_is_opened(composed, office):
    assert "工場の数字を読む" not in office.client.get("/services/tateyama/").text
    assert office.client.get("/services/tateyama/courses/reading-factory-numbers").status_code == 404


def test_it_can_be_taken_back_while_nothing_hangs_on_it(composed, office, neighbour, settings):
    neighbour.post(f"{PAGE}/take-apart")
    assert (settings.courses / "reading-factory-numbers").is_dir()
    office.client.post(f"{PAGE}/take-apart")
    assert not (settings.courses / "reading-factory-numbers").exists()
    assert office.client.get(PAGE).status_code == 404
    assert office.client.post(f"{PREFIX}/needs/courses/beginner/take-apart").status_code == 404


def test_a_course_is_composed_anew_from_where_it_stands_and_the_old_one_goes(
    composed, office, settings, database
):
    form = office.client.get(f"{COMPOSE}?again=reading-factory-numbers").text
    assert 'value="beginner/b3" data-minutes="90" checked' in form
    assert 'value="工場の数字を読む"' in form
    changed = {
        **COURSE,
        "lessons": ["beginner/b1", "beginner/b2", "beginner/b3"],
        "again": "reading-factory-numbers",
    }
    answer = office.client.post(COMPOSE, data=changed)
    new = answer.headers["Location"].partition("?")[0].rpartition("/")[2]
    assert [file.parent.name for file in settings.courses.glob("*/course.toml")] == [new]
    with database.sessions() as session:
        linked = {answer.course_slug for need in session.scalars(select(Need)) for answer in need.answers}
    assert linked == {new}


def test_what_was_opened_already_stays_when_it_is_composed_anew(opened, office, settings):
    office.client.post(
        COMPOSE, data={**COURSE, "lessons": ["beginner/b2"], "again": "reading-factory-numbers"}
    )
    assert len(list(settings.courses.glob("*/course.toml"))) == 2


def test_without_an_english_name_the_japanese_one_stands_in(visited, office, settings):
    office.client.post(COMPOSE, data={**COURSE, "title_en": ""})
    (made,) = settings.courses.glob("*/course.toml")
    assert '"工場の数字を読む"' in made.read_text().split("en = ")[1]


@pytest.fixture
def opened(composed, office, programme, database):
    """The offering that was opened from the composed course, by the form that it fills in."""
    text = office.client.get(
        f"{PREFIX}/offerings/new?course=reading-factory-numbers&audience=private&needs=1&needs=2"
    ).text
    assert 'value="工場の数字を読む"' in text
    assert re.findall(r'name="answering" value="(\d+)"', text) == ["1", "2"]
    form = {
        **GOOD, "host": str(office.partner.id), "course_slug": "reading-factory-numbers", "title_ja": "工場の数字を読む",
        "rule_lessons": ["b3", "b1"], "answering": ["1", "2"],
    }  # fmt: skip
    assert office.client.post(f"{PREFIX}/offerings/new", data=form).status_code == 303
    with database.sessions() as session:
        return session.scalars(select(Offering)).one()


def test_opening_an_offering_makes_the_needs_planned_and_links_them(opened, office, database):
    assert opened.completion_rule["lessons"] == ["b3", "b1"]
    with database.sessions() as session:
        for need in session.scalars(select(Need)):
            assert need.state is NeedState.PLANNED
            assert opened.id in [answer.offering_id for answer in need.answers]
    assert "工場の数字を読む" in office.client.get(f"{PREFIX}/needs").text
    assert "工場の数字を読む" in office.client.get("/services/tateyama/").text


def test_the_organisation_is_told_once_by_a_letter_with_its_own_link(opened, office, database):
    page = f"{PREFIX}/offerings/{opened.id}/needs"
    assert "ichiro@example.jp" in office.client.get(page).text
    for _press in range(2):
        office.client.post(page, data={"who": "organisation-1", "how": "mail"})
    with database.sessions() as session:
        message = session.scalars(select(Message)).one()
        contact = session.scalars(select(Outreach).filter_by(channel="mail")).one()
        told = [
            answer for need in session.scalars(select(Need)) for answer in need.answers if answer.offering_id
        ]
        assert (message.address, message.essential) == ("ichiro@example.jp", False)
        assert "・不良品の数を分析したい" in message.body
        assert f"tateyama:/l/{contact.code}" in message.body
        assert (contact.offering_id, contact.organisation_id) == (opened.id, 1)
        assert all(answer.told_at for answer in told)
    assert "お知らせ済み" in office.client.get(page).text
    assert "お知らせ済み" in office.client.get(f"{PREFIX}/needs").text


def test_who_stopped_our_mail_is_told_on_paper_with_a_link_of_its_own(opened, office, database):
    with database.transaction() as session:
        stop(session, "ichiro@example.jp", datetime.now(UTC))
    page = f"{PREFIX}/offerings/{opened.id}/needs"
    office.client.post(page, data={"who": "organisation-1", "how": "mail"})
    with database.sessions() as session:
        assert session.scalars(select(Message)).all() == []
    before = office.client.get(f"{page}/notice/organisation-1").text
    assert f"/offerings/{opened.id}" in before
    office.client.post(page, data={"who": "organisation-1", "how": "paper"})
    with database.sessions() as session:
        code = session.scalars(select(Outreach.code).filter_by(channel="workplace")).one()
    text = office.client.get(f"{page}/notice/organisation-1").text
    assert f"/l/{code}" in text
    assert "架空県機械工業会 御中" in text


def test_another_office_tells_nobody(opened, neighbour):
    page = f"{PREFIX}/offerings/{opened.id}/needs"
    assert neighbour.get(page).status_code == 404
    assert neighbour.post(page, data={"who": "organisation-1", "how": "mail"}).status_code == 404
    assert neighbour.get(f"{page}/notice/organisation-1").status_code == 404


def test_another_offices_needs_are_not_carried_by_ones_offering(
    visited, neighbour, database, make_offering, programme
):
    with database.sessions() as session:
        from webapp.programme.models import Partner

        city = session.scalars(select(Partner).filter_by(slug="city")).one()
    form = {**GOOD, "host": str(city.id), "answering": ["1"]}
    assert neighbour.post(f"{PREFIX}/offerings/new", data=form).status_code == 303
    with database.sessions() as session:
        assert session.get(Need, 1).answers == []


def test_a_merged_need_is_told_with_the_one_that_it_repeats(opened, office, database):
    other = {
        **VISIT,
        "organisation": "架空商工会",
        "contact_email": "",
        "contact_name": "",
        "key": "other",
        "wanted": ["同じ"],
    }
    office.client.post(
        f"{PREFIX}/needs/visits/new", data={**other, "need_industry": "", "need_school_type": ""}
    )
    office.client.post(f"{PREFIX}/needs/3/merge", data={"into": "1"})
    page = f"{PREFIX}/offerings/{opened.id}/needs"
    assert "架空商工会" in office.client.get(page).text
    office.client.post(page, data={"who": "organisation-2", "how": "paper"})
    with database.sessions() as session:
        assert [bool(answer.told_at) for answer in session.get(Need, 3).answers] == [True]

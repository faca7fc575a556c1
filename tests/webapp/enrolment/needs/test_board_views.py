"""The board: an office sees its own needs, filters and moves them; to another office they do not exist."""

import pytest

from tests.webapp.enrolment.needs.conftest import PREFIX, VISIT
from webapp.programme.needs.models import NeedState

BOARD = f"{PREFIX}/needs"


@pytest.mark.usefixtures("visited")
def test_it_shows_needs_by_group_and_filters_them(office):
    text = office.client.get(BOARD).text
    assert "不良品の数を分析したい" in text
    assert "架空県機械工業会" in text
    schools = office.client.get(f"{BOARD}?school_type=高等学校").text
    assert "学校でも使いたい" in schools
    assert "不良品の数を分析したい" not in schools
    assert "不良品の数を分析したい" in office.client.get(f"{BOARD}?words=不良品 機械工業会").text
    assert "この条件に合う要望はありません" in office.client.get(f"{BOARD}?words=100%25").text
    assert "この条件に合う要望はありません" in office.client.get(f"{BOARD}?state=met").text
    assert office.client.get(f"{BOARD}?state=nonsense&year=2026&source=visit").status_code == 200


@pytest.mark.usefixtures("visited")
@pytest.mark.parametrize("step", ["move", "link", "unlink", "merge", "organisation", ""])
def test_another_offices_need_does_not_exist(neighbour, needs_of, step):
    address = f"{BOARD}/1/{step}".rstrip("/")
    answer = (
        neighbour.post(address, data={"state": "met", "moved_on": "2026-04-02"})
        if step
        else neighbour.get(address)
    )
    assert answer.status_code == 404
    assert "不良品" not in neighbour.get(BOARD).text
    assert needs_of()[0].merged_into_id is None


@pytest.mark.usefixtures("visited")
def test_others_see_numbers_and_neither_texts_nor_names(neighbour):
    text = neighbour.get(f"{BOARD}/statistics").text
    assert "製造業" in text
    assert "立山大学" in text
    assert "不良品" not in text
    assert "機械工業会" not in text


@pytest.mark.usefixtures("visited")
def test_a_step_is_kept_with_its_reason_and_shown(office, database):
    form = {"state": "difficult", "reason": "いまの教材の範囲を超える", "moved_on": "2026-04-02"}
    for _press in range(2):
        assert office.client.post(f"{BOARD}/1/move", data=form).status_code == 303
    text = office.client.get(f"{BOARD}/1").text
    assert "いまの教材の範囲を超える" in text
    with database.sessions() as session:
        from webapp.programme.needs.models import Need

        assert [move.state for move in session.get(Need, 1).moves] == [NeedState.DIFFICULT]


@pytest.mark.usefixtures("visited")
@pytest.mark.parametrize(
    "form",
    [
        {"state": "difficult", "reason": "", "moved_on": "2026-04-02"},
        {"state": "met", "reason": "済み", "moved_on": "2026-03-31"},
        {"state": "unheard", "reason": "済み", "moved_on": "2026-04-02"},
        {"state": "met", "reason": "済み", "moved_on": ""},
    ],
)
def test_a_step_that_cannot_be_comes_back_filled(office, form):
    answer = office.client.post(f"{BOARD}/1/move", data=form)
    assert answer.status_code == 422
    assert form["reason"] in answer.text
    assert 'class="wrong"' in answer.text


@pytest.mark.usefixtures("visited")
def test_twins_are_merged_and_taken_apart_again(office, needs_of):
    assert office.client.post(f"{BOARD}/2/merge", data={"into": "1"}).status_code == 303
    assert needs_of()[1].merged_into_id == 1
    assert "同じ要望がほかに1件" in office.client.get(BOARD).text
    assert office.client.post(f"{BOARD}/1/merge", data={"into": "1"}).status_code == 422
    office.client.post(f"{BOARD}/2/merge", data={"do": "split"})
    assert needs_of()[1].merged_into_id is None


@pytest.mark.usefixtures("visited")
def test_a_need_is_linked_to_what_is_there_and_to_nothing_else(office):
    assert office.client.post(f"{BOARD}/1/link", data={"answer": "course:beginner/b3"}).status_code == 303
    assert "B3" in office.client.get(f"{BOARD}/1").text
    for nothing in ("course:beginner/zz", "offering:99", "offering:x", ""):
        assert office.client.post(f"{BOARD}/1/link", data={"answer": nothing}).status_code == 422
    office.client.post(f"{BOARD}/1/unlink", data={"answer_id": "1"})
    assert "まだありません" in office.client.get(f"{BOARD}/1").text


def test_a_visit_of_the_same_key_by_another_office_opens_nothing(visited, neighbour):
    answer = neighbour.post(f"{PREFIX}/needs/visits/new", data=VISIT)
    assert neighbour.get(answer.headers["Location"]).status_code == 404

"""A coordinator writes a seminar down, mends it, and is reminded of the head-count that is missing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from webapp.programme.models import MeetingState, Seminar

PAGE = "/services/tateyama/office/seminars"


@pytest.fixture
def form(today):
    return {
        "title_ja": "経営者のためのデータ活用", "title_en": "Data for managers", "held_on": today.isoformat(),
        "place": "見本会館 3階", "capacity": "60", "state": "planned",
    }  # fmt: skip


@pytest.fixture
def kept(database):
    def kept():
        with database.sessions() as session:
            return session.scalars(select(Seminar).order_by(Seminar.id)).all()

    return kept


def test_a_seminar_is_written_down(office, programme, form, kept, today, host):
    answer = office.post(f"{PAGE}/new", data=form)
    assert answer.status_code == 303
    (made,) = kept()
    assert (made.title_en, made.held_on, made.place, made.capacity) == (
        "Data for managers", today, "見本会館 3階", 60,
    )  # fmt: skip
    assert (made.host_id, made.programme_id, made.headcount) == (host.id, programme.id, None)
    assert "見本会館 3階" in office.get(PAGE).text


@pytest.mark.parametrize(
    ("field", "typed"),
    [("title_ja", ""), ("title_en", " "), ("held_on", "明日"), ("held_on", ""), ("capacity", "many"),
     ("capacity", "-1"), ("state", "moved"), ("state", "held?"), ("title_ja", "長" * 201)],
)  # fmt: skip
def test_what_cannot_be_read_is_told_beside_its_field_and_nothing_is_lost(
    office, programme, form, kept, field, typed
):
    answer = office.post(f"{PAGE}/new", data={**form, field: typed})
    assert answer.status_code == 422
    assert f'id="wrong-{field}"' in answer.text
    assert 'value="見本会館 3階"' in answer.text
    assert kept() == []


def test_a_year_without_programme_takes_no_seminar(office, programme, form, kept):
    answer = office.post(f"{PAGE}/new", data={**form, "held_on": "1999-05-01"})
    assert (answer.status_code, kept()) == (422, [])
    assert "事業がまだ登録されていません" in answer.text


def test_what_has_yet_to_come_was_not_held(office, programme, form, today):
    later = (today + timedelta(days=1)).isoformat()
    answer = office.post(f"{PAGE}/new", data={**form, "held_on": later, "state": "held"})
    assert answer.status_code == 422


def test_a_seminar_is_mended(office, seminar, form, kept):
    assert 'value="公開セミナー"' in office.get(f"{PAGE}/{seminar.id}/edit").text
    assert office.post(f"{PAGE}/{seminar.id}/edit", data=form).status_code == 303
    assert kept()[0].title_ja == "経営者のためのデータ活用"


@pytest.mark.parametrize("change", [{"state": "cancelled"}, {"held_on": "2026-04-02"}, {"state": "planned"}])
def test_what_is_counted_cannot_be_called_off_moved_or_taken_back(office, make_seminar, form, kept, change):
    counted = make_seminar(headcount=20, state=MeetingState.HELD)
    answer = office.post(f"{PAGE}/{counted.id}/edit", data={**form, "state": "held", **change})
    assert answer.status_code == 422
    assert (kept()[0].state, kept()[0].title_ja) == (MeetingState.HELD, "公開セミナー")


def test_another_partners_seminar_is_not_mended(office, make_seminar, make_partner, form, kept):
    theirs = make_seminar(host_id=make_partner(slug="other").id)
    assert office.get(f"{PAGE}/{theirs.id}/edit").status_code == 404
    assert office.post(f"{PAGE}/{theirs.id}/edit", data=form).status_code == 404


def test_the_office_is_reminded_of_a_missing_head_count(office, make_seminar, today):
    over = make_seminar(today - timedelta(days=2), title_ja="数えていないセミナー")
    make_seminar(today - timedelta(days=2), title_ja="数えたセミナー", headcount=0, state=MeetingState.HELD)
    make_seminar(today - timedelta(days=2), title_ja="中止したセミナー", state=MeetingState.CANCELLED)
    make_seminar(title_ja="きょうのセミナー")
    page = office.get("/services/tateyama/office").text
    assert f"seminars#seminar-{over.id}" in page
    waiting = page.split('id="first"')[1].split("</section>")[0]
    assert "数えていないセミナー" in waiting
    for quiet in ("数えたセミナー", "中止したセミナー", "きょうのセミナー"):
        assert quiet not in waiting
    office.post(f"{PAGE}/{over.id}/heads", data={"heads": "31"})
    assert "数えていないセミナー" not in office.get("/services/tateyama/office").text

"""What the office does first: only what waits for it, by day, in the offerings of its own partner."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.webapp.days import in_days
from tests.webapp.enrolment.office.conftest import PREFIX
from webapp.enrolment.applying.endings import draw
from webapp.enrolment.models import Learner
from webapp.programme.models import Offering, OfferingState, Selection


@pytest.fixture
def waiting(desk):
    """The lines of the list, as the page shows them."""

    def waiting():
        page = desk.client.get(f"{PREFIX}/office").text
        found = re.search(r'<ul class="todo">(.*?)</ul>', page, re.DOTALL)
        lines = re.findall(r"<a [^>]*>(.*?)</a>", found[1]) if found else []
        return lines

    return waiting


def test_nothing_waits_where_nothing_does(desk, waiting):
    desk.applies()
    assert waiting() == []


def test_applications_wait_for_a_decision_once_they_wait_for_no_approval(desk, waiting):
    desk.change(selection=Selection.REVIEW)
    desk.applies()
    _, asked = desk.waits_for_approval()
    assert waiting() == ["申込を決定する（1件）"]
    desk.send(f"approvals/{asked}/paper", answer="yes")
    assert waiting() == ["申込を決定する（2件）"]


def test_who_was_asked_is_silent_after_three_days(desk, waiting):
    desk.waits_for_approval(days=2)
    assert waiting() == []
    desk.waits_for_approval(days=4)
    assert waiting() == ["承認をもう一度お願いする（回答待ち 1件）"]


def test_a_lottery_needs_its_string_and_after_the_closing_its_draw(desk, waiting, database):
    desk.change(selection=Selection.LOTTERY)
    desk.applies()
    assert waiting() == ["抽選に使う文字列を公表する"]
    desk.change(lottery_string="締切翌日の正午の気温")
    assert waiting() == []
    desk.change(apply_until=datetime.now(UTC) - timedelta(hours=1))
    assert waiting() == ["抽選する（抽選待ち 1人）"]
    with database.transaction() as session:
        by = session.scalars(select(Learner.id)).first()
        draw(session, session.get(Offering, desk.offering.id), datetime.now(UTC), by)
    assert waiting() == []


def test_too_few_people_near_the_day_of_the_decision_come_first(desk, waiting):
    desk.change(minimum=2, decide_on=in_days(15))
    desk.applies()
    desk.waits_for_approval(days=9)
    assert waiting() == ["承認をもう一度お願いする（回答待ち 1件）"]
    desk.change(decide_on=in_days(14))
    assert waiting() == [
        "開講するかを決める（受講者 1人、最少催行人数 2人）",
        "承認をもう一度お願いする（回答待ち 1件）",
    ]
    desk.applies()
    assert waiting() == ["承認をもう一度お願いする（回答待ち 1件）"]


@pytest.mark.parametrize("state", [OfferingState.CLOSED, OfferingState.CANCELLED])
def test_what_is_over_waits_for_nothing(desk, waiting, state):
    desk.change(selection=Selection.REVIEW)
    desk.applies()
    desk.change(state=state)
    assert waiting() == []


def test_offerings_of_other_partners_are_not_ours_to_look_after(desk, waiting, make_partner):
    desk.change(selection=Selection.REVIEW)
    desk.applies()
    desk.change(host_id=make_partner("elsewhere").id)
    assert waiting() == []


def test_the_list_of_offerings_is_of_one_year_and_leads_to_the_others(desk, make_offering):
    make_offering(fiscal_year=2024, title_ja="前の年の講座", host_id=desk.offering.host_id)
    page = desk.client.get(f"{PREFIX}/office").text
    assert "前の年の講座" not in page
    assert "?year=2024" in page
    assert "前の年の講座" in desk.client.get(f"{PREFIX}/office?year=2024").text
    assert desk.client.get(f"{PREFIX}/office?year=1999").status_code == 404

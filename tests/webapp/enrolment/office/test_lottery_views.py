"""A coordinator draws once, and anybody computes the printed result again."""

import html
import re
import subprocess
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.webapp.conftest import NOON
from webapp.audit import AuditEntry
from webapp.enrolment.applying.models import Draw
from webapp.enrolment.applying.moves import begin
from webapp.enrolment.models import Application, ApplicationState, Role
from webapp.programme.models import OfferingState, Partner, Selection

S = ApplicationState
PREFIX = "/services/tateyama"


@pytest.fixture
def drawing(client, sign_in, make_learner, make_offering, database):
    """A coordinator's browser, an offering with two seats whose window is over, and three who await the draw."""

    def drawing(published="it's 18.4 度; $HOME", **given):
        window = {"apply_from": NOON - timedelta(days=9), "apply_until": NOON - timedelta(days=2)}
        known = {"capacity": 2, "state": OfferingState.OPEN, "selection": Selection.LOTTERY, **window}
        offering = make_offering(lottery_string=published, **{**known, **given})
        people = [make_learner(name=f"架空 {number}子").id for number in range(3)]
        with database.transaction() as session:
            host = session.get(Partner, offering.host_id)
            for learner_id in people:
                application = Application(
                    learner_id=learner_id, offering_id=offering.id,
                    applied_at=NOON, state=S.DRAWING, profile={"audience": "private"},
                )  # fmt: skip
                begin(session, application, NOON)
        sign_in(client, make_learner((Role.COORDINATOR, host)))
        return client, f"{PREFIX}/office/offerings/{offering.id}/lottery", offering

    return drawing


def press(client, address):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(f"{PREFIX}/").text)[1]
    return client.post(address, data={"csrf_token": token})


def test_pressing_twice_draws_once_and_the_public_recipe_prints_the_same_order(drawing, database):
    client, address, offering = drawing()
    public = f"{PREFIX}/offerings/{offering.id}/draw"
    assert "抽選する</button>" in client.get(address).text
    assert client.get(public).status_code == 404
    assert [press(client, address).status_code for _ in range(2)] == [303, 303]
    with database.sessions() as session:
        order = session.scalars(select(Draw)).one().order
        assert len(session.scalars(select(AuditEntry).filter_by(action="drawn")).all()) == 1
        states = sorted(session.scalars(select(Application.state)))
        assert states == sorted([S.ACCEPTED, S.ACCEPTED, S.WAITING])
    page = client.get(public).text
    assert "架空 " not in page.split("<main", 1)[1].split("</main>")[0]
    script = html.unescape(re.search(r"<pre[^>]*><code>(.+?)</code>", page, re.DOTALL)[1])
    told = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True).stdout
    assert [int(line) for line in told.split()] == order


def test_without_a_published_string_nothing_is_drawn(drawing, database):
    client, address, _ = drawing(published=None)
    answer = press(client, address)
    assert answer.status_code == 409
    assert "公表されていません" in answer.text
    with database.sessions() as session:
        assert session.scalars(select(Draw)).all() == []


def test_what_is_not_drawn_by_lot_or_is_another_partners_has_no_such_page(
    drawing, sign_in, make_learner, database
):
    client, address, _ = drawing(selection=Selection.REVIEW)
    assert client.get(address).status_code == 404
    with database.transaction() as session:
        other = Partner(slug="elsewhere", name_ja="架空の他機関", name_en="Elsewhere")
        session.add(other)
    client, address, _ = drawing()
    sign_in(client, make_learner((Role.COORDINATOR, other)))
    assert client.get(address).status_code == 404
    assert press(client, address).status_code == 404

"""履修証明書: only where the law's conditions hold; everywhere else one sentence says why not."""

from datetime import UTC, datetime

import pytest

from tests.webapp.participation.certificates.conftest import AT
from tests.webapp.participation.classroom import send
from webapp.enrolment.models import Learner, Role
from webapp.participation.certificates.document import draw, told
from webapp.participation.certificates.models import CertificateKind
from webapp.participation.certificates.programmes import CertificateProgramme
from webapp.participation.certificates.publishing import draft_programme, publish
from webapp.participation.certificates.statutory import issue_statutory, own_programmes, why_not
from webapp.participation.completing.standing import own_standings
from webapp.programme.models import Partner
from webapp.programme.operations import NotPossible

BEFORE = datetime(2026, 4, 1, tzinfo=UTC)
TYPED = {
    "name": "架空データ活用プログラム", "purpose": "目的", "method": "講義と演習", "content": "内容の概要",
    "eligibility": "社会人", "requirement": "すべての講座を修了すること", "capacity": "20",
}  # fmt: skip


@pytest.fixture
def plan(database, offering):
    def plan(hours="60", published=BEFORE, **typed):
        with database.transaction() as session:
            partner = session.get(Partner, offering.host_id)
            made = draft_programme(session, partner, {**TYPED, **typed}, {"beginner": hours}, BEFORE, 1)
            if published:
                publish(session, made, published, 1)
        return made

    return plan


def ask(database, enrolment, programme, press):
    with database.transaction() as session:
        return issue_statutory(session, session.get(Learner, enrolment.learner_id), programme.id, press, AT)


def test_it_says_what_the_law_asks_for(completed, plan, press, database):
    made = ask(database, completed(), plan(), press)
    said = told(made)
    assert made.kind is CertificateKind.STATUTORY
    assert (said["title"], said["course"], said["outline"], said["hours"]) == (
        "履修証明書",
        "架空データ活用プログラム",
        "内容の概要",
        "60時間",
    )
    assert "学校教育法第105条" in said["said"]
    assert draw(made).startswith(b"%PDF")


def test_asked_twice_it_is_the_same(completed, plan, press, database):
    enrolment, published = completed(), plan()
    assert ask(database, enrolment, published, press).id == ask(database, enrolment, published, press).id


def test_fifty_nine_hours_are_not_published_and_give_none(completed, plan, press, database):
    with pytest.raises(NotPossible, match="60時間"):
        plan(hours="59")
    draft = plan(hours="59", published=None)
    assert "公表されていない" in why_not(draft)
    with pytest.raises(NotPossible):
        ask(database, completed(), draft, press)


def test_who_has_not_completed_every_course_gets_none(enrol, plan, press, database):
    with pytest.raises(NotPossible):
        ask(database, enrol(), plan(), press)


def test_what_began_before_it_was_published_is_no_part_of_it(completed, plan, database, tmp_path):
    enrolment = completed()
    plan(published=datetime(2026, 12, 1, tzinfo=UTC))
    with database.sessions() as session:
        assert own_programmes(session, own_standings(session, enrolment.learner_id, tmp_path)) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"minutes": 3599}, "60時間に満たない"),
        ({"purpose": " "}, "項目がそろっていない"),
        ({"capacity": 0}, "項目がそろっていない"),
        ({"minutes": 6000}, "公表した総時間数に足りない"),
    ],
)
def test_each_thing_that_is_missing_is_named(plan, database, change, sentence):
    made = plan()
    with database.sessions() as session:
        row = session.get(CertificateProgramme, made.id)
        for name, value in change.items():
            setattr(row, name, value)
        assert sentence in why_not(row)


def test_the_office_writes_and_publishes_and_everybody_reads(
    app, client, sign_in, make_learner, offering, database
):
    with database.sessions() as session:
        partner = session.get(Partner, offering.host_id)
    sign_in(client, make_learner((Role.COORDINATOR, partner)))
    address = "/services/tateyama/office/certificate-programmes"
    short = send(client, address, partner=partner.id, **{**TYPED, "purpose": ""}, **{"hours-beginner": "60"})
    assert short.status_code == 422
    assert "架空データ活用プログラム" in short.text
    assert send(client, address, partner=partner.id, **TYPED, **{"hours-beginner": "60"}).status_code == 303
    public = "/services/tateyama/certificate-programmes"
    assert "架空データ活用プログラム" not in app.test_client().get(public).text
    assert send(client, f"{address}/1/publish").status_code == 303
    page = app.test_client().get(public).text
    for field in (
        "架空データ活用プログラム",
        "目的",
        "講義と演習",
        "内容の概要",
        "60時間",
        "社会人",
        "20人",
        "すべての講座を修了すること",
    ):
        assert field in page

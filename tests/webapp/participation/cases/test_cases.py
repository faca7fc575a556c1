"""A case is printed in the very words that its person approved, and in no others; and only as long as they want."""

import pytest
from sqlalchemy import select

from tests.webapp.participation.cases.conftest import OFFER, PREFIX, WORDS
from webapp.audit import AuditEntry
from webapp.enrolment.models import Learner, Role
from webapp.mail.models import Message
from webapp.participation.cases.consents import case_consents, current_consent
from webapp.participation.cases.models import CaseState, UseCase
from webapp.participation.erasing import erase

SCRIPT = "<script>alert(1)</script>"


def is_public(world):
    return world.own.get(f"{PREFIX}/cases/{world.case.id}").status_code == 200


def test_from_the_offer_to_the_public_page(app, world):
    assert world.offer().status_code == 303
    assert (world.case.state, world.case.consent_version) == (CaseState.OFFERED, current_consent().version)
    assert world.work("ask").status_code == 303
    assert not is_public(world)
    assert "この文面を承認する" in world.own.get(world.mine).text
    assert "文面を確かめて承認する" in world.own.get(f"{PREFIX}/my-page").text
    assert world.approve().status_code == 303
    assert not is_public(world)
    assert world.work("publish").status_code == 303
    page = app.test_client().get(f"{PREFIX}/cases/{world.case.id}").text
    for words in (WORDS["title"], WORDS["problem"], WORDS["result"], "匿名", "製造業"):
        assert words in page
    assert "山田 花子" not in page
    assert WORDS["title"] in app.test_client().get(f"{PREFIX}/cases").text
    assert app.test_client().get(f"{PREFIX}/cases/{world.case.id}.pdf").data.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"agrees": ""}, "agrees"),
        ({"named": ""}, "named"),
        ({"named": "yes", "organisation": ""}, "organisation"),
        ({"problem": ""}, "problem"),
        ({"result": "長" * 601}, "result"),
    ],
)
def test_an_offer_without_consent_or_words_keeps_nothing_and_loses_nothing(world, changed, field):
    answer = world.offer(**changed)
    assert answer.status_code == 422
    assert f"wrong-{field}" in answer.text
    assert OFFER["effort"].replace("\r\n", "\n") in answer.text.replace("\r\n", "\n")
    assert world.case is None


def test_an_organisation_is_kept_only_where_it_may_be_named(world):
    world.offer(named="no", organisation="株式会社架空")
    assert world.case.organisation == ""


def test_an_offer_pressed_twice_is_one_and_the_first(world, database):
    world.offer()
    world.offer(problem="二度目")
    with database.sessions() as session:
        assert session.scalars(select(UseCase.problem)).all() == [OFFER["problem"]]


def test_who_was_not_asked_or_left_cannot_offer(app, world, enrol, database, sign_in):
    with database.sessions() as session:
        left = session.get(Learner, enrol(withdrawn=True).learner_id)
    client = sign_in(app.test_client(), left)
    assert client.get(world.mine).status_code == 404
    assert client.post(world.mine, data=OFFER).status_code == 404
    assert world.case is None


def test_nobody_else_opens_approves_or_withdraws_a_case(app, world, enrol, database, sign_in):
    world.offer()
    world.work("ask")
    with database.sessions() as session:
        other = sign_in(app.test_client(), session.get(Learner, enrol().learner_id))
    assert other.get(world.mine).status_code == 404
    for reply in ("approve", "withdraw", "change"):
        answer = other.post(f"{world.mine}/{reply}", data={"words": world.case.sha256, "wish": "x"})
        assert answer.status_code == 404
    assert world.case.state is CaseState.TO_APPROVE


def test_another_partners_office_and_another_course_do_not_find_it(app, world, make_offering, make_partner, make_learner, sign_in):  # fmt: skip
    world.offer()
    other_host = make_partner("other")
    other = sign_in(app.test_client(), make_learner((Role.COORDINATOR, other_host)))
    assert other.get(world.desk).status_code == 404
    assert other.post(world.desk, data=WORDS | {"do": "save"}).status_code == 404
    mine_too = make_offering(host_id=world.host.id)
    assert (
        world.office.get(f"{PREFIX}/office/offerings/{mine_too.id}/cases/{world.case.id}").status_code == 404
    )
    assert world.case.title == ""


def test_words_that_change_after_somebody_looked_are_not_approved(world):
    world.offer()
    world.work("ask")
    seen = world.case.sha256
    world.work("ask", result="盛った成果")
    answer = world.reply("approve", words=seen)
    assert answer.status_code == 409
    assert "文面が変わりました" in answer.text
    assert "盛った成果" in answer.text
    assert world.case.approved_sha256 is None


def test_words_that_change_after_the_approval_need_another_one(world):
    world.offer()
    world.work("ask")
    world.approve()
    world.work("save", title="別の題")
    assert world.case.state is CaseState.OFFERED
    assert world.work("publish").status_code == 409
    assert not is_public(world)


def test_saving_the_same_words_keeps_the_approval(world):
    world.offer()
    world.work("ask")
    world.approve()
    world.work("save")
    assert world.case.state is CaseState.APPROVED


def test_the_office_cannot_approve_and_nothing_unapproved_is_published(world):
    world.offer()
    assert world.work("publish").status_code == 409
    world.work("ask")
    assert world.work("publish").status_code == 409
    assert world.office.post(f"{world.mine}/approve", data={"words": world.case.sha256}).status_code == 404
    assert not is_public(world)


def test_a_row_whose_words_were_changed_behind_the_approval_is_not_shown(world, database):
    world.publish()
    assert is_public(world)
    with database.transaction() as session:
        session.get(UseCase, world.case.id).result = "だれも承認していない"
    assert not is_public(world)
    assert "承認していない" not in world.own.get(f"{PREFIX}/cases").text


def test_withdrawing_takes_it_off_the_page_and_deletes_the_words(world):
    world.publish()
    assert world.reply("withdraw").status_code == 303
    assert world.reply("withdraw").status_code == 303
    assert not is_public(world)
    assert (world.case.state, world.case.problem, world.case.title) == (CaseState.WITHDRAWN, "", "")
    assert world.offer(problem="やはり載せる").status_code == 303
    assert (world.case.state, world.case.problem) == (CaseState.OFFERED, "やはり載せる")


def test_what_should_be_changed_comes_back_to_the_office(world):
    world.offer()
    world.work("ask")
    assert world.reply("change", wish="").status_code == 422
    world.reply("change", wish="会社が分かる言葉を消してほしい")
    assert world.case.state is CaseState.OFFERED
    assert "会社が分かる言葉を消してほしい" in world.office.get(world.desk).text


def test_a_declined_case_keeps_no_words(world):
    world.offer()
    world.work("decline")
    assert (world.case.state, world.case.problem) == (CaseState.DECLINED, "")


def test_unfinished_words_are_not_sent_to_the_person(world, database):
    world.offer()
    answer = world.work("ask", title="")
    assert answer.status_code == 409
    assert WORDS["problem"] in answer.text
    with database.sessions() as session:
        assert session.scalars(select(Message).where(Message.template == "case_to_approve")).all() == []


def test_the_person_is_written_to_once_for_the_same_words(world, database):
    world.offer()
    for _ in range(2):
        world.work("ask")
    with database.sessions() as session:
        (mail,) = session.scalars(select(Message).where(Message.template == "case_to_approve"))
    assert f"my-page/cases/{world.enrolment.id}" in mail.body
    assert mail.address == "hanako@example.jp"


def test_script_in_words_is_text_everywhere(world):
    world.offer(problem=SCRIPT)
    world.work("ask", title=SCRIPT, problem=SCRIPT)
    pages = [world.own.get(world.mine).text, world.office.get(world.desk).text]
    world.approve()
    world.work("publish", title=SCRIPT)
    pages += [world.own.get(f"{PREFIX}/cases").text, world.own.get(f"{PREFIX}/cases/{world.case.id}").text]
    assert all(SCRIPT not in page and "&lt;script&gt;" in page for page in pages)
    assert world.own.get(f"{PREFIX}/cases/{world.case.id}.pdf").data.startswith(b"%PDF")


def test_every_step_is_in_the_audit(world, database):
    world.publish()
    world.reply("withdraw")
    with database.sessions() as session:
        done = session.scalars(
            select(AuditEntry.action).where(AuditEntry.subject == f"use_case/{world.case.id}")
        )
        assert list(done) == [
            "case_offered", "case_edited", "case_to_approve", "case_approved", "case_published", "case_withdrawn",
        ]  # fmt: skip


def test_a_case_goes_with_the_person(world, database):
    world.publish()
    with database.transaction() as session:
        erase(session, session.get(Learner, world.enrolment.learner_id), world.case.changed_at, None)
    assert world.case is None


def test_every_version_of_the_consent_that_was_in_use_is_still_there():
    assert "2026-11" in case_consents()
    assert all(len(each.ja) == len(each.en) for each in case_consents().values())


def test_the_thanks_of_the_three_month_survey_offer_a_case_to_who_used_it(world, database):
    from webapp.participation.surveys.models import Survey

    with database.transaction() as session:
        survey = session.scalars(select(Survey)).one()
        survey.closes_at = survey.closes_at.replace(year=2199)
    address = f"{PREFIX}/my-page/surveys/{survey.id}"
    told = world.own.post(address, data={"used": "1", "named": "no"}).text
    assert f"/my-page/cases/{world.enrolment.id}" in told

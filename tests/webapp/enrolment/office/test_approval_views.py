"""An office reminds those whose approval is waited for, and writes down what came on paper."""

import re

from webapp.enrolment.models import ApplicationState
from webapp.programme.models import Selection

S = ApplicationState


def test_who_has_not_answered_stands_on_the_page_with_the_day_of_asking(desk):
    desk.waits_for_approval(name="架空 花子")
    page = desk.get("approvals").text
    assert "架空 花子" in page
    assert "架空課長" in page


def test_asking_again_sends_a_new_link_to_a_mended_address_and_the_old_one_is_dead(desk):
    _, asked = desk.waits_for_approval()
    assert desk.send(f"approvals/{asked}/remind", address="bucho@example.jp").status_code == 303
    first, second = desk.mails("approval_asked")
    assert second.address == "bucho@example.jp"
    old, new = (re.search(r"approvals/([\w-]+)", mail.body)[1] for mail in (first, second))
    assert desk.client.get(f"/services/tateyama/approvals/{old}").status_code == 404
    assert desk.client.get(f"/services/tateyama/approvals/{new}").status_code == 200


def test_an_address_that_is_none_is_refused_and_kept_for_mending(desk):
    _, asked = desk.waits_for_approval()
    answer = desk.send(f"approvals/{asked}/remind", address="bucho＠example")
    assert answer.status_code == 422
    assert 'value="bucho＠example"' in answer.text
    assert len(desk.mails("approval_asked")) == 1


def test_nobodys_mailbox_is_filled(desk):
    _, asked = desk.waits_for_approval()
    answers = [desk.send(f"approvals/{asked}/remind", address="b@example.jp").status_code for _ in range(8)]
    assert answers == [303] * 5 + [422] * 3


def test_an_approval_on_paper_moves_the_application_on_and_tells_who_applied(desk):
    application, asked = desk.waits_for_approval(email="hanako@example.jp")
    answer = desk.send(f"approvals/{asked}/paper", answer="yes", note="12月1日付けの推薦書")
    assert answer.status_code == 303
    assert desk.state_of(application) is S.ACCEPTED
    assert [mail.address for mail in desk.mails("accepted")] == ["hanako@example.jp"]
    assert desk.audit()[-1] == "approval_on_paper"
    assert "回答を待っている承認はありません" in desk.get("approvals").text


def test_where_the_office_decides_afterwards_the_approval_itself_is_told(desk):
    desk.change(selection=Selection.REVIEW)
    application, asked = desk.waits_for_approval(email="hanako@example.jp")
    desk.send(f"approvals/{asked}/paper", answer="yes")
    assert desk.state_of(application) is S.APPLIED
    (mail,) = desk.mails("approval_answered")
    assert "承認されました" in mail.body


def test_a_refusal_on_paper_ends_the_application_with_the_reason(desk):
    application, asked = desk.waits_for_approval(email="hanako@example.jp")
    desk.send(f"approvals/{asked}/paper", answer="no")
    assert desk.state_of(application) is S.REJECTED
    assert "承認が得られなかったため" in desk.mails("not_selected")[0].body


def test_a_reason_of_the_platform_itself_is_english_in_english_mail(desk):
    _, asked = desk.waits_for_approval(email="hanako@example.jp", language="en")
    desk.send(f"approvals/{asked}/paper", answer="no")
    assert "Reason: the approval that was asked for was not given" in desk.mails("not_selected")[0].body


def test_without_a_reason_the_mail_has_no_line_for_one(desk):
    desk.change(selection=Selection.REVIEW)
    application = desk.applies(email="hanako@example.jp")
    desk.send(
        "applications/decide", application=application, after="rejected", **{f"seen-{application}": "applied"}
    )
    assert "理由" not in desk.mails("not_selected")[0].body


def test_an_answer_is_recorded_once_and_needs_to_be_one(desk):
    _, asked = desk.waits_for_approval()
    assert desk.send(f"approvals/{asked}/paper", answer="maybe").status_code == 422
    assert desk.send(f"approvals/{asked}/paper", answer="yes", note="あ" * 501).status_code == 422
    assert desk.send(f"approvals/{asked}/paper", answer="yes").status_code == 303
    again = desk.send(f"approvals/{asked}/paper", answer="no")
    assert again.status_code == 409
    assert "すでに回答があったか" in again.text
    assert desk.send(f"approvals/{asked}/remind", address="b@example.jp").status_code == 422

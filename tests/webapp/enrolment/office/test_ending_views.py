"""An offering that does not take place: who is told is shown first, then everybody is told, once."""

from webapp.programme.models import Offering, OfferingState


def state_of(desk):
    with desk.database.sessions() as session:
        return session.get(Offering, desk.offering.id).state


def test_looking_changes_nothing_and_names_whom_no_mail_reaches(desk):
    desk.applies(email="hanako@example.jp")
    desk.applies(name="架空 無", phone="076-000-0001")
    page = desk.get("call-off").text
    assert "申し込んだ人と受講者 2人に、中止を知らせます" in page
    assert "架空 無 076-000-0001" in page
    assert state_of(desk) is OfferingState.OPEN


def test_everybody_is_told_why_once(desk):
    desk.applies(email="hanako@example.jp")
    for _ in range(2):
        assert desk.send("call-off", reason="最少催行人数に届かなかったため").status_code == 303
    (mail,) = desk.mails("offering_cancelled")
    assert "最少催行人数に届かなかったため" in mail.body
    assert state_of(desk) is OfferingState.CANCELLED
    assert desk.audit().count("called_off") == 1
    assert "中止にできません" in desk.get("call-off").text


def test_a_reason_is_needed_and_stays_where_it_is_too_long(desk):
    assert desk.send("call-off", reason=" ").status_code == 422
    answer = desk.send("call-off", reason="あ" * 501)
    assert answer.status_code == 422
    assert "あ" * 501 in answer.text
    assert state_of(desk) is OfferingState.OPEN


def test_what_is_over_cannot_be_called_off(desk):
    desk.change(state=OfferingState.CLOSED)
    answer = desk.send("call-off", reason="理由")
    assert answer.status_code == 409
    assert "終わった講座は中止にできません" in answer.text

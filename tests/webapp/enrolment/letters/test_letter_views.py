"""The office makes and prints letters of its own offerings; a learner takes their own home, nobody else's."""

import re

import pytest
from sqlalchemy import select

from webapp.audit import AuditEntry
from webapp.enrolment.letters.models import Letter, LetterHead

PREFIX = "/services/tateyama"
HEAD = {
    "mark": "架大DS",
    "signatory": "センター長　架空 太郎",
    "contact": "事務局\r\n電話 000",
    "omits_seal": "1",
}


@pytest.fixture
def office(client, sign_in, snowed):
    return sign_in(client, snowed.coordinator), f"{PREFIX}/office/offerings/{snowed.offering.id}/letters"


@pytest.fixture
def with_head(office):
    client, address = office
    assert send(client, f"{address}/head", **HEAD).status_code == 303
    return office


@pytest.fixture
def made(with_head, session):
    client, address = with_head
    assert send(client, address, by_hand="1").status_code == 303
    return session.scalars(select(Letter).order_by(Letter.number)).all()


def send(client, address, **form):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(f"{PREFIX}/").text)[1]
    return client.post(address, data={"csrf_token": token, **form})


def is_pdf(answer):
    return answer.status_code == 200 and answer.mimetype == "application/pdf" and answer.data[:5] == b"%PDF-"


def test_first_of_all_somebody_says_who_signs(office, database, snowed):
    client, address = office
    for path in (address, f"{address}/nomination", f"{address}/roster"):
        assert f'href="{address}/head"' in client.get(path).text
    assert send(client, address, by_hand="1").status_code == 422
    assert send(client, f"{address}/head", **{**HEAD, "mark": " "}).status_code == 422
    assert send(client, f"{address}/head", **HEAD).status_code == 303
    with database.sessions() as session:
        kept = session.get(LetterHead, snowed.offering.host_id)
        assert (kept.mark, kept.omits_seal) == ("架大DS", True)


def test_a_name_that_cannot_be_printed_is_shown_before_and_needs_a_word(with_head, session):
    client, address = with_head
    page = client.get(address).text
    assert "𠮷田 無（𠮷 U+20BB7）" in page
    assert "髙﨑 葵（" not in page
    answer = send(client, address)
    assert answer.status_code == 422
    assert "手書きで補うこと" in answer.text
    assert session.scalars(select(Letter)).all() == []


def test_letters_are_printed_together_and_one_by_one_and_each_print_is_on_record(with_head, made, session):
    client, address = with_head
    assert is_pdf(client.get(f"{address}/acceptances.pdf"))
    assert is_pdf(client.get(f"{address}/{made[0].id}.pdf"))
    assert "全員の通知ができています" in client.get(address).text
    session.rollback()
    prints = session.scalars(select(AuditEntry).filter_by(action="letters_printed")).all()
    assert [(line.subject.split("/")[0], line.detail["people"]) for line in prints] == [
        ("offering", 2),
        ("letter", 1),
    ]
    assert "髙﨑" not in "".join(str(line.detail) for line in session.scalars(select(AuditEntry)))


def test_pressing_twice_numbers_once(with_head, made, session):
    client, address = with_head
    send(client, address, by_hand="1")
    session.rollback()
    assert len(session.scalars(select(Letter)).all()) == len(made) == 2


def test_a_learner_takes_their_own_letter_home_and_no_other(made, app, sign_in, snowed):
    own = sign_in(app.test_client(), snowed.aoi)
    address = f"{PREFIX}/my-page/letters/{made[0].id}"
    assert f'href="{address}"' in own.get(f"{PREFIX}/my-page").text
    answer = own.get(address)
    assert is_pdf(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    for other in (snowed.no_mail, snowed.left, snowed.coordinator):
        assert sign_in(app.test_client(), other).get(address).status_code == 404
    assert app.test_client().get(address).status_code == 302


def test_an_organisation_is_asked_by_a_letter(with_head, session):
    client, address = with_head
    form = {
        "organisation": "架空商工会議所御中",
        "person": "",
        "seats": "3",
        "deadline": "2999-01-08",
        "contact": "係",
    }
    assert send(client, f"{address}/nomination", **form).status_code == 303
    (letter,) = session.scalars(select(Letter)).all()
    assert (letter.addressee, letter.detail["seats"]) == ("架空商工会議所 御中", 3)
    assert is_pdf(client.get(f"{address}/{letter.id}.pdf"))


@pytest.mark.parametrize(
    "wrong",
    [{"organisation": " "}, {"seats": "多数"}, {"seats": "²"}, {"deadline": "来週"}, {"deadline": "2020-01-01"},
     {"contact": ""}, {"organisation": "𠮷田商店"}, {"seats": "9" * 5000}],
)  # fmt: skip
def test_what_is_wrong_with_a_request_comes_back_as_typed(with_head, session, wrong):
    client, address = with_head
    form = {"organisation": "架空<会>", "person": "", "seats": "3", "deadline": "2999-01-08", "contact": "係"}
    answer = send(client, f"{address}/nomination", **{**form, **wrong})
    assert answer.status_code == 422
    if "organisation" not in wrong:
        assert 'value="架空&lt;会&gt;"' in answer.text
    assert session.scalars(select(Letter)).all() == []


def test_a_roster_has_the_columns_that_were_chosen_and_no_others(with_head, session):
    client, address = with_head
    assert (
        send(client, f"{address}/roster", column=["name", "password_hash", "email"], by_hand="1").status_code
        == 303
    )
    (letter,) = session.scalars(select(Letter)).all()
    assert letter.detail["columns"] == ["name", "email"]
    assert is_pdf(client.get(f"{address}/{letter.id}.pdf"))
    assert send(client, f"{address}/roster", column=["email"], by_hand="1").status_code == 422


def test_another_partners_letters_do_not_exist(made, app, sign_in, snowed, make_offering):
    stranger = sign_in(app.test_client(), snowed.other)
    address = f"{PREFIX}/office/offerings/{snowed.offering.id}/letters"
    for path in ("", "/acceptances.pdf", f"/{made[0].id}.pdf", "/nomination", "/roster", "/head"):
        assert stranger.get(address + path).status_code == 404, path
    # Nor under an offering of one's own.
    own = make_offering(host_id=snowed.other.roles[0].partner_id)
    path = f"{PREFIX}/office/offerings/{own.id}/letters"
    assert stranger.get(f"{path}/{made[0].id}.pdf").status_code == 404
    assert stranger.get(f"{path}/acceptances.pdf").status_code == 404

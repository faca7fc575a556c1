"""The pages of one's account: only what a form is for changes, only its owner changes it, and others are told."""

import re

import pytest

from tests.webapp.conftest import NOON
from webapp.audit import record
from webapp.auth import HUB_SESSION_COOKIE
from webapp.enrolment.accounts.models import OneTimeCode
from webapp.enrolment.applying.models import Consent, ConsentKind
from webapp.enrolment.models import Learner, Role, RoleGrant
from webapp.passwords import hash_password, is_right

PASSWORD = "青い山と白い雪がきれい"
NEW = "雪の大谷を歩きたい春"


@pytest.fixture
def app(app):
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def page(client, sign_in, aoi):
    """Aoi's browser."""
    return sign_in(client, aoi)


def now(database, learner):
    with database.sessions() as session:
        return session.get(Learner, learner.id)


def change(client, old=PASSWORD, new=NEW, again=None):
    return client.post("/account/password", data={"old": old, "new": new, "again": again or new})


def test_the_page_shows_what_is_known_and_who_did_what(database, page, aoi, make_partner, make_learner):
    office = make_learner((Role.COORDINATOR, make_partner(name_ja="架空大学")), name="秘密 職員")
    with database.transaction() as session:
        session.add(
            Consent(learner_id=aoi.id, kind=ConsentKind.PRIVACY, version="2", given=True, decided_at=NOON)
        )
        record(session, NOON, office.id, "card_issued", f"learner/{aoi.id}")
        record(session, NOON, None, "something_new", f"learner/{aoi.id}")
        record(session, NOON, office.id, "card_issued", f"learner/{office.id}")
    text = page.get("/account").text
    for part in ("taki-4827", "aoi@example.jp", "aoi@private.example", "個人情報の取扱い", "第2版"):
        assert part in text
    assert "利用者カードが発行されました（架空大学の事務局）" in text
    assert "あなたの情報が表示または変更されました（システム）" in text
    assert text.count("発行されました") == 1
    assert "秘密 職員" not in text


def test_a_password_changes_for_who_knows_the_old_one(database, page, aoi, mail):
    assert change(page).status_code == 303
    assert is_right(now(database, aoi).password_hash, NEW)
    assert {to for _, to, _ in mail()} == {"aoi@example.jp", "aoi@private.example"}
    assert page.get("/account").status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "again", "words"),
    [
        ("wrong", NEW, NEW, "いまのパスワードが違います"),
        (PASSWORD, NEW, NEW + "x", "同じではありません"),
        (PASSWORD, "short", "short", "10文字以上"),
        (PASSWORD, PASSWORD, PASSWORD, "いまのパスワードと同じです"),
        (PASSWORD, "taki-4827", "taki-4827", "10文字以上"),
        ("", "", "", "いまのパスワードが違います"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(database, page, aoi, old, new, again, words):
    answer = change(page, old, new, again)
    assert answer.status_code == 422
    assert words in answer.text
    assert now(database, aoi).password_hash == aoi.password_hash


def test_every_other_browser_signs_in_again(app, page, sign_in, aoi):
    other = sign_in(app.test_client(), aoi)
    assert other.get("/account").status_code == 200
    change(page)
    assert other.get("/account").status_code == 302
    assert page.get("/account").status_code == 200


def test_guessing_the_old_password_in_an_open_browser_is_stopped(page):
    assert [change(page, f"guess {n}").status_code for n in range(11)] == [422] * 10 + [429]


def test_a_given_password_is_changed_before_anything_else(app, client, sign_in, make_learner):
    person = make_learner(password_hash=hash_password(PASSWORD), must_change_password=True)
    sign_in(client, person)
    for path in ("/", "/my-page", "/account", "/account/addresses", "/nowhere-else"):
        answer = client.get(path)
        assert (answer.status_code, answer.location) in (
            (303, "/services/tateyama/account/password"),
            (404, None),
        ), path
    assert client.post("/account/announcements", data={"wants": "yes"}).status_code == 303
    assert client.get("/account/password").status_code == 200
    change(client)
    assert client.get("/my-page").status_code == 200


@pytest.mark.parametrize(
    "form",
    [
        {"role": "coordinator", "roles": "operator", "login_id": "admin", "is_demo": "1", "name": "別人"},
        {
            "email": "evil@example.jp",
            "email_confirmed_at": "2026-01-01",
            "session_stamp": "9",
            "partner_id": "1",
        },
    ],
)
@pytest.mark.parametrize("path", ["/account/announcements", "/account/addresses/shared", "/account/password"])
def test_a_field_that_a_form_does_not_have_changes_nothing(database, page, aoi, path, form):
    def of(learner):
        return {
            name: getattr(learner, name)
            for name in (
                "login_id",
                "name",
                "email",
                "email_confirmed_at",
                "is_demo",
                "second_email",
                "session_stamp",
            )
        }

    page.post(path, data={**form, "wants": "yes", "shared": "yes"})
    assert of(now(database, aoi)) == of(aoi)
    with database.sessions() as session:
        assert session.query(RoleGrant).count() == 0


def test_announcements_are_switched_on_and_off(database, page, aoi):
    page.post("/account/announcements", data={"wants": "yes"})
    assert now(database, aoi).wants_announcements
    assert "案内を受け取らない" in page.get("/account").text
    page.post("/account/announcements", data={"wants": "no"})
    assert not now(database, aoi).wants_announcements


def ask_for(page, address, which="first", password=PASSWORD):
    return page.post(f"/account/addresses/{which}", data={"address": address, "password": password})


def code_in(mail):
    _template, _, body = [line for line in mail() if line[0] == "confirm_email"][-1]
    return re.search(r"\b\d{6}\b", body)[0], re.search(r"http\S+", body)[0]


def test_a_new_address_counts_once_its_code_comes_back_and_the_old_one_is_told(database, page, aoi, mail):
    assert ask_for(page, "New@Example.jp").location.endswith("/account/addresses/first/code")
    assert "new@example.jp" in page.get("/account/addresses/first/code").text
    assert now(database, aoi).email == "aoi@example.jp"
    code, _ = code_in(mail)
    assert page.post("/account/addresses/first/code", data={"code": code}).status_code == 303
    assert now(database, aoi).email == "new@example.jp"
    assert now(database, aoi).login_id == "taki-4827"
    told = {to for template, to, _ in mail() if template == "email_changed"}
    assert told == {"aoi@example.jp", "new@example.jp", "aoi@private.example"}


def test_a_wrong_code_changes_nothing(database, page, aoi, mail):
    ask_for(page, "new@example.jp")
    code, _ = code_in(mail)
    wrong = "111111" if code != "111111" else "222222"
    assert page.post("/account/addresses/first/code", data={"code": wrong}).status_code == 422
    assert now(database, aoi).email == "aoi@example.jp"


def test_the_links_page_is_opened_by_scanners_without_harm(app, database, page, aoi, mail):
    ask_for(page, "second@example.jp", "second")
    _, link = code_in(mail)
    path = link.removeprefix("http://127.0.0.1:8000/services/tateyama")
    phone = app.test_client()
    for _ in range(3):
        opened = phone.get(path)
        assert opened.status_code == 200
    assert opened.headers["Cache-Control"] == "no-store"
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    assert now(database, aoi).second_email == "aoi@private.example"
    assert phone.post(path).status_code == 303
    assert now(database, aoi).second_email == "second@example.jp"
    assert phone.post(path).status_code == 404
    assert phone.get(path).status_code == 404


@pytest.mark.parametrize(
    ("address", "password", "words"),
    [
        ("new@example.jp", "wrong", "いまのパスワードが違います"),
        ("no address", PASSWORD, "メールアドレスの形"),
        ("a@b.jp\r\nBcc: c@d.jp", PASSWORD, "メールアドレスの形"),
        ("aoi@example.jp", PASSWORD, "同じです"),
        ("x" * 300 + "@example.jp", PASSWORD, "メールアドレスの形"),
    ],
)
def test_an_address_needs_the_password_and_has_to_be_one(page, mail, address, password, words):
    answer = ask_for(page, address, password=password)
    assert answer.status_code == 422
    assert words in answer.text
    assert mail() == []


def test_the_second_address_goes_with_the_password_and_is_told(database, page, aoi, mail):
    assert page.post("/account/addresses/second/remove", data={"password": "x"}).status_code == 422
    assert page.post("/account/addresses/second/remove", data={"password": PASSWORD}).status_code == 303
    assert now(database, aoi).second_email is None
    assert {to for _, to, _ in mail()} == {"aoi@example.jp", "aoi@private.example"}


def test_a_code_of_somebody_else_confirms_nothing_of_mine(
    app, database, page, aoi, sign_in, make_learner, mail
):
    yui = make_learner(password_hash=aoi.password_hash)
    ask_for(page, "new@example.jp")
    code, _ = code_in(mail)
    other = sign_in(app.test_client(), yui)
    with other.session_transaction() as cookie:
        cookie["confirming"] = {"first": "new@example.jp"}
    assert other.post("/account/addresses/first/code", data={"code": code}).status_code == 422
    assert now(database, yui).email is None


def masked(answer):
    return re.sub(r'name="csrf_token" value="[^"]+"', "", answer.text)


@pytest.mark.parametrize("login_id", ["taki-4827", "nobody-1"])
def test_asking_for_a_reset_is_answered_in_the_same_bytes(client, aoi, login_id):
    form = {"login_id": login_id, "address": "aoi@example.jp"}
    answer = client.post("/account/forgotten", data=form)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    known = client.post("/account/forgotten", data={"login_id": "taki-4827", "address": "aoi@example.jp"})
    assert masked(answer).replace(login_id, "") == masked(known).replace("taki-4827", "")


def test_a_wrong_reset_is_answered_in_the_same_bytes(client, aoi, mail):
    client.post("/account/forgotten", data={"login_id": "taki-4827", "address": "aoi@example.jp"})

    def answer(login_id, code):
        form = {
            "login_id": login_id,
            "address": "aoi@example.jp",
            "code": code,
            "proof": "x",
            "new": NEW,
            "again": NEW,
        }
        return (
            masked(client.post("/account/forgotten/code", data=form)).replace(login_id, "").replace(code, "")
        )

    right = re.search(r"\b\d{6}\b", mail()[0][2])[0]
    assert answer("taki-4827", "999") == answer("nobody-1", "998") == answer("taki-4827", right)


@pytest.mark.parametrize("login_id", ["taki-4827", "nobody-1"])
def test_asking_often_is_stopped_the_same_way_for_everybody(client, aoi, login_id):
    ways = [login_id, login_id.upper(), f" {login_id}"] * 4
    form = {"address": "aoi@example.jp"}
    answers = [client.post("/account/forgotten", data={**form, "login_id": way}).status_code for way in ways]
    assert answers == [200] * 10 + [429] * 2


def test_the_links_in_mail_lead_to_us_whatever_host_was_asked(client, aoi, mail):
    form = {"login_id": "taki-4827", "address": "aoi@example.jp"}
    client.post("/account/forgotten", data=form, headers={"Host": "evil.example"})
    assert all(
        "evil" not in body and "http://127.0.0.1:8000/services/tateyama/" in body for _, _, body in mail()
    )


def test_a_reset_ends_in_a_page_that_leads_to_the_sign_in(database, client, aoi, mail):
    form = {"login_id": "taki-4827", "address": "aoi@example.jp"}
    client.post("/account/forgotten", data=form)
    codes = {to: re.search(r"\b\d{6}\b", body)[0] for _, to, body in mail()}
    more = {"code": codes["aoi@example.jp"], "proof": codes["aoi@private.example"], "new": NEW, "again": NEW}
    answer = client.post("/account/forgotten/code", data={**form, **more})
    assert "/hub/logout?again=1" in answer.text
    assert is_right(now(database, aoi).password_hash, NEW)
    with database.sessions() as session:
        assert all(row.used_at for row in session.query(OneTimeCode))


def test_a_form_of_another_site_is_refused_even_with_its_token(page, database, aoi):
    for site in ("cross-site", "same-site"):
        answer = page.post("/account/announcements", data={"wants": "yes"}, headers={"Sec-Fetch-Site": site})
        assert answer.status_code == 400
    assert not now(database, aoi).wants_announcements


@pytest.mark.parametrize(
    "path",
    ["/account/forgotten", "/account/forgotten/code", "/account/card", "/account/addresses/first/link/x"],
)
def test_what_strangers_see_with_codes_is_kept_nowhere(client, path):
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_a_signed_in_browser_keeps_its_hub_session(page):
    page.set_cookie(HUB_SESSION_COOKIE, "another")
    assert page.get("/account").status_code == 302

"""The way of a person from the offering's page to the application, through the pages they see."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from webapp.enrolment.accounts.models import OneTimeCode
from webapp.enrolment.applying.consents import VERSION
from webapp.enrolment.applying.models import Consent, ConsentKind
from webapp.enrolment.models import Application, Learner
from webapp.enrolment.models import ApplicationState as S
from webapp.enrolment.towns import write_towns
from webapp.mail.models import Message
from webapp.passwords import is_right
from webapp.programme.audience import Audience
from webapp.programme.models import OfferingState, Selection

PREFIX = "/services/tateyama"
FORM = {
    "name": "架空 花子",
    "name_kana": "カクウ　ハナコ",
    "email": "Hanako@Example.invalid",
    "organisation": "株式会社架空",
    "industry": "E",
    "workplace_code5": "16201",
    "experience": "none",
    "channels": ["flyer", "web"],
    "consent_privacy": "yes",
}
REQUIRED = {
    Audience.PRIVATE: {"organisation": "株式会社架空", "industry": "E", "workplace_code5": "16201"},
    Audience.PUBLIC_SERVANT: {"organisation": "架空市", "section": "総務課", "workplace_code5": "16201"},
    Audience.TEACHER: {"school_type": "小学校", "school": "架空小学校", "workplace_code5": "16202"},
    Audience.EXECUTIVE: {
        "organisation": "架空商店", "title": "代表", "industry": "I", "workplace_code5": "16201",
    },
    Audience.OTHER: {"residence_code5": "00000"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def towns(database, settings):
    """The towns that the form offers."""
    with database.transaction() as session:
        write_towns(session, settings.region)


@pytest.fixture
def offer(make_offering):
    """An offering that takes applications right now."""

    def offer(**given):
        now = datetime.now(UTC)
        known = {
            "state": OfferingState.OPEN,
            "apply_from": now - timedelta(days=1),
            "apply_until": now + timedelta(days=20),
            "fiscal_year": 2026,
            "starts_on": (now + timedelta(days=30)).date(),
            "ends_on": (now + timedelta(days=60)).date(),
        }
        return make_offering(**{**known, **given})

    return offer


def post(client, path, **data):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(f"{PREFIX}/").text)[1]
    return client.post(f"{PREFIX}{path}", data={"csrf_token": token, **data})


def mail(database, template):
    with database.sessions() as session:
        return session.scalars(
            select(Message).filter_by(template=template).order_by(Message.id.desc())
        ).first()


def code_in(message):
    return re.search(r"^\s+(\d{6})$", message.body, re.MULTILINE)[1]


def path_in(message):
    return re.search(r"tateyama:(/\S+)", message.body)[1]


def only(database, model):
    with database.sessions() as session:
        return session.scalars(select(model)).one()


def test_from_the_form_to_the_password(client, database, offer):
    offering = offer()
    assert "申し込む" in client.get(f"{PREFIX}/offerings/{offering.id}").text
    sent = post(client, f"/offerings/{offering.id}/apply", **FORM)
    assert (sent.status_code, sent.location) == (303, f"{PREFIX}/applications/code")
    assert "hanako@example.invalid" in client.get(sent.location).text
    with database.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Learner)) == 0
    code = code_in(mail(database, "apply_code"))
    done = post(client, "/applications/code", code=code)
    assert done.status_code == 303
    learner = only(database, Learner)
    assert (learner.name, learner.name_kana) == ("架空 花子", "かくう はなこ")
    assert only(database, Application).state is S.ACCEPTED
    page = client.get(done.location).text
    assert learner.login_id in page
    assert learner.login_id in mail(database, "account_made").body
    chosen = "山と海と雪の国から来ました"
    path = done.location.removeprefix(PREFIX)
    assert post(client, path, new=chosen, again=chosen).status_code == 200
    assert is_right(only(database, Learner).password_hash, chosen)
    assert client.get(done.location).status_code == 404
    consent = only(database, Consent)
    assert (consent.kind, consent.given, consent.version) == (ConsentKind.PRIVACY, True, VERSION)
    with database.sessions() as session:
        assert "架空" not in str([row.waiting for row in session.scalars(select(OneTimeCode))])
    assert only(database, Application).profile["channels"] == ["flyer", "web"]
    assert offering.selection is Selection.FIRST_COME


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("audience", list(Audience))
def test_each_audience_is_asked_only_what_it_needs(client, database, offer, audience, language):
    client.set_cookie("tateyama_language", language)
    offering = offer(audience=audience)
    page = client.get(f"{PREFIX}/offerings/{offering.id}/apply").text
    required = set(re.findall(r'<(?:input|select)[^>]*name="([^"]+)"[^>]* required', page))
    always = {"name", "name_kana", "email", "experience", "consent_privacy"}
    assert required == always | set(REQUIRED[audience])
    common = {key: FORM[key] for key in ("name", "name_kana", "email", "experience", "channels")}
    sent = post(
        client, f"/offerings/{offering.id}/apply", audience=audience.value, consent_privacy="yes",
        **common, **REQUIRED[audience],
    )  # fmt: skip
    assert sent.status_code == 303, sent.text
    assert post(client, "/applications/code", code=code_in(mail(database, "apply_code"))).status_code == 303
    assert only(database, Application).profile["audience"] == audience.value


def test_what_is_wrong_stands_beside_the_field_and_nothing_typed_is_lost(client, offer):
    offering = offer()
    answer = post(
        client,
        f"/offerings/{offering.id}/apply",
        **FORM | {"name_kana": "花子", "industry": "Z", "needs": "困りごと"},
    )
    assert answer.status_code == 422
    assert 'href="#name_kana"' in answer.text
    assert 'aria-describedby="name_kana-hint name_kana-problem"' in answer.text
    assert 'value="株式会社架空"' in answer.text
    assert "困りごと" in answer.text


def test_another_audience_asks_other_questions_and_keeps_what_was_typed(client, offer):
    offering = offer()
    answer = post(
        client, f"/offerings/{offering.id}/apply", **FORM, audience="teacher", shown_audience="private"
    )
    assert answer.status_code == 200
    assert 'name="school_type"' in answer.text
    assert '<input type="hidden" name="organisation" value="株式会社架空">' in answer.text
    assert 'value="架空 花子"' in answer.text
    assert 'class="wrong"' not in answer.text


def test_who_has_an_account_is_told_by_mail_and_a_stranger_sees_no_difference(
    app, client, database, offer, make_learner
):
    offering = offer()
    make_learner(name="架空花子", email="hanako@example.invalid", login_id="taki-4827")
    known = post(client, f"/offerings/{offering.id}/apply", **FORM)
    pages = [client.get(known.location).text]
    stranger = app.test_client()
    unknown = post(stranger, f"/offerings/{offering.id}/apply", **FORM | {"name": "架空 太郎"})
    pages.append(stranger.get(unknown.location).text)
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    plain = [re.sub(r'value="[^"]{30,}"', "", page) for page in pages]
    assert plain[0] == plain[1]
    with database.sessions() as session:
        told = session.scalars(select(Message.template).order_by(Message.id)).all()
    assert told == ["have_account", "apply_code"]
    assert "taki-4827" in mail(database, "have_account").body
    for _ in range(3):
        assert post(client, "/applications/code", code="000000").status_code == 422


def test_a_wrong_code_counts_and_pressing_twice_makes_one_application(client, database, offer):
    post(client, f"/offerings/{offer().id}/apply", **FORM)
    code = code_in(mail(database, "apply_code"))
    wrong = "111111" if code != "111111" else "222222"
    assert post(client, "/applications/code", code=wrong).status_code == 422
    with database.sessions() as session:
        assert session.scalars(select(OneTimeCode)).one().tries == 1
    first, second = (post(client, "/applications/code", code=code) for _ in range(2))
    assert first.location == second.location
    assert only(database, Learner).id == only(database, Application).learner_id


def test_the_link_in_the_mail_changes_nothing_until_its_button_is_pressed(app, client, database, offer):
    post(client, f"/offerings/{offer().id}/apply", **FORM)
    path = path_in(mail(database, "apply_code"))
    phone = app.test_client()
    assert "架空 花子" in phone.get(PREFIX + path).text
    with database.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Learner)) == 0
    first, second = (post(phone, path) for _ in range(2))
    assert (first.status_code, first.location) == (303, second.location)
    assert only(database, Application).state is S.ACCEPTED
    # The browser in which the form was typed is led to the same page, by the code alone.
    code = code_in(mail(database, "apply_code"))
    assert post(client, "/applications/code", code=code).location == first.location
    assert post(client, "/applications/code", code="000000").status_code == 422


def test_the_code_of_somebody_elses_newer_form_does_not_confirm_mine(app, client, database, offer):
    offering = offer()
    post(client, f"/offerings/{offering.id}/apply", **FORM)
    other = app.test_client()
    post(other, f"/offerings/{offering.id}/apply", **FORM | {"name": "悪意 ある人"})
    answer = post(client, "/applications/code", code=code_in(mail(database, "apply_code")))
    assert answer.status_code == 422
    with database.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Learner)) == 0
    assert post(client, "/applications/code/again").status_code == 303
    post(client, "/applications/code", code=code_in(mail(database, "apply_code")))
    assert only(database, Learner).name == "架空 花子"


def test_an_address_gets_five_codes_an_hour_and_the_form_is_kept(client, database, offer):
    offering = offer()
    for _ in range(5):
        assert post(client, f"/offerings/{offering.id}/apply", **FORM).status_code == 303
    refused = post(client, f"/offerings/{offering.id}/apply", **FORM)
    assert refused.status_code == 422
    assert 'value="架空 花子"' in refused.text
    with database.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Message)) == 5


def test_somebody_may_go_back_and_mend_what_they_typed(client, offer):
    offering = offer()
    post(client, f"/offerings/{offering.id}/apply", **FORM)
    page = client.get(f"{PREFIX}/offerings/{offering.id}/apply?again=1").text
    assert 'value="hanako@example.invalid"' in page
    assert 'value="架空 花子"' in page


def test_who_is_signed_in_is_asked_neither_name_nor_code(client, database, offer, make_learner, sign_in):
    learner = make_learner(email="hanako@example.invalid")
    first, second = offer(), offer()
    sign_in(client, learner)
    known = {key: value for key, value in FORM.items() if key not in ("name", "name_kana", "email")}
    answer = post(client, f"/offerings/{first.id}/apply", **known)
    assert "/my-page/applications/" in answer.location
    assert "受講決定" in client.get(answer.location).text
    page = client.get(f"{PREFIX}/offerings/{second.id}/apply").text
    assert 'name="name"' not in page
    assert 'value="株式会社架空"' in page
    assert client.get(f"{PREFIX}/offerings/{first.id}/apply").location == answer.location
    assert "申込" in client.get(f"{PREFIX}/my-page").text


def test_outside_the_window_the_form_is_not_shown(client, offer):
    over = offer(apply_until=datetime.now(UTC) - timedelta(hours=1))
    assert client.get(f"{PREFIX}/offerings/{over.id}/apply").status_code == 303
    assert post(client, f"/offerings/{over.id}/apply", **FORM).status_code == 422
    assert f"{over.id}/apply" not in client.get(f"{PREFIX}/offerings/{over.id}").text


def test_what_was_sent_in_time_counts_although_it_was_confirmed_after_the_close(client, database, offer):
    offering = offer()
    post(client, f"/offerings/{offering.id}/apply", **FORM)
    with database.transaction() as session:
        session.merge(offering).apply_until = datetime.now(UTC)
    assert post(client, "/applications/code", code=code_in(mail(database, "apply_code"))).status_code == 303
    assert only(database, Application).state is S.ACCEPTED


SUPERIOR = {"superior_name": "架空 部長", "superior_email": "boss@example.invalid"}


@pytest.mark.parametrize(("answer", "state"), [("yes", S.ACCEPTED), ("no", S.REJECTED)])
def test_a_superior_answers_once_without_an_account(app, client, database, offer, answer, state):
    offering = offer(asks_superior=True)
    assert post(client, f"/offerings/{offering.id}/apply", **FORM).status_code == 422
    post(client, f"/offerings/{offering.id}/apply", **FORM, **SUPERIOR)
    assert mail(database, "approval_asked") is None
    post(client, "/applications/code", code=code_in(mail(database, "apply_code")))
    assert only(database, Application).state is S.APPLIED
    message = mail(database, "approval_asked")
    assert message.address == "boss@example.invalid"
    boss, path = app.test_client(), path_in(message)
    assert "架空 花子" in boss.get(PREFIX + path).text
    assert post(boss, path).status_code == 422
    assert post(boss, path, answer=answer, note="よろしく").status_code == 303
    post(boss, path, answer="no" if answer == "yes" else "yes")
    assert only(database, Application).state is state
    assert client.get(f"{PREFIX}/approvals/{'x' * 43}").status_code == 404


def test_for_a_minor_the_school_is_asked_for_the_guardians_consent(client, database, offer):
    offering = offer(admits_minors=True)
    minor = FORM | {"is_minor": "yes"}
    assert post(client, f"/offerings/{offering.id}/apply", **minor).status_code == 422
    teacher = {"guardian_name": "架空 先生", "guardian_email": "teacher@example.invalid"}
    post(client, f"/offerings/{offering.id}/apply", **minor, **teacher)
    post(client, "/applications/code", code=code_in(mail(database, "apply_code")))
    message = mail(database, "approval_asked")
    assert message.address == "teacher@example.invalid"
    assert "保護者の署名" in client.get(PREFIX + path_in(message)).text


def test_consents_can_be_taken_back(client, database, offer, make_learner, sign_in):
    learner = make_learner()
    sign_in(client, learner)
    assert post(client, "/my-page/consents", consent_photo="yes").status_code == 303
    post(client, "/my-page/consents")
    with database.sessions() as session:
        rows = session.scalars(select(Consent).order_by(Consent.id)).all()
    assert [(row.kind, row.given) for row in rows] == [(ConsentKind.PHOTO, True), (ConsentKind.PHOTO, False)]


def test_nobody_opens_somebody_elses_application(client, database, offer, make_learner, sign_in):
    offering = offer()
    sign_in(client, make_learner())
    known = {key: value for key, value in FORM.items() if key not in ("name", "name_kana", "email")}
    path = post(client, f"/offerings/{offering.id}/apply", **known).location.removeprefix(PREFIX)
    sign_in(client, make_learner())
    assert client.get(PREFIX + path).status_code == 404
    for act in ("accept", "leave"):
        assert post(client, f"{path}/{act}").status_code == 404
    assert only(database, Application).state is S.ACCEPTED


def test_who_leaves_is_asked_once_more_and_the_seat_goes_on(client, database, offer, make_learner, sign_in):
    offering = offer(capacity=1)
    known = {key: value for key, value in FORM.items() if key not in ("name", "name_kana", "email")}
    first, second = make_learner(), make_learner()
    paths = []
    for learner in (first, second):
        sign_in(client, learner)
        paths.append(post(client, f"/offerings/{offering.id}/apply", **known).location.removeprefix(PREFIX))
    assert "キャンセル待ち 1番目" in client.get(PREFIX + paths[1]).text
    sign_in(client, first)
    assert "もう一度申し込むことはできません" in client.get(f"{PREFIX}{paths[0]}/leave").text
    assert post(client, f"{paths[0]}/leave", reason="異動のため").status_code == 303
    sign_in(client, second)
    page = client.get(PREFIX + paths[1]).text
    assert "席が空きました" in page
    assert post(client, f"{paths[1]}/accept").status_code == 303
    assert "受講が決まっています" in client.get(PREFIX + paths[1]).text


@pytest.mark.parametrize(
    ("rule", "stands"),
    [
        ({"version": 1, "kind": "attendance", "min": "2/3"}, True),
        ({"version": 1, "kind": "all_basic", "lessons": ["b1"]}, False),
    ],
)
def test_how_a_class_is_made_up_stands_beside_a_rule_of_attendance_before_anybody_applies(
    client, offer, rule, stands
):
    page = client.get(f"{PREFIX}/offerings/{offer(completion_rule=rule).id}").text
    assert ("振替受講" in page and "ほかの期で、同じ番号の回に出席すると" in page) is stands

"""送ったメールのページ: whose messages one sees, what of them, and what can be done about those that failed."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from webapp import create_app
from webapp.audit import AuditEntry, broken_links
from webapp.enrolment.models import Role
from webapp.mail.models import Message, MessageState, Problem
from webapp.mail.outbox import send
from webapp.mail.templates import ALL, TEMPLATES
from webapp.mail_server import MailServer

PREFIX = "/services/tateyama"
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
SMTP = MailServer("mail.example.ac.jp", "kouza@example.ac.jp")


@pytest.fixture
def host(make_partner):
    return make_partner()


@pytest.fixture
def offering(make_offering, host):
    return make_offering(host_id=host.id)


@pytest.fixture
def theirs(make_offering):
    """An offering of another host."""
    return make_offering()


@pytest.fixture
def keep(database, offering):
    """Keep a message of the offering, as it stands after a while."""

    def keep(template="accepted", address="aoi@example.jp", offering_id=offering.id, values=None, **state):
        with database.transaction() as session:
            key = f"{template}/{address}/{offering_id}"
            known = {**TEMPLATES[template].sample, **(values or {})}
            message = send(session, template, address, "ja", known, NOW, key=key, offering_id=offering_id)
            for name, value in state.items():
                setattr(message, name, value)
            return message.id

    return keep


@pytest.fixture
def coordinator(make_learner, host):
    return make_learner((Role.COORDINATOR, host))


@pytest.fixture
def browse(settings, database, coordinator, sign_in):
    """The coordinator's browser on a platform with these settings."""
    made = []

    def browse(*, learner=None, **given):
        app = create_app(replace(settings, **given))
        app.testing = True
        made.append(app)
        return sign_in(app.test_client(), learner or coordinator)

    yield browse
    for app in made:
        app.extensions["database"].close()
        app.extensions["hub"].close()


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def post(client, address):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(f"{PREFIX}/").text)[1]
    return client.post(address, data={"csrf_token": token}, follow_redirects=True)


def test_before_the_first_message_the_page_says_how_it_fills(browse):
    assert "メールはまだありません" in browse().get(f"{PREFIX}/office/mail").text


def test_the_newest_stands_first_and_opens_to_its_text(browse, keep):
    first, second = keep(), keep("meeting_cancelled")
    client = browse(smtp=SMTP)
    page = client.get(f"{PREFIX}/office/mail").text
    assert page.index(f"mail/{second}") < page.index(f"mail/{first}")
    opened = client.get(f"{PREFIX}/office/mail/{second}").text
    assert "大雪のため" in opened
    assert "aoi@example.jp" in opened


def test_another_hosts_messages_are_not_there(browse, keep, theirs, database):
    hidden = keep(address="secret@example.jp", offering_id=theirs.id)
    client = browse()
    assert "secret@example.jp" not in client.get(f"{PREFIX}/office/mail").text
    assert client.get(f"{PREFIX}/office/mail/{hidden}").status_code == 404
    assert post(client, f"{PREFIX}/office/mail/{hidden}/again").status_code == 404
    with database.sessions() as session:
        refused = session.scalars(select(AuditEntry.subject).where(AuditEntry.action == "refused")).all()
        assert refused == [f"message/{hidden}"] * 2


def test_messages_that_concern_no_offering_are_shown_in_the_demos_mailbox_only(browse, keep):
    without = keep("reset_password", offering_id=None)
    for given in ({"smtp": SMTP}, {"smtp": SMTP, "demo": True}, {}):
        assert browse(**given).get(f"{PREFIX}/office/mail/{without}").status_code == 404
    opened = browse(demo=True).get(f"{PREFIX}/office/mail/{without}")
    assert "123456" in opened.text


@pytest.mark.parametrize("template", [each.name for each in ALL if each.secret])
@pytest.mark.parametrize("given", [{"smtp": SMTP}, {"smtp": SMTP, "demo": True}, {}], ids=["smtp", "demo with smtp", "neither"])  # fmt: skip
def test_codes_and_personal_links_are_covered_in_real_operation(browse, keep, template, given):
    kept = keep(template)
    opened = browse(**given).get(f"{PREFIX}/office/mail/{kept}").text
    for name in TEMPLATES[template].secret:
        assert str(TEMPLATES[template].sample[name]) not in opened
    assert "（ここには表示されません）" in opened
    assert "事務局には表示されません" in opened


@pytest.mark.parametrize(
    ("given", "said"),
    [({"smtp": SMTP}, None), ({"demo": True}, "デモでは、代わりにここで読めます"), ({}, "読めるのはシステム管理者だけです")],
)  # fmt: skip
def test_the_page_says_where_messages_go(browse, keep, given, said):
    kept = keep(state=MessageState.WRITTEN)
    client = browse(**given)
    for page in (f"{PREFIX}/office/mail", f"{PREFIX}/office/mail/{kept}"):
        text = client.get(page).text
        assert said in text if said else "メールサーバーが設定されていない" not in text


def test_filtered_by_state_and_by_the_beginning_of_an_address(browse, keep):
    keep(address="aoi@example.jp", state=MessageState.FAILED, problem=Problem.REFUSED)
    keep(address="a%i@example.jp")
    keep(address="Yui@example.jp", state=MessageState.SENT)
    client = browse()

    def found(query):
        return re.findall(r'class="to address">([^<]+)', client.get(f"{PREFIX}/office/mail?{query}").text)

    assert found("state=failed") == ["aoi@example.jp"]
    assert found("address=yui@example.jp") == ["Yui@example.jp"]
    assert found("address=a") == ["a%i@example.jp", "aoi@example.jp"]
    assert found("address=a%25") == ["a%i@example.jp"]
    assert found("address=%27%20OR%201=1--") == []
    assert len(found("state=nonsense&page=-1")) == 3
    assert found("page=99999999999999999999") == found("page=%EF%BC%92") == found("")
    assert "この条件に合うメールはありません" in client.get(f"{PREFIX}/office/mail?page=77").text


def test_fifty_to_a_page(browse, keep):
    for number in range(51):
        keep(address=f"p{number}@example.jp")
    client = browse()
    first, second = (client.get(f"{PREFIX}/office/mail?page={page}").text for page in (1, 2))
    assert (first.count("to address"), second.count("to address")) == (50, 1)
    assert "古いもの" in first
    assert "古いもの" not in second
    assert "新しいもの" in second


def test_a_failed_message_says_why_and_is_sent_again(browse, keep, database):
    failed = keep(state=MessageState.FAILED, problem=Problem.REFUSED, answer="550 no such mailbox", tries=1)
    client = browse(smtp=SMTP)
    page = client.get(f"{PREFIX}/office/mail/{failed}").text
    assert "相手のメールサーバーが、受け取りを断りました" in page
    assert "550 no such mailbox" in page
    assert "もう一度送ります" in post(client, f"{PREFIX}/office/mail/{failed}/again").text
    assert "送り直せません" in post(client, f"{PREFIX}/office/mail/{failed}/again").text
    with database.sessions() as session:
        message = session.get(Message, failed)
        assert (message.state, message.tries) == (MessageState.QUEUED, 0)
        assert session.scalars(select(AuditEntry.action).where(AuditEntry.action == "mail_sent_again")).all() == ["mail_sent_again"]  # fmt: skip


def test_a_dead_code_and_what_was_sent_have_no_button(browse, keep):
    dead = keep(
        "apply_code", state=MessageState.FAILED, problem=Problem.TOO_LATE, useless_after=NOW + timedelta(1)
    )
    client = browse(smtp=SMTP)
    for message in (dead, keep(state=MessageState.SENT)):
        assert "送り直す" not in client.get(f"{PREFIX}/office/mail/{message}").text
        assert "送り直せません" in post(client, f"{PREFIX}/office/mail/{message}/again").text


def test_looking_leaves_lines_in_the_audit_and_no_address_in_them(browse, keep, coordinator, database):
    kept = keep()
    client = browse()
    client.get(f"{PREFIX}/office/mail?address=aoi")
    client.get(f"{PREFIX}/office/mail/{kept}")
    with database.sessions() as session:
        lines = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
        assert [(line.actor, line.action, line.subject) for line in lines] == [
            (coordinator.id, "mail_listed", "mail"),
            (coordinator.id, "mail_opened", f"message/{kept}"),
        ]
        assert (lines[0].detail["messages"], lines[0].detail["purpose"]) == ([kept], "contact")
        assert list(broken_links(session)) == []


def test_what_stands_in_a_message_cannot_act_on_the_page(browse, keep):
    kept = keep(values={"name": "<script>alert(1)</script>", "offering": "<b>x</b>"})
    client = browse()
    for page in ("", f"/{kept}"):
        text = client.get(f"{PREFIX}/office/mail{page}").text
        assert "<script>alert(1)" not in text
        assert "<b>x</b>" not in text


@pytest.mark.parametrize("template", ALL, ids=lambda each: each.name)
def test_every_text_is_shown_in_both_languages(browse, template):
    client = browse()
    assert f"/office/mail/templates/{template.name}" in client.get(f"{PREFIX}/office/mail/templates").text
    text = plain(client.get(f"{PREFIX}/office/mail/templates/{template.name}").text)
    assert "このメールは送信専用です" in text
    assert "This address only sends" in text


@pytest.mark.parametrize("name", ["nothing", "_signature", "..%2f..%2fmodels", "accepted.ja"])
def test_what_is_no_text_is_not_found(browse, name):
    assert browse().get(f"{PREFIX}/office/mail/templates/{name}").status_code == 404


def test_a_link_is_shown_with_the_whole_address_of_the_platform(browse, keep):
    number = keep("seat_offered", values={"link": "tateyama:/my-page/applications/7"})
    page = browse(demo=True, url="https://tateyama.example.ac.jp").get(f"{PREFIX}/office/mail/{number}").text
    assert f"https://tateyama.example.ac.jp{PREFIX}/my-page/applications/7" in page
    assert "tateyama:/" not in page

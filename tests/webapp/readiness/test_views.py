"""利用環境の確認: open to everybody, keeps nothing, and says what a failure means and what to do."""

import io
import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from webapp.mail.models import Message
from webapp.mail_server import MailServer, Tls
from webapp.readiness.checks import CHECKS, Address

CHECK = "/services/tateyama/check"
SERVER = MailServer(
    host="mail.example", port=25, tls=Tls.OFF, user="", password="", sender="講座 <kouza@example.ac.jp>"
)


@pytest.fixture
def settings(settings):
    return replace(settings, url="https://ds.example.jp")


@pytest.fixture
def press(client):
    def press(what, **form):
        token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(CHECK).text)[1]
        headers = form.pop("headers", {})
        return client.post(f"{CHECK}/{what}", data={"csrf_token": token, **form}, headers=headers)

    return press


def test_each_check_says_what_it_means_and_what_to_do(client):
    page = client.get(CHECK).text
    for check in CHECKS:
        assert check.title in page
        assert check.means in page
        assert check.mend in page


def test_the_page_may_speak_to_the_websocket_of_its_own_host_and_no_other(client):
    policy = client.get(CHECK).headers["Content-Security-Policy"]
    assert policy.endswith("connect-src 'self' wss://ds.example.jp:443")


def test_a_file_that_is_sent_is_counted_and_not_kept(press, settings):
    def files():
        return {path for path in settings.data.rglob("*") if "sqlite" not in path.name}

    before = files()
    file = (io.BytesIO(b"x" * 1000), "check.bin")
    assert press("upload", file=file, headers={"X-Requested-With": "fetch"}).json == {"size": 1000}
    assert "1000バイトのファイルが届きました" in press("upload", file=(io.BytesIO(b"y" * 1000), "a.txt")).text
    assert files() == before


def test_a_large_file_is_refused(press, monkeypatch):
    monkeypatch.setattr("webapp.readiness.views.LARGEST_UPLOAD", 1000)
    assert press("upload", file=(io.BytesIO(b"x" * 1001), "check.bin")).status_code == 413


def test_the_file_to_save_comes_as_a_file(client):
    answer = client.get(f"{CHECK}/download")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "受け取りは大丈夫です" in answer.text


@pytest.mark.parametrize("address", ["", "nobody", "a@b\nBcc: c@d.example", "x" * 300 + "@example.jp"])
def test_what_is_no_address_gets_no_mail(press, session, address):
    assert press("mail", address=address).status_code == 422
    assert session.scalars(select(Message)).all() == []


def test_without_a_mail_server_it_says_so(press, session):
    assert "メールを送る準備がまだできていません" in press("mail", address="taro@example.jp").text
    assert session.scalars(select(Message)).all() == []


class TestWithMail:
    """Where a mail server is set."""

    @pytest.fixture
    def settings(self, settings):
        return replace(settings, smtp=SERVER)

    def test_one_message_goes_out_and_says_where_it_comes_from(self, press, session):
        assert "確認のメールを送りました" in press("mail", address="taro@example.jp").text
        (message,) = session.scalars(select(Message)).all()
        assert (message.template, message.address) == ("check_mail", "taro@example.jp")
        assert "https://ds.example.jp/services/tateyama/check" in message.body

    def test_nobody_is_sent_many(self, press, session):
        answers = [press("mail", address=f"{name}@example.jp").status_code for name in ["taro", "TARO"] * 2]
        assert answers == [200, 200, 200, 429]
        assert len(session.scalars(select(Message)).all()) == 3


def test_the_paper_names_host_port_and_results(client):
    paper = client.get(f"{CHECK}/paper?websocket=no&upload=ok&screen=<script>&other=ok").text
    assert "ds.example.jp" in paper
    assert "TCP 443（HTTPS）" in paper
    assert len(re.findall("× 使えません", paper)) == 1
    assert len(re.findall("○ 使えます", paper)) == 1
    assert "<script>" not in paper


@pytest.mark.parametrize(
    ("url", "port", "websocket"),
    [
        ("https://a.example", 443, "wss://a.example:443"),
        ("http://127.0.0.1:8000", 8000, "ws://127.0.0.1:8000"),
        ("https://a.example:8443/x", 8443, "wss://a.example:8443"),
    ],
)
def test_an_address_is_read_from_the_setting(url, port, websocket):
    address = Address.of(url)
    assert (address.port, address.websocket) == (port, websocket)

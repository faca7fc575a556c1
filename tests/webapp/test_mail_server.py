"""メールサーバーの設定: read once; what would send in the clear, as nobody, or with a password others can read stops the start."""

import os

import pytest

from webapp.config import CannotStart, Settings
from webapp.mail_server import MailServer, Tls

SMTP = {"TATEYAMA_SMTP_HOST": "mail.example.ac.jp", "TATEYAMA_SMTP_FROM": "講座事務局 <kouza@example.ac.jp>"}


@pytest.fixture
def read(tmp_path):
    return lambda **given: MailServer.from_env({**SMTP, **given}, tmp_path)


@pytest.fixture
def password(tmp_path):
    def write(value="hunter2\n", mode=0o600):
        file = tmp_path / "smtp_password"
        file.write_text(value)
        file.chmod(mode)

    return write


def test_without_a_host_there_is_none(tmp_path):
    assert MailServer.from_env({}, tmp_path) is None
    assert MailServer.from_env({"TATEYAMA_SMTP_HOST": " "}, tmp_path) is None


@pytest.mark.parametrize(("tls", "port"), [("", 587), ("starttls", 587), ("TLS", 465), ("off", 25)])
def test_each_way_has_its_usual_port(read, tls, port):
    server = read(TATEYAMA_SMTP_TLS=tls)
    assert (server.port, server.tls) == (port, Tls(tls.lower() or "starttls"))
    assert server.sender_address == "kouza@example.ac.jp"


def test_the_password_is_a_file_and_is_not_shown(read, password):
    password()
    server = read(TATEYAMA_SMTP_USER="kouza")
    assert (server.user, server.password) == ("kouza", "hunter2")
    assert "hunter2" not in repr(server)


@pytest.mark.parametrize(
    ("value", "mode"), [("", 0o600), ("hunter2", 0o640), ("hunter2", 0o604), (None, None)]
)
def test_a_password_that_is_missing_or_that_others_can_read_stops_the_start(read, password, value, mode):
    if value is not None:
        password(value, mode)
    with pytest.raises(CannotStart, match=r"smtp_password.*chmod 600"):
        read(TATEYAMA_SMTP_USER="kouza")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files that are root's")
@pytest.mark.parametrize(("mode", "taken"), [(0o440, True), (0o640, True), (0o660, False), (0o444, False)])
def test_as_kubernetes_gives_it_the_password_is_roots_and_our_group_may_read_it(
    read, password, monkeypatch, mode, taken
):
    password(mode=mode)
    monkeypatch.setattr("webapp.mail_server.os.geteuid", lambda: 1000)
    if taken:
        assert read(TATEYAMA_SMTP_USER="kouza").password == "hunter2"
        return
    with pytest.raises(CannotStart, match=r"smtp_password.*chmod 600"):
        read(TATEYAMA_SMTP_USER="kouza")


def test_a_password_never_travels_in_the_clear(read, password):
    password()
    with pytest.raises(CannotStart, match="TLS=off"):
        read(TATEYAMA_SMTP_USER="kouza", TATEYAMA_SMTP_TLS="off")


@pytest.mark.parametrize(
    ("name", "given"),
    [("TLS", "ssl"), ("PORT", "0"), ("PORT", "65536"), ("PORT", "x"), ("PORT", "２５"), ("FROM", ""), ("FROM", "kouza"),
     ("FROM", "a@b, c@d"), ("FROM", "a@b\nBcc: c@d"), ("FROM", "葵@example.jp")],
)  # fmt: skip
def test_what_cannot_be_used_stops_the_start_with_a_sentence(read, name, given):
    with pytest.raises(CannotStart, match=f"TATEYAMA_SMTP_{name}"):
        read(**{f"TATEYAMA_SMTP_{name}": given})


@pytest.fixture
def settings_of(tmp_path):
    (tmp_path / "secrets").mkdir()
    for name in ("hub_token", "verify_token", "webapp_secret_key", "grading_key", "metrics_token"):
        (tmp_path / "secrets" / name).write_text("x")
    return lambda **given: Settings.from_env({"TATEYAMA_DATA": str(tmp_path), **given})


@pytest.mark.parametrize(
    ("given", "link"),
    [({}, "http://127.0.0.1:8000"), ({"TATEYAMA_PORT": "9000"}, "http://127.0.0.1:9000"), ({"TATEYAMA_ADDRESS": "::1"}, "http://[::1]:8000"),
     ({"TATEYAMA_URL": "https://tateyama.example.ac.jp/"}, "https://tateyama.example.ac.jp")],
)  # fmt: skip
def test_links_start_where_people_reach_the_platform(settings_of, given, link):
    assert settings_of(**given).link("/my-page") == f"{link}/services/tateyama/my-page"


@pytest.mark.parametrize(
    "given",
    ["tateyama.example", "ftp://x", "https://x/y", "https://x\nBcc: y", "https://x y", "javascript:alert(1)"],
)
def test_an_address_that_is_none_stops_the_start(settings_of, given):
    with pytest.raises(CannotStart, match="TATEYAMA_URL"):
        settings_of(TATEYAMA_URL=given)


def test_the_pages_mailbox_is_the_demos_without_a_server(settings_of):
    assert settings_of(TATEYAMA_DEMO="1").mail_is_read_on_a_page
    assert not settings_of().mail_is_read_on_a_page
    assert not settings_of(TATEYAMA_DEMO="1", **SMTP).mail_is_read_on_a_page

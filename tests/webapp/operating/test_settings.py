"""Settings with which nobody should stay are named, each with its mend."""

from dataclasses import replace

import pytest

from webapp.mail_server import MailServer
from webapp.operating.findings import State
from webapp.operating.settings import settings_to_mend


@pytest.fixture
def fine(settings):
    """Settings as an office has them."""
    server = MailServer.from_env(
        {"TATEYAMA_SMTP_HOST": "mail.example.jp", "TATEYAMA_SMTP_FROM": "office@example.jp"}, settings.data
    )
    return replace(settings, smtp=server, url="https://tateyama.example.jp", secure_cookies=True)


def test_settings_as_an_office_has_them_are_one_good_line(fine):
    (found,) = settings_to_mend(fine)
    assert found.state is State.OK


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"unprotected": True}, "TATEYAMA_UNPROTECTED"),
        ({"second_factor_required": False}, "TATEYAMA_SECOND_FACTOR"),
        ({"url": "http://tateyama.example.jp"}, "TATEYAMA_URL"),
        ({"secure_cookies": False}, "TATEYAMA_SECURE_COOKIES"),
        ({"smtp": None}, "TATEYAMA_SMTP_HOST"),
    ],
)
def test_each_setting_to_mend_is_named(fine, changed, named):
    (found,) = settings_to_mend(replace(fine, **changed))
    assert found.state is State.WARN
    assert named in found.sentence
    assert found.todo


def test_a_demo_on_this_machine_needs_neither_https_nor_a_mail_server(settings):
    (found,) = settings_to_mend(replace(settings, demo=True))
    assert found.state is State.OK

"""設定の確認: settings with which nobody should stay for long."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from webapp.config import Settings
from webapp.operating.findings import Finding, State
from webapp.wording import mark

SUBJECT = mark("設定")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def settings_to_mend(settings: Settings) -> list[Finding]:
    """What to mend in the settings; one line where there is nothing."""
    found = [*_protection(settings), *_second_factor(settings), *_address(settings), *_mail(settings)]
    return found or [Finding(State.OK, SUBJECT, mark("気をつける設定はありません。"))]


def _protection(settings: Settings) -> Iterator[Finding]:
    if settings.unprotected:
        yield Finding(
            State.WARN,
            SUBJECT,
            mark("受講者どうしの隔離が働いていません（TATEYAMA_UNPROTECTED）。採点もしません。"),
            todo=mark("試用が終わったら設定を外し、この機械で隔離できるかを確かめてください。"),
            commands=("python -m grader doctor",),
        )


def _second_factor(settings: Settings) -> Iterator[Finding]:
    if not settings.second_factor_required:
        yield Finding(
            State.WARN,
            SUBJECT,
            mark("二段階認証を求めていません（TATEYAMA_SECOND_FACTOR）。"),
            todo=mark(
                "本物の受講者を扱う前に required にしてください。架空のデータだけなら、このままで構いません。"
            ),
        )


def _address(settings: Settings) -> Iterator[Finding]:
    address = urlsplit(settings.url)
    if address.scheme == "http" and address.hostname not in LOOPBACK:
        yield Finding(
            State.WARN,
            SUBJECT,
            mark(
                "利用者が開くアドレス（TATEYAMA_URL）が https ではありません。途中で読まれるおそれがあります。"
            ),
            todo=mark("証明書を用意し、https で公開してから TATEYAMA_URL を直してください。"),
        )
    if address.scheme == "https" and not settings.secure_cookies:
        yield Finding(
            State.WARN,
            SUBJECT,
            mark("https で公開していますが、クッキーを https に限っていません（TATEYAMA_SECURE_COOKIES）。"),
            todo=mark("TATEYAMA_SECURE_COOKIES を 1 にして起動し直してください。"),
        )


def _mail(settings: Settings) -> Iterator[Finding]:
    if settings.smtp is None and not settings.demo:
        yield Finding(
            State.WARN,
            SUBJECT,
            mark(
                "メールサーバーがないため（TATEYAMA_SMTP_HOST）、メールはだれにも届かず、ファイルに書き出されるだけです。"
            ),
            todo=mark("申込を受け付ける前に設定してください。"),
        )

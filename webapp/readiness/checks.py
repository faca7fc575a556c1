"""確かめること: each thing that is tried, what a failure means, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from webapp.wording import mark

WEBSOCKET_PATH = "/hub/websocket-check"
HUB_HEALTH = "/hub/health"
# What a result is called in an address; nothing else is taken from there.
RESULTS = ("ok", "no")


@dataclass(frozen=True)
class Check:
    """確認の一項目: its name in addresses, and its words; the words are Japanese and translated where they are shown."""

    name: str
    title: str
    means: str
    mend: str
    # Whether the plain page works without it.
    spared: bool = False


CHECKS = (
    Check(
        "script",
        mark("JavaScript"),
        mark("JupyterLab は動きません。この画面で解くページは、JavaScript がなくても使えます。"),
        mark("ブラウザーの設定で、このサイトの JavaScript を許可してください。"),
        spared=True,
    ),
    Check(
        "browser",
        mark("ブラウザーの新しさ"),
        mark("JupyterLab が正しく動かないことがあります。"),
        mark("Chrome・Edge・Firefox・Safari の最新版にしてください。Internet Explorer は使えません。"),
        spared=True,
    ),
    Check(
        "screen",
        mark("画面の広さ"),
        mark("JupyterLab は、幅1000ピクセル以上の画面が向いています。"),
        mark("パソコンの画面を使うか、この画面で解くページを使ってください。"),
        spared=True,
    ),
    Check(
        "cookies",
        mark("Cookie（クッキー）"),
        mark("サインインできません。"),
        mark("ブラウザーの設定で、このサイトの Cookie を許可してください。"),
    ),
    Check(
        "websocket",
        mark("WebSocket（JupyterLab の通信）"),
        mark("職場や学校のネットワークが、JupyterLab の通信を止めています。"),
        mark(
            "JupyterLab を使わずに「この画面で解く」で受講できます。情報システム担当の方に、下の紙を渡してください。"
        ),
        spared=True,
    ),
    Check(
        "upload",
        mark("小さなファイルの送信"),
        mark("提出や、名簿の取り込みができないことがあります。"),
        mark("情報システム担当の方に、このサイトへのファイルの送信を許可できるか確かめてください。"),
    ),
    Check(
        "download",
        mark("ファイルの受け取り"),
        mark("修了証や資料を保存できないことがあります。"),
        mark("情報システム担当の方に、このサイトからのダウンロードを許可できるか確かめてください。"),
        spared=True,
    ),
)


@dataclass(frozen=True)
class Address:
    """接続先: where people reach this platform, as a firewall is told."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, url: str) -> "Address":
        """From the setting; what a request claims is no address to print."""
        parts = urlsplit(url)
        usual = 443 if parts.scheme == "https" else 80
        return cls(parts.scheme, parts.hostname or "", parts.port or usual)

    @property
    def websocket(self) -> str:
        """Where websockets of this origin go, as a content security policy names it."""
        scheme = "wss" if self.scheme == "https" else "ws"
        return f"{scheme}://{self.host}:{self.port}"


def results_in(args: Mapping[str, str]) -> dict[str, str]:
    """The results that an address carries: known names with known words."""
    return {check.name: args[check.name] for check in CHECKS if args.get(check.name) in RESULTS}

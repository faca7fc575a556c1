"""What the gate says when it does not pass a request on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """Why a request stays inside; the sentences are for whoever tries at a terminal."""

    status: int
    code: str
    ja: str = ""
    en: str = ""
    retry_after: int = 0

    def body(self) -> dict[str, object]:
        """As JSON. Where only a later time helps there are no words: a learner's server has better ones of its own."""
        words = {"message": {"ja": self.ja, "en": self.en}} if self.ja else {}
        return {"status": self.status, "error": self.code, **words}


NOT_ON_THE_LIST = Reason(
    403,
    "not_passed",
    "学習環境から外へ出せるのは、サインインの確認と、自分の提出と結果だけです。この依頼は取り次ぎませんでした。",
    "A learner's server may ask who signs in, hand in its own work and read its own results. This was not passed on.",
)
UNKNOWN = Reason(
    403,
    "unknown_caller",
    "どの学習環境からの依頼か分かりませんでした。「ファイル」から「Hub コントロールパネル」を開き、サーバーを起動し直してください。",
    "Nobody knows which server this came from: open “Hub Control Panel” in the File menu and start the server again.",
)
TOO_LARGE = Reason(
    413,
    "too_large",
    "大きすぎるので取り次ぎませんでした（ノートブックは 10 MB まで）。出力を消して、もう一度お試しください。",
    "This is too large to be passed on (a notebook may have 10 MB). Clear the outputs and try again.",
)
TOO_MANY = Reason(429, "too_many_requests", retry_after=5)
AWAY = Reason(503, "unavailable", retry_after=5)


class Refused(Exception):
    """A request that stays inside."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason

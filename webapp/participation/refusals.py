"""Why a hand-in is not taken: a code for programs, and what happened and what to do for people, ja and en."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final


@dataclass(frozen=True)
class Reason:
    """One reason, with the HTTP status that says the same to a program."""

    status: HTTPStatus
    ja: str
    en: str


class Refused(Exception):
    """The hand-in was not taken; nothing of it was recorded."""

    def __init__(self, code: str, *, retry_after: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.reason = REASONS[code]
        self.retry_after = retry_after


_NOT_A_NOTEBOOK = HTTPStatus.UNPROCESSABLE_ENTITY

REASONS: Final = {
    "no_token": Reason(
        HTTPStatus.UNAUTHORIZED,
        "あなたの学習画面からの提出だと確かめられませんでした。学習画面を開き直してから、もう一度提出してください。",
        "We could not tell that this came from your own learning screen. Open it again, then submit again.",
    ),
    "no_scope": Reason(
        HTTPStatus.FORBIDDEN,
        "この鍵では、この操作はできません。学習画面のボタンから提出してください。",
        "This token may not do that. Please submit with the button in your learning screen.",
    ),
    "unknown_learner": Reason(
        HTTPStatus.FORBIDDEN,
        "登録が見つかりませんでした。事務局にお知らせください。",
        "We found no account for you here. Please tell the office.",
    ),
    "not_enrolled": Reason(
        HTTPStatus.FORBIDDEN,
        "この演習を含む講座の受講が確認できませんでした。マイページで受講中の講座をご確認ください。",
        "You are not enrolled in a course that contains this exercise. Please look at your courses on My page.",
    ),
    "bad_key": Reason(
        HTTPStatus.BAD_REQUEST,
        "提出の印(Idempotency-Key)が正しくありません。学習画面を開き直してから、もう一度提出してください。",
        "The hand-in carries no proper Idempotency-Key (a UUID). Open the learning screen again and submit again.",
    ),
    "bad_report": Reason(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "活動の知らせの形が違うため、数えませんでした。学習と提出には影響しません。",
        "The report of activity has another form, so nothing was counted. Learning and handing in are not affected.",
    ),
    "other_bytes": Reason(
        HTTPStatus.CONFLICT,
        "同じ印の提出が、別の内容ですでに届いています。前の提出は保存されています。もう一度「提出して採点」を押してください。",
        "A hand-in with the same key but other content was already received and is kept. Please press submit again.",
    ),
    "too_large": Reason(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "ノートブックが10 MBを超えています。大きな出力を消してから保存し、もう一度提出してください。",
        "The notebook is larger than 10 MB. Clear large outputs, save, and submit again.",
    ),
    "not_utf8": Reason(
        _NOT_A_NOTEBOOK,
        "ファイルの文字コードがUTF-8ではありません。JupyterLabで保存し直してから、もう一度提出してください。",
        "The file is not UTF-8 text. Save it again in JupyterLab, then submit again.",
    ),
    "not_json": Reason(
        _NOT_A_NOTEBOOK,
        "ノートブックとして読めませんでした(途中で切れているか、壊れています)。JupyterLabで保存し直してください。",
        "This could not be read as a notebook: it is cut off or damaged. Please save it again in JupyterLab.",
    ),
    "too_deep": Reason(
        _NOT_A_NOTEBOOK,
        "ノートブックの中身が深く入り組みすぎています。出力を消してから保存し、もう一度提出してください。",
        "The notebook's content is nested too deeply. Clear the outputs, save, and submit again.",
    ),
    "not_finite": Reason(
        _NOT_A_NOTEBOOK,
        "ノートブックに数として読めない値(NaNなど)が入っています。出力を消してから保存し、もう一度提出してください。",
        "The notebook file holds a value that is no number (such as NaN). Clear the outputs, save, submit again.",
    ),
    "not_nbformat4": Reason(
        _NOT_A_NOTEBOOK,
        "ノートブックの形式が違います(nbformat 4が必要です)。JupyterLabで開いて保存し直してください。",
        "This is not a notebook in nbformat 4. Open it in JupyterLab and save it again.",
    ),
    "not_an_exercise": Reason(
        _NOT_A_NOTEBOOK,
        "演習のノートブックではありません。exercise.ipynb を開いて、そこから提出してください。",
        "This is not an exercise notebook. Open exercise.ipynb and submit from there.",
    ),
    "unknown_release": Reason(
        _NOT_A_NOTEBOOK,
        "このノートブックがどのレッスンの演習か分かりませんでした。配られた演習ノートブックから提出してください。",
        "We could not tell which lesson this notebook belongs to. Please submit the notebook you were given.",
    ),
    "no_exercises": Reason(
        _NOT_A_NOTEBOOK,
        "演習のセルが見つかりませんでした。配られた演習ノートブックをもう一度開き、答えを移してから提出してください。",
        "The exercise cells are gone. Open the notebook you were given again, move your answers there, and submit.",
    ),
    "too_often": Reason(
        HTTPStatus.TOO_MANY_REQUESTS,
        "短い間に続けて提出されました。前の提出は保存されています。少し待ってから、もう一度提出してください。",
        "You submitted many times in a short while. What you submitted is kept. Please wait a little, then submit.",
    ),
    "too_many_requests": Reason(
        HTTPStatus.TOO_MANY_REQUESTS,
        "短い間に確認が続いたため、一度止めています。提出したものは保存されています。少し待ってからお試しください。",
        "There were too many requests in a short while. What you submitted is kept. Please wait a little.",
    ),
    "unavailable": Reason(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "ただいま受け付けられません。ノートブックは手元に保存されています。少し待ってから、もう一度提出してください。",
        "We cannot take this right now. Your notebook is saved on your side. Please wait a little and submit again.",
    ),
    "storage_full": Reason(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "サーバーの保存場所がいっぱいのため、受け付けられません。ノートブックは手元に保存されています。事務局にお知らせください。",
        "The server has no room left, so nothing was taken. Your notebook is saved on your side. Please tell the office.",
    ),
    "no_such_submission": Reason(
        HTTPStatus.NOT_FOUND,
        "この受付番号の提出は見つかりませんでした。",
        "There is no submission with this number.",
    ),
}

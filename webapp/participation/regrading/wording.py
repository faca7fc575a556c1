"""What people are told where a regrade is not possible: what happened, and what to do."""

from flask_babel import gettext as _

from webapp.participation.regrading.operations import NotPossible
from webapp.wording import mark

_REFUSALS = {
    "no_reason": mark("理由が書かれていません。受講者に伝わる言葉で、何を直したかを書いてください。"),
    "no_release": mark(
        "公開されているレッスンが見つかりません。教材を公開してから、もう一度お試しください。"
    ),
    "nothing_there": mark("採点済みの提出物がまだないため、やり直すものがありません。"),
    "not_graded_yet": mark("まだ採点中の提出物があります。すべて終わってから反映してください。"),
    "dropped": mark("このやり直しは取りやめになっています。必要なら、もう一度やり直しを始めてください。"),
    "applied": mark("このやり直しはすでに反映されているため、取りやめられません。"),
}


def refusal(error: NotPossible) -> str:
    """The sentence for a page in its language."""
    return str(_(_REFUSALS[error.code]))


def refusal_ja(error: NotPossible) -> str:
    """The Japanese sentence, for commands."""
    return _REFUSALS[error.code]

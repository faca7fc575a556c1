"""仕事の確認: hand-ins and mail that wait or are stuck; each from plain facts."""

from datetime import datetime, timedelta

from webapp.operating.findings import Finding, State, Value, graded_by
from webapp.wording import mark

HAND_IN_WARNS_AFTER, HAND_IN_ALARMS_AFTER = timedelta(minutes=5), timedelta(minutes=30)
# A mail server that takes nobody's first try answers the second one within minutes.
MAIL_WARNS_AFTER = timedelta(hours=1)


def waiting(number: int, oldest: datetime | None, now: datetime) -> Finding:
    """Hand-ins without a score yet, and since when the oldest waits."""
    subject = mark("採点待ちの提出物")
    if oldest is None:
        return Finding(State.OK, subject, mark("待っている提出物はありません。"))
    state = graded_by(
        (now - oldest).total_seconds(),
        HAND_IN_WARNS_AFTER.total_seconds(),
        HAND_IN_ALARMS_AFTER.total_seconds(),
    )
    todo = mark(
        "採点係の行を見てください。動いているのに減らなければ、TATEYAMA_GRADER_WORKERS を増やしてください。"
    )
    return Finding(
        state,
        subject,
        mark("%(number)s件が待っています。最も古いものは %(at)s に届きました。"),
        {"number": number, "at": oldest},
        "" if state is State.OK else todo,
    )


def parked(number: int) -> Finding:
    """Hand-ins that we failed to grade (保留)."""
    subject = mark("採点できなかった提出物")
    if number == 0:
        return Finding(State.OK, subject, mark("ありません。"))
    return Finding(
        State.ALARM,
        subject,
        mark("%(number)s件を保留にしています。提出物は保存されていて、0点にはなりません。"),
        {"number": number},
        mark("一つ目のコマンドで理由を見て原因を直し、二つ目で採点待ちに戻してください。"),
        ("flask --app webapp parked", "flask --app webapp grade-again"),
    )


def unsent(number: int) -> Finding:
    """Mail of the last seven days that could not be sent."""
    subject = mark("送れなかったメール")
    if number == 0:
        return Finding(State.OK, subject, mark("この7日間にはありません。"))
    return Finding(
        State.WARN,
        subject,
        mark("この7日間に%(number)s件ありました。"),
        {"number": number},
        mark(
            "講座の事務局が「送ったメール」のページで理由を見て、送り直せます。件数が多いときは、メールサーバーの設定を確かめてください。"
        ),
    )


def unsent_yet(number: int, oldest: datetime | None, now: datetime, log: str) -> Finding:
    """Mail that waits to be sent, and since when the oldest does."""
    subject = mark("送信を待つメール")
    if oldest is None:
        return Finding(State.OK, subject, mark("待っているメールはありません。"))
    sentence = mark("%(number)s件が待っています。最も古いものは %(at)s からです。")
    values: dict[str, Value] = {"number": number, "at": oldest}
    if now - oldest < MAIL_WARNS_AFTER:
        return Finding(State.OK, subject, sentence, values)
    todo = mark(
        "採点係が動いているか、メールサーバーの設定（TATEYAMA_SMTP_HOST など）が正しいかを、記録で確かめてください。"
    )
    return Finding(State.WARN, subject, sentence, values, todo, (log,))

"""機械の確認: database, disk, hub, worker, migrations and backups; each from plain facts, without looking itself."""

from datetime import datetime, timedelta

from webapp.operating.findings import Finding, State, Value, graded_by, size_in_words
from webapp.retention.job import Kept
from webapp.wording import mark

DISK_WARNS_BELOW, DISK_ALARMS_BELOW = 10, 2  # per cent
WORKER_WARNS_AFTER, WORKER_ALARMS_AFTER = 30, 120  # seconds
BACKUP_WARNS_AFTER, BACKUP_ALARMS_AFTER = timedelta(days=2), timedelta(days=7)
RETENTION_WARNS_AFTER, RETENTION_ALARMS_AFTER = timedelta(days=2), timedelta(days=7)
RESTARTS = mark(
    "止まれば自動で起動し直します。1分たっても変わらなければ、記録を見て原因を直し、起動し直してください。"
)


def database(kind: str, size: int | None) -> Finding:
    """Whether the database answers; without a size in bytes it did not."""
    subject = mark("データベース")
    if size is None:
        return Finding(
            State.ALARM,
            subject,
            mark("%(kind)s が応答しません。ページは開けず、提出も受け取れません。"),
            {"kind": kind},
            mark(
                "データベースが動いているか、設定 TATEYAMA_DATABASE_URL とディスクの空きを確かめてください。"
            ),
        )
    values = {"kind": kind, "size": size_in_words(size)}
    return Finding(State.OK, subject, mark("%(kind)s が応答しています。大きさは %(size)s です。"), values)


def disk(free: int, total: int) -> Finding:
    """How much of the data folder's disk is free, of so many bytes."""
    percent = 100 * free / total
    state = (
        State.ALARM if percent < DISK_ALARMS_BELOW else State.WARN if percent < DISK_WARNS_BELOW else State.OK
    )
    values = {"free": size_in_words(free), "percent": f"{percent:.1f}"}
    todo = mark(
        "古い控えや不要なファイルを別の場所に移すか、ディスクを広げてください。空きがなくなると提出を受け取れません。"
    )
    return Finding(
        state,
        mark("ディスクの空き"),
        mark("データの場所の空きは %(free)s（%(percent)s%%）です。"),
        values,
        "" if state is State.OK else todo,
    )


def hub(answers: bool, log: str) -> Finding:
    """Whether the hub answers; `log` is the command that shows its log."""
    subject = mark("ハブ（JupyterHub）")
    if answers:
        return Finding(State.OK, subject, mark("応答しています。"))
    sentence = mark("応答しません。サインインできず、教材を開けません。開いている教材はそのまま使えます。")
    return Finding(State.ALARM, subject, sentence, todo=RESTARTS, commands=(log,))


def worker(last: datetime | None, now: datetime, log: str) -> Finding:
    """Whether a worker looks at the queue."""
    subject = mark("採点係")
    if last is None:
        sentence = mark("まだ一度も採点待ちの列を見ていません。採点もメールの送信も行われません。")
        return Finding(State.ALARM, subject, sentence, todo=RESTARTS, commands=(log,))
    state = graded_by((now - last).total_seconds(), WORKER_WARNS_AFTER, WORKER_ALARMS_AFTER)
    if state is State.OK:
        return Finding(state, subject, mark("採点待ちの列を最後に見たのは %(at)s です。"), {"at": last})
    sentence = mark("%(at)s を最後に、採点待ちの列を見ていません。提出は受け取り、保存しています。")
    return Finding(state, subject, sentence, {"at": last}, RESTARTS, (log,))


def migrations(newest: bool) -> Finding:
    """Whether the database has the shape that this program knows."""
    subject = mark("データベースの形")
    if newest:
        return Finding(State.OK, subject, mark("このプログラムに合っています。"))
    return Finding(
        State.ALARM,
        subject,
        mark("このプログラムに合っていません。"),
        todo=mark("控えを取ってから、次のコマンドで最新の形にしてください。"),
        commands=("flask --app webapp upgrade-database",),
    )


def retention(kept: Kept, in_demo: bool, now: datetime) -> Finding:
    """When the periods of retention were last applied, and what stopped it since."""
    subject = mark("保存期間")
    command = ("flask --app webapp apply-retention",)
    if in_demo:
        return Finding(State.OK, subject, mark("架空のデータなので、自動では何も消しません。"))
    if kept.trouble and kept.tried_at is not None:
        late = kept.done_at is None or now - kept.done_at >= RETENTION_ALARMS_AFTER
        sentence = mark("%(at)s に、期間を過ぎたデータを消す処理が止まりました（%(why)s）。")
        todo = mark(
            "一時間ごとに自動でやり直します。続くときは、次のコマンドで何が起きるかを確かめてください。"
        )
        values: dict[str, Value] = {"at": kept.tried_at, "why": kept.trouble}
        return Finding(State.ALARM if late else State.WARN, subject, sentence, values, todo, command)
    if kept.done_at is None:
        sentence = mark("期間を過ぎたデータを消す処理は、まだ行われていません。")
        todo = mark("採点係が動いていれば、起動から数分のうちに行います。")
        return Finding(State.WARN, subject, sentence, {}, todo, command)
    age = now - kept.done_at
    state = graded_by(
        age.total_seconds(), RETENTION_WARNS_AFTER.total_seconds(), RETENTION_ALARMS_AFTER.total_seconds()
    )
    sentence = mark("期間を過ぎたデータを最後に消したのは %(at)s です。")
    if state is State.OK:
        return Finding(state, subject, sentence, {"at": kept.done_at})
    todo = mark("毎日、採点係が行います。採点係の行を見てください。")
    return Finding(state, subject, sentence, {"at": kept.done_at}, todo, command)


def backup(last: datetime | None, now: datetime) -> Finding:
    """When the last backup was made, if a file says so."""
    subject = mark("控え（バックアップ）")
    todo = mark("控えを取り、別の機械にも置いてください。")
    command = ("flask --app webapp backup FILE",)
    if last is None:
        return Finding(State.WARN, subject, mark("控えを取った記録がありません。"), {}, todo, command)
    state = graded_by(
        (now - last).total_seconds(), BACKUP_WARNS_AFTER.total_seconds(), BACKUP_ALARMS_AFTER.total_seconds()
    )
    sentence = mark("最後に控えを取ったのは %(at)s です。")
    if state is State.OK:
        return Finding(state, subject, sentence, {"at": last})
    return Finding(state, subject, sentence, {"at": last}, todo, command)

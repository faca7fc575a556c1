"""採点の計算機の確認: whether the machines that grade are there, and for how long their certificate holds."""

from datetime import datetime, timedelta

from grader.cluster.state import ClusterState
from webapp.operating.findings import Finding, State, Value
from webapp.wording import mark

SUBJECT = mark("採点の計算機")
CERTIFICATE_WARNS_BEFORE = timedelta(days=30)


def cluster(state: ClusterState | None, scheduler: str, log: str) -> Finding:
    """How the cluster stands, as the worker told last; `log` is the command that shows the worker's log."""
    if state is None or not state.reached:
        return _away(scheduler, log)
    values: dict[str, Value] = {"seats": state.seats, "workers": state.workers, "refused": state.refused}
    same = mark(
        "その機械のプログラムと部品をこの機械と同じ版にして（git pull、make install）、計算機を起動し直してください。"
    )
    if not state.seats:
        sentence = mark(
            "割り振り役は応答していますが、採点できる計算機がありません（版が違うため使わないもの %(refused)s台）。提出は受け取り、採点待ちのまま保存しています。"
        )
        start = mark(
            "計算機を起動してください（python -m grader.cluster worker）。版が違うものは、プログラムと部品をこの機械と同じにしてください。"
        )
        return Finding(State.ALARM, SUBJECT, sentence, values, start)
    if state.refused:
        sentence = mark(
            "%(workers)s台で、同時に %(seats)s件を採点できます。版が違うため使わないものが %(refused)s台あります。"
        )
        return Finding(State.WARN, SUBJECT, sentence, values, same)
    return Finding(State.OK, SUBJECT, mark("%(workers)s台で、同時に %(seats)s件を採点できます。"), values)


def _away(scheduler: str, log: str) -> Finding:
    return Finding(
        State.ALARM,
        SUBJECT,
        mark("採点の計算機につながりません（%(scheduler)s）。提出は受け取り、採点待ちのまま保存しています。"),
        {"scheduler": scheduler},
        mark(
            "割り振り役（python -m grader.cluster scheduler）が動いているか、そこまでの通信と証明書を確かめてください。つながれば自動で採点を始めます。"
        ),
        (log,),
    )


def certificate(until: datetime, now: datetime) -> Finding:
    """For how long this machine's certificate holds; without it nobody grades."""
    subject = mark("採点の計算機の証明書")
    if until - now > CERTIFICATE_WARNS_BEFORE:
        return Finding(State.OK, subject, mark("%(at)s まで使えます。"), {"at": until})
    state = State.WARN if now < until else State.ALARM
    sentence = mark("%(at)s までです。過ぎると採点が止まります（提出は保存されます）。")
    todo = mark("コマンドで作り直し、割り振り役と計算機にも配ってから、それぞれ起動し直してください。")
    return Finding(state, subject, sentence, {"at": until}, todo, ("python -m grader.cluster keys FOLDER",))

"""定義: what each number on the coordinator's pages counts, in the words that stand on the definitions page."""

from dataclasses import dataclass

from webapp.wording import mark


@dataclass(frozen=True)
class Definition:
    """One definition; its id is the anchor that the numbers link to."""

    id: str
    term: str
    text: str
    note: str = ""


DEFINITIONS = (
    Definition(
        "E",
        mark("受講者として数える範囲"),
        mark(
            "受講が決まり、講座が開かれ、初回が始まる前に辞退していない受講です。初回とは、実際に行われた最初の回です（オンデマンドは公開の時点）。"
        ),
        mark(
            "一度も出席していない人も含みます。開講中止の講座、まだ始まっていない講座、セミナーは含みません。"
        ),
    ),
    Definition(
        "C",
        mark("結果が確定した受講"),
        mark("受講者として数える範囲のうち、終了して結果が確定した講座の受講です。"),
        mark("開講中の講座は「集計中」とし、修了率の分子にも分母にも入れません。"),
    ),
    Definition(
        "I03",
        mark("定員"),
        mark("開かれた講座のうち、定員のある講座の定員の合計です。"),
        mark("定員のある講座がないときは「－」です。"),
    ),
    Definition(
        "I06",
        mark("延べ受講者数"),
        mark("受講の件数です。一人が二つの講座を受けると2人と数えます。"),
        mark("辞退した人も、初回が始まった後の辞退であれば含みます。"),
    ),
    Definition(
        "I07",
        mark("実受講者数"),
        mark("受講した人の数です。一人が二つの講座を受けても1人と数えます。"),
        mark(
            "表示のたびに数え直します。講座ごとや年度ごとの実受講者数を足しても、合計の実受講者数にはなりません。"
        ),
    ),
    Definition(
        "I09",
        mark("定員充足率"),
        mark("定員のある講座の延べ受講者数 ÷ 定員 × 100 です。"),
        mark("定員より多く受け入れると、100を超えます。"),
    ),
    Definition(
        "I11",
        mark("修了者数（延べ）"),
        mark("結果が確定した受講のうち、基準日までに修了と決まった件数です。"),
        mark("結果が確定した講座がまだないときは「集計中」です。実の修了者数は人の数です。"),
    ),
    Definition(
        "I12",
        mark("修了率"),
        mark("修了者数（延べ） ÷ 結果が確定した受講の件数 × 100 です。"),
        mark("分母は申込者ではなく受講者です。開講中の講座を0として数えることはありません。"),
    ),
    Definition(
        "submissions",
        mark("提出数"),
        mark("受け付けた提出物の件数です。同じ演習課題を出し直すと、もう1件と数えます。"),
    ),
    Definition(
        "I24a",
        mark("得点率"),
        mark("採点が終わった演習課題について、採用した得点の合計 ÷ 満点の合計 × 100 です。"),
        mark(
            "採用するのは、受講と演習課題ごとに最も高い得点です。提出がない演習課題は分子にも分母にも入りません。"
        ),
    ),
    Definition(
        "I08b",
        mark("セミナー延べ参加者数"),
        mark("会場で数えた参加者の数です。登録のいらない催しのため、実の人数は分かりません。"),
        mark("受講者数には含みません。まだ数えていないときは「…」です。"),
    ),
    Definition(
        "I17",
        mark("前年度比"),
        mark(
            "（当年度 － 前年度） ÷ 前年度 × 100 です。率どうしは、表示した率の差（ポイント）で比べます。減少は「△」です。"
        ),
        mark("年度の途中は、前年度の同じ日までの数（前年同期）と比べます。前年度が0のときは「皆増」です。"),
    ),
)

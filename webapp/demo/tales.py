"""架空の事業の言葉: what the demo's logic model, council and cases say. All of it is invented."""

from webapp.participation.cases.models import CaseState
from webapp.programme.needs.models import NeedState
from webapp.programme.plans.models import Stage

# Whose share how many per cent of the budget is; the last bears the rest.
SHARES = (("prefecture", 50), ("city", 30), ("university", 20))
TARGETS = (("I06", 180), ("I07", 150), ("I12", 70), ("I15", 80))
# Stage, words, indicator, owner, where it stands.
BOXES = (
    (Stage.INPUT, "事業費", "Budget", "I18", "prefecture", "当初予算書"),
    (Stage.INPUT, "講師と演習の環境", "Instructors and notebooks", None, "university", ""),
    (Stage.ACTIVITY, "現場のニーズを聞く", "Hear what the field needs", None, None, "訪問記録"),
    (Stage.ACTIVITY, "講座・研修を開く", "Give courses and training", "I01", "university", "開講一覧"),
    (Stage.OUTPUT, "受講する人を増やす", "More enrolments", "I06", "university", "受講状況報告書"),
    (Stage.OUTPUT, "多くの人に届く", "More people reached", "I07", "city", "受講状況報告書"),
    (Stage.OUTPUT, "県内に広く届く", "Reach all towns", "I21", "prefecture", "受講状況報告書"),
    (Stage.EARLY, "修了する", "People complete", "I12", "university", "受講状況報告書"),
    (Stage.EARLY, "役に立つと感じる", "People are satisfied", "I15", "university", "事後アンケート"),
    (Stage.LATER, "仕事や授業で使う", "People use it at work", "I25", None, "3か月後アンケート"),
    (Stage.LONG, "データにもとづく仕事が広がる", "Work based on data spreads", None, None, ""),
)
REMARKS = (
    ("架空商工団体連合会", "中小企業の参加が少ない。夜間のほかに、昼休みに学べる形も考えてほしい。",
     "オンデマンドの教材を増やし、昼の質問会を試行しています。", NeedState.PLANNED, 60, "university"),
    ("架空県教育委員会", "教員研修の修了率を上げる手立てを示してほしい。",
     "校種別の課題を見直し、夏の集中回を加えました。", NeedState.MET, 0, "university"),
    ("架空市", "市のホームページからの申込みが少ない理由を調べてほしい。", "", NeedState.CONSIDERED, 30, "city"),
)  # fmt: skip
CASES = (
    (CaseState.PUBLISHED, {
        "title": "在庫の数え方を見直し、発注を週1回にした", "organisation": "株式会社架空製作所", "field": "製造業",
        "problem": "部品の在庫を毎日目で数え、発注の量は担当者の勘に頼っていました。",
        "effort": "初級で学んだ集計と折れ線グラフで、部品ごとの使われ方を1年分まとめました。",
        "result": "発注を週1回にまとめられ、棚卸しの時間が月6時間から2時間になりました（架空の数字です）。",
    }),
    (CaseState.PUBLISHED, {
        "title": "窓口の混む時間を見える形にした", "organisation": "", "field": "公務",
        "problem": "窓口が混むのはいつも「なんとなく月曜」と言われていました。",
        "effort": "受付の記録を時間帯ごとに集計し、曜日と並べて図にしました。",
        "result": "混むのは月曜ではなく月初の午前と分かり、応援の置き方を変えました（架空の話です）。",
    }),
    (CaseState.TO_APPROVE, {
        "title": "小テストの結果から、つまずく単元が分かった", "organisation": "", "field": "中学校",
        "problem": "どの単元でつまずくのか、印象でしか分かりませんでした。",
        "effort": "小テストの結果を単元ごとに集計し、箱ひげ図で並べました。",
        "result": "比例のグラフの前に1時間足すことを学年で決めました（架空の話です）。",
    }),
)  # fmt: skip

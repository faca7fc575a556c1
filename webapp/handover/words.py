"""引継書のことば: headings and sentences, each the key of its translation."""

from webapp.enrolment.office.todo import Task
from webapp.wording import mark

TITLE = mark("引継書")
MADE_AT = mark("%(when)s（日本時間）の記録から作成")
NOTE = mark(
    "数はこのときのものです。受講者の氏名などは載せていません。名簿は画面で確かめてください。口頭で伝えることは余白に書き足してください。"
)
GIVEN_BY, TAKEN_BY, ON_DAY = mark("引き継いだ人"), mark("引き継がれた人"), mark("日付")
INVENTED = mark("架空のデータ")
BEFORE_MISSING, AFTER_MISSING = (
    mark("印刷用の書体にない文字: "),
    mark("。〓のところは手書きで補います。"),
)
NOTHING = mark("ありません。")
TERM = mark("第%(number)s期")
OFFERINGS = mark("1 主催する講座と状態")
WAITING = mark("2 いま待っている仕事")
DATES = mark("3 これからの日程と締切（180日）")
REPORTS = mark("4 進行中の報告書")
NEEDS = mark("5 対応の済んでいない現場ニーズ")
PEOPLE = mark("6 だれがだれか")
PAGES = mark("7 ページのアドレス")
PLACES = mark("8 何がどこにあるか、だれに頼むか")
COURSE, STATE, PERIOD = mark("講座"), mark("状態"), mark("期間")
SEATS, UNDECIDED = mark("受講中の人／定員"), mark("未決定の申込")
BY_DAY, TASK, NUMBER = mark("期日"), mark("用件"), mark("数")
DAY, WHAT = mark("日"), mark("こと")
YEAR, QUARTER, AS_OF, CLOSING = mark("年度"), mark("四半期"), mark("基準日"), mark("データ締切")
HEARD_ON, ORGANISATION, WANTED = mark("聞いた日"), mark("団体"), mark("求められたこと")
NAME, ROLE, UNTIL, SUCCESSOR = mark("氏名"), mark("役割"), mark("終わりの日"), mark("後任・担当")
CONTACT = mark("問い合わせ先")
WHAT_FOR, WHERE = mark("何をする"), mark("どこで")
APPLY_FROM, APPLY_UNTIL, DECIDE_ON = mark("申込の始まり"), mark("申込の終わり"), mark("開講の判断の日")
STARTS, ENDS, DUE = mark("開講"), mark("講座終了"), mark("演習課題の締切 %(lesson)s")
TASKS = {
    Task.TAKE_PLACE: mark("開講するかを決める（いまの人数）"),
    Task.SPREAD: mark("周知をふやす（いまの申込）"),
    Task.DRAW: mark("抽選する（待っている申込）"),
    Task.PUBLISH: mark("抽選に使う文字列を公表する"),
    Task.DECIDE: mark("申込を決定する"),
    Task.REMIND: mark("承認を催促する"),
    Task.MEND: mark("名簿の行を直す"),
}
PAGE_LIST = (
    ("/office", mark("講座の運営（申込・名簿・文書・日程）")),
    ("/office/recruiting", mark("募集状況と周知")),
    ("/office/needs", mark("現場ニーズと訪問記録")),
    ("/teaching", mark("出席簿と成績簿")),
    ("/coordinator", mark("受講状況と報告書")),
    ("/coordinator/programme", mark("事業・ロジックモデル・連絡協議会")),
    ("/office/mail", mark("送ったメール")),
    ("/office/seminars", mark("セミナーの受付")),
    ("/office/corrections", mark("訂正の請求への回答")),
    ("/account/roles", mark("職員の役割と後任")),
)
PLACE_LIST = (
    (mark("受講決定通知・推薦依頼・名簿"), mark("講座のページの「文書」。番号は自動で付き、印刷し直しても変わりません")),
    (mark("公表した報告書と公開データ"), mark("「受講状況」の報告書の一覧。公表したものは変わりません")),
    (mark("職員のアカウントを作る"), mark("システム管理者に頼む（flask --app webapp make-account）")),
    (mark("控え（バックアップ）と照合"), mark("システム管理者（flask --app webapp backup、verify）")),
    (mark("本人が亡くなったときなどの消去"), mark("システム管理者（flask --app webapp erase-learner）")),
    (mark("漏えいのおそれがあるとき"), mark("すぐにシステム管理者へ（flask --app webapp leak-report）")),
)  # fmt: skip

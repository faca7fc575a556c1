"""できない理由: why a step cannot be taken or a draft not released, in words that say what to do."""

from flask_babel import gettext as _

from webapp.reports.faces.document import TOO_LONG
from webapp.wording import mark

REASONS = {
    "not_a_coordinator": mark("この操作は事務局の人だけができます。"),
    "wrong_state": mark("この報告書は、もう次の段階に進んでいます。ページを開き直して、いまの状態を確かめてください。"),
    "same_person": mark("起案・確認・決裁は、それぞれ別の人が行います。ほかの担当者に頼んでください。"),
    "no_comment": mark("差し戻す理由を書いてください。何を直せばよいかが起案者に伝わります。"),
    "not_looked_at": mark("先に「公表前の確認」を開き、確かめたことを記録してください。"),
    "other_report": mark("起案の内容が変わりました。ページを開き直して、もう一度起案してください。"),
    "not_recorded": mark("データ締切がまだ来ていません。締切の日を過ぎてから起案するか、締切を今日までの日にして起案し直してください。"),
    "unfinished": mark("「、」で終わっている書きかけの文があります。続きを書くか、その行を消してください。"),
    "not_proved": mark("少ない人数が守られていることを検算できませんでした。公表せず、システム管理者に知らせてください。"),
    "town_too_small": mark("この市町村は受講者が少ないか、公開する表で数を伏せているため、1枚の資料にできません。圏域の表を使ってください。"),
    "too_long": TOO_LONG,
    "not_decided": mark("決裁が済んでいません。"),
    "changed_since": mark("決裁のあとに内容が変わっています。もう一度起案してください。"),
    "already_released": mark("この起案は、もう公表されています。"),
    "already_final": mark("この年度（四半期）の確定値は、もう公表されています。直すときは訂正版を起案してください。"),
    "nothing_to_correct": mark("訂正する番号が、いちばん新しい報告書の番号ではありません。番号を確かめてください。"),
    "no_reason": mark("訂正版には理由が必要です。"),
    "uncovers": mark("前に公表した資料でxだった数が、この資料では分かってしまいます。公表できません。粗い表にして起案し直してください。"),
    "case_withdrawn": mark("載せる活用事例が取り下げられたか、文面が変わりました。決裁済みのものは公表できません。起案し直してください。"),
    "not_for_everybody": mark("オープンデータは、公表した公開資料からだけつくれます。"),
    "too_small": mark("公開の人数の下限を下回る数が表にあるため、オープンデータをつくれません。"),
    "replaced": mark("この報告書より新しいものが公表されています。新しい報告書のオープンデータを提案してください。"),
    "already_proposed": mark("このオープンデータは、もう提案されています。別の担当者が公開します。"),
    "already_open": mark("このオープンデータは、もう公開されています。"),
    "not_proposed": mark("先に、ほかの担当者がオープンデータを提案します。"),
    "proposer": mark("オープンデータは、提案した人とは別の担当者が公開します。ほかの担当者に頼んでください。"),
    "changed_package": mark("提案のあとにファイルの内容が変わりました。もう一度提案してください。"),
}  # fmt: skip


def reason(code: str) -> str:
    """Why not, in the language of the page."""
    return str(_(REASONS[code]))

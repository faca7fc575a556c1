"""監査の行のことば: what each action is called to the person whom it concerns."""

from collections.abc import Mapping

from webapp.wording import mark

OTHER = mark("あなたの情報が表示または変更されました")
WORDS: Mapping[str, str] = {
    "account_made": mark("アカウントが作られました"),
    "card_issued": mark("利用者カードが発行されました"),
    "password_changed": mark("パスワードが変更されました"),
    "password_reset": mark("パスワードが再設定されました"),
    "password_set_by_card": mark("利用者カードでパスワードが設定されました"),
    "email_changed": mark("メールアドレスが変更されました"),
    "second_email_changed": mark("二つ目のメールアドレスが登録されました"),
    "second_email_removed": mark("二つ目のメールアドレスが削除されました"),
    "second_factor_begun": mark("二段階認証が使われるようになりました"),
    "second_factor_reset": mark("二段階認証が外されました"),
    "recovery_codes_made": mark("予備コードが作られました"),
    "role_granted": mark("役割が与えられました"),
    "role_changed": mark("役割の終わりの日か後任が変更されました"),
    "role_ended": mark("役割が終わりました"),
    "announcements_changed": mark("次回案内の受け取りが変更されました"),
    "consent": mark("同意が記録されました"),
    "own_data_taken": mark("自分の情報がダウンロードされました"),
    "correction_asked": mark("訂正が請求されました"),
    "correction_decided": mark("訂正の請求に回答されました"),
    "applications_seen": mark("申込の一覧が表示されました"),
    "application_seen": mark("申込の内容が表示されました"),
    "applications_exported": mark("申込の一覧がファイルに書き出されました"),
    "decision_seen": mark("申込を決定する画面が表示されました"),
    "decided": mark("申込が決定されました"),
    "taken_back": mark("申込が事務局によって取り下げられました"),
    "approvals_seen": mark("承認待ちの一覧が表示されました"),
    "invitations_seen": mark("団体申込の招待の一覧が表示されました"),
    "corrections_seen": mark("訂正の請求の一覧が表示されました"),
    "roster_looked_at": mark("取り込んだ名簿が表示されました"),
    "people_exported": mark("名簿がファイルに書き出されました"),
    "learners_seen": mark("受講者の一覧（得点・修了）が表示されました"),
    "rows_seen": mark("集計の数のもとになった受講者の一覧が表示されました"),
    "learners_exported": mark("受講者の一覧（得点・修了）がファイルに書き出されました"),
    "cards_listed": mark("利用者カードの名簿が表示されました（あなたを含みます）"),
    "colleagues_seen": mark("職員の一覧が表示されました"),
    "instructors_seen": mark("担当講師の一覧が表示されました"),
    "instructor_given": mark("担当の講座が加えられました"),
    "instructor_taken": mark("担当の講座から外されました"),
    "letters_listed": mark("文書の一覧が表示されました"),
    "letters_printed": mark("文書が印刷されました"),
    "letters_made": mark("文書がつくられました"),
    "attendance_sheet": mark("出席簿が表示されました"),
    "attendance_printed": mark("出席簿が印刷されました"),
    "attendance": mark("出席の記録が変更されました"),
    "web_meeting_read": mark("Web会議の参加記録と照合されました"),
    "seminar_check_in": mark("セミナーで受け付けられました"),
    "mail_listed": mark("送ったメールの一覧が表示されました"),
    "mail_opened": mark("送ったメールが表示されました"),
    "mail_sent_again": mark("メールが送り直されました"),
    "book_opened": mark("成績簿が開かれました"),
    "scores_seen": mark("採点のやり直しで変わる得点が表示されました"),
    "view_sent_people": mark("派遣した受講者の一覧が表示されました"),
}
# Lists of an offering as lines told of them before they named their people: everybody of the offering may have stood there.
OLD_LISTS = frozenset(
    {"applications_seen", "applications_exported", "people_exported", "cards_listed", "letters_listed",
     "letters_printed", "letters_made", "roster_looked_at", "decided", "web_meeting_read"}
)  # fmt: skip

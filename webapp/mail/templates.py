"""文面の一覧: every message the platform writes, and which values its text needs; the texts lie in `texts/`.

Who sends one gives exactly the names of its `sample`. A value may be text, a number, a pair {"ja": …, "en": …} of
which the reader's language is taken, or a day or an aware moment, which is written as that language does.
`sender`, the name below the message, may be given to each; without it the platform's stands there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from webapp.fiscal_year import JAPAN
from webapp.wording import mark

OFFERING = {"ja": "初級（夜間） 第2期", "en": "Beginner (evening) no. 2"}
LINK = "https://tateyama.example/services/tateyama/"
PLACE = "見本会館 3階"
WHEN = datetime(2026, 12, 8, 19, 0, tzinfo=JAPAN)
LATER = datetime(2026, 12, 15, 19, 0, tzinfo=JAPAN)
SNOW = "大雪のため"


@dataclass(frozen=True)
class Template:
    """文面: a message's name, what the office calls it, and the values its text needs, with samples of them."""

    name: str
    title_ja: str
    sample: Mapping[str, Any]
    # A message that is not essential can be switched off by its reader.
    essential: bool = True
    # Values that open something by themselves (codes, personal links): the office never sees them.
    secret: frozenset[str] = field(default=frozenset())
    # Values that may have several lines; every other one is written on one.
    long: frozenset[str] = field(default=frozenset())
    # One that nothing is kept of once it went out or could not: who got it is nobody here yet.
    forgotten: bool = False

    def __post_init__(self) -> None:
        missing = (self.secret | self.long) - set(self.sample)
        if missing:
            raise ValueError(f"{self.name} has no value {', '.join(sorted(missing))}")


def _template(name: str, title_ja: str, /, *secret: str, essential: bool = True, **sample: Any) -> Template:
    long = frozenset({"text", "reason"} & set(sample))
    return Template(name, title_ja, sample, essential, frozenset(secret), long)


CODE: Mapping[str, Any] = {"code": "123456", "link": f"{LINK}confirm/sample", "minutes": 30}
PERSON: Mapping[str, Any] = {"name": "見本 花子", "offering": OFFERING}
MEETING: Mapping[str, Any] = {**PERSON, "number": 3, "when": WHEN, "reason": SNOW, "link": f"{LINK}my-page"}
SURVEY: Mapping[str, Any] = {
    "kind": {"ja": "事後アンケート", "en": "survey after the course"},
    "until": LATER,
    "link": f"{LINK}my-page/surveys/1",
}
ALL = (
    _template("apply_code", mark("申込のコード"), "code", "link", **CODE, offering=OFFERING),
    _template("confirm_email", mark("メールアドレスの確認"), "code", "link", **CODE),
    _template("reset_password", mark("パスワードの再設定"), "code", "link", **CODE),
    _template("password_changed", mark("パスワードの変更"), when=WHEN),
    _template("email_changed", mark("メールアドレスの変更"), when=WHEN, old_address="h••••@example.jp"),
    _template("application_received", mark("申込の受付"), **PERSON,
              state={"ja": "申込受付", "en": "Received"}, link=f"{LINK}my-page"),
    _template("accepted", mark("受講決定"), **PERSON, starts=WHEN, place=PLACE, link=f"{LINK}my-page"),
    _template("waiting", mark("キャンセル待ち"), **PERSON, place_in_queue=4),
    _template("not_selected", mark("選外"), **PERSON, reason="定員を超えるお申込みがあったため"),
    _template("seat_offered", mark("繰上げの案内"), "link", **PERSON, reply_by=WHEN, link=f"{LINK}reply/sample"),
    _template("seat_expired", mark("繰上げの期限切れ"), **PERSON),
    _template("application_cancelled", mark("申込の取消"), **PERSON),
    _template("withdrawn", mark("辞退"), **PERSON),
    _template("offering_cancelled", mark("開講中止"), **PERSON, reason="お申込みが最少催行人数に届かなかったため"),
    _template("meeting_cancelled", mark("休講"), **MEETING),
    _template("meeting_moved", mark("振替"), **MEETING, new_when=LATER),
    _template("meeting_online", mark("オンライン切替"), **MEETING, join_url="https://meet.example/sample"),
    _template("meeting_in_person", mark("対面に戻す"), **MEETING, place=PLACE),
    _template("meeting_reminder", mark("前日のお知らせ"), **PERSON, number=3, when=WHEN, place=PLACE,
              join_url="https://meet.example/sample"),
    _template("survey", mark("アンケートのお願い"), essential=False, **PERSON, **SURVEY),
    _template("survey_reminder", mark("アンケートの再度のお願い"), essential=False, **PERSON, **SURVEY),
    _template("case_to_approve", mark("活用事例の文面の確認"), **PERSON, link=f"{LINK}my-page/cases/1"),
    _template("approval_asked", mark("承認のお願い"), "link", **PERSON, approver="見本 太郎",
              link=f"{LINK}approval/sample"),
    _template("approval_answered", mark("承認の結果"), **PERSON, approver="見本 太郎", approved=True),
    _template("invitation", mark("団体申込の案内"), "link", organisation="見本株式会社", offering=OFFERING,
              seats=5, until=date(2026, 10, 20), link=f"{LINK}invitation/sample"),
    _template("account_made", mark("利用登録の完了"), "link", name="見本 花子", login_id="hanako",
              link=f"{LINK}start/sample"),
    _template("score_fell", mark("得点の変更"), **PERSON, lesson="B1", before="12", after="9",
              reason="問1のテストが、誤った答えを正しいとしていたため。", link=f"{LINK}my-page"),
    _template("have_account", mark("利用登録がある方の申込"), **PERSON, login_id="taki-4827",
              link=f"{LINK}offerings/1/apply"),
    _template("colleague_invited", mark("同僚からの団体申込"), "link", **PERSON, organisation="見本株式会社",
              until=WHEN, link=f"{LINK}invited/sample"),
    _template("announcement", mark("次回のご案内"), "stop_link", essential=False, offering=OFFERING,
              subject={"ja": "初級（夜間）の受講者を募集します", "en": "Places in the beginners' course"},
              text="次の期の受講者を募集します。\n平日の夜、全6回です。", link=LINK, stop_link=f"{LINK}mail/stop/sample"),
    _template("interest_confirm", mark("開講通知の登録の確認"), "link", course={"ja": "初級", "en": "Beginner"},
              days=7, link=f"{LINK}notices/sample"),
    _template("interest_opened", mark("開講のお知らせ"), "stop_link", offering=OFFERING, closes=WHEN,
              link=f"{LINK}offerings/1", stop_link=f"{LINK}notices/sample"),
    _template("guest_consent", mark("セミナー来場者への確認"), "link", essential=False, name="見本 花子",
              seminar={"ja": "公開セミナー", "en": "Open seminar"},
              wishes={"ja": "次回の講座の案内", "en": "news of later courses"},
              link=f"{LINK}seminars/consent/sample"),
    _template("reminder_to_reply", mark("返事の催促"), "link", **PERSON, reply_by=WHEN, link=f"{LINK}reply/sample"),
    _template("need_contact", mark("要望の連絡先の確認"), "link", link=f"{LINK}needs/contact/sample"),
    _template("need_answered", mark("要望に応える講座のお知らせ"), "stop_link", "contact_link", essential=False,
              organisation="見本工業会", name="見本 太郎", offering=OFFERING, text="・在庫の数字を自分で分析できるようになりたい",
              starts=date(2026, 12, 8), link=f"{LINK}l/sample", stop_link=f"{LINK}mail/stop/sample",
              contact_link=f"{LINK}needs/contact/sample"),
    replace(_template("check_mail", mark("利用環境の確認のメール"), minutes=10, link=f"{LINK}check"), forgotten=True),
)  # fmt: skip
TEMPLATES: Mapping[str, Template] = {template.name: template for template in ALL}

"""列の見出し: which of our fields a heading means, in whatever order and spelling an office wrote it."""

import re
import unicodedata
from enum import StrEnum

from webapp.wording import mark


class Field(StrEnum):
    """項目: what a column of a roster may tell about a person."""

    NAME = "name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    KANA = "kana"
    FAMILY_KANA = "family_kana"
    GIVEN_KANA = "given_kana"
    EMAIL = "email"
    LOGIN_ID = "login_id"
    AUDIENCE = "audience"
    ORGANISATION = "organisation"
    SECTION = "section"
    TITLE = "title"
    INDUSTRY = "industry"
    JOB = "job"
    MUNICIPALITY = "municipality"
    WORKPLACE = "workplace"
    RESIDENCE = "residence"
    SCHOOL_TYPE = "school_type"
    SCHOOL = "school"
    SUBJECT = "subject"
    AGE_BAND = "age_band"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    NOTE = "note"
    STAFF_NUMBER = "staff_number"
    # A running number or the mark of an example: known, and of no interest.
    NUMBER = "number"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _LABELS[self]


# Of these the roster's own words are never kept: only the band of an age, only a keyed hash of a number.
NEVER_KEPT = frozenset({Field.BIRTH_DATE, Field.STAFF_NUMBER})

_LABELS = {
    Field.NAME: mark("氏名"),
    Field.FAMILY_NAME: mark("姓"),
    Field.GIVEN_NAME: mark("名"),
    Field.KANA: mark("ふりがな"),
    Field.FAMILY_KANA: mark("ふりがな（姓）"),
    Field.GIVEN_KANA: mark("ふりがな（名）"),
    Field.EMAIL: mark("メールアドレス"),
    Field.LOGIN_ID: mark("ログインID"),
    Field.AUDIENCE: mark("受講区分"),
    Field.ORGANISATION: mark("所属"),
    Field.SECTION: mark("部署"),
    Field.TITLE: mark("役職"),
    Field.INDUSTRY: mark("業種"),
    Field.JOB: mark("職種"),
    Field.MUNICIPALITY: mark("市町村"),
    Field.WORKPLACE: mark("勤務地の市町村"),
    Field.RESIDENCE: mark("居住地の市町村"),
    Field.SCHOOL_TYPE: mark("校種"),
    Field.SCHOOL: mark("学校名"),
    Field.SUBJECT: mark("教科"),
    Field.AGE_BAND: mark("年代"),
    Field.BIRTH_DATE: mark("生年月日"),
    Field.PHONE: mark("電話番号"),
    Field.NOTE: mark("備考"),
    Field.STAFF_NUMBER: mark("職員番号"),
    Field.NUMBER: mark("通し番号"),
}

# As they read once spaces, brackets and width are made alike; longer ones are tried before they are cut short.
_WORDS = {
    Field.NAME: "氏名 名前 お名前 姓名 受講者名 受講者氏名 参加者氏名 参加者名 受講者 申込者氏名 職員氏名 職員名 教員名 教員氏名 漢字氏名 氏名漢字 フルネーム name fullname",
    Field.FAMILY_NAME: "姓 氏 苗字 名字 姓漢字 氏名姓 名前姓 familyname lastname surname",
    Field.GIVEN_NAME: "名 名漢字 氏名名 名前名 givenname firstname",
    Field.KANA: "ふりがな フリガナ カナ かな カナ氏名 氏名カナ 氏名かな 氏名ふりがな 氏名フリガナ 名前カナ 名前ふりがな 名前フリガナ よみ よみがな ヨミガナ 読み 読みがな 読み仮名 ヨミ 氏名読み 受講者名カナ kana namekana furigana reading",
    Field.FAMILY_KANA: "セイ せい 姓カナ 姓かな 姓ふりがな 姓フリガナ カナ姓 フリガナ姓 ふりがな姓 ふりがなセイ フリガナセイ familynamekana lastnamekana",
    Field.GIVEN_KANA: "メイ めい 名カナ 名かな 名ふりがな 名フリガナ カナ名 フリガナ名 ふりがな名 ふりがなメイ フリガナメイ givennamekana firstnamekana",
    Field.EMAIL: "メールアドレス メール アドレス e-mailアドレス eメール eメールアドレス eメアド メアド 電子メール 電子メールアドレス mail email e-mail mailaddress emailaddress e-mailaddress 連絡先メールアドレス 連絡先メール 職場メールアドレス",
    Field.LOGIN_ID: "ログインid ログイン名 利用者id 受講者id ユーザーid ユーザid loginid userid username アカウント",
    Field.AUDIENCE: "受講区分 区分 受講者区分 対象区分 参加区分 受講種別 種別 audience category",
    Field.ORGANISATION: "所属 所属先 所属名 所属機関 所属団体 所属団体名 会社 会社名 企業名 団体 団体名 勤務先 勤務先名 事業所 事業所名 法人名 機関名 組織名 所属組織 organisation organization company affiliation employer",
    Field.SECTION: "部署 部署名 部課 部課名 課 課名 所属部署 所属部署名 所属課 部局 部局名 課室 課室名 担当課 department section division",
    Field.TITLE: "役職 役職名 職名 職位 肩書 肩書き title position jobtitle",
    Field.INDUSTRY: "業種 業種分類 業種名 産業分類 industry",
    Field.JOB: "職種 職業 職務 仕事内容 job occupation",
    Field.MUNICIPALITY: "市町村 市町村名 市区町村 市区町村名 自治体 自治体名 団体コード 市町村コード municipality city",
    Field.WORKPLACE: "勤務地 勤務市町村 勤務地市町村 勤務地の市町村 市町村勤務地 勤務先市町村 勤務先所在地 会社所在地 workplace placeofwork",
    Field.RESIDENCE: "居住地 居住市町村 居住地市町村 居住地の市町村 市町村居住地 お住まい お住まいの市町村 住所 現住所 自宅住所 residence placeofresidence address",
    Field.SCHOOL_TYPE: "校種 学校種 学校種別 校種別 学校区分 schooltype",
    Field.SCHOOL: "学校 学校名 勤務校 勤務校名 所属校 所属校名 所属学校 在籍校 園名 学校園名 学校園 school schoolname",
    Field.SUBJECT: "教科 担当教科 教科名 担当教科名 科目 担当科目 subject",
    Field.AGE_BAND: "年代 年齢 年齢層 年齢区分 年齢階層 age agegroup",
    Field.BIRTH_DATE: "生年月日 誕生日 生年月 dateofbirth birthday birthdate dob",
    Field.PHONE: "電話 電話番号 tel 連絡先電話番号 連絡先電話 連絡先tel 携帯 携帯電話 携帯番号 携帯電話番号 日中の連絡先 連絡先 phone phonenumber telephone mobile",
    Field.NOTE: "備考 備考欄 摘要 特記事項 メモ コメント note notes remarks comment",
    Field.STAFF_NUMBER: "職員番号 職員コード 職員id 社員番号 社員コード 社員id 従業員番号 個人番号 教職員番号 staffnumber employeenumber employeeid staffid",
    Field.NUMBER: "no 番号 連番 通し番号 通番 項番 整理番号 # № 順番 number",
}  # fmt: skip

# 「※必須」, 「(全角)」, 「【任意】」: advice to whoever fills the form in, not part of the name.
_ADVICE = re.compile(
    r"必須|任意|必要|選択|記入|入力|半角|全角|カタカナで|ひらがなで|漢字|例[:：]?.*|西暦|和暦|プルダウン|リスト|required|optional"
)
_BRACKETED = re.compile(r"[(（\[［【<＜〔「『][^)）\]］】>＞〕」』]*[)）\]］】>＞〕」』]")
_MARKS = re.compile(
    r"[\s\u3000※*＊★●○◎■□◆◇・:：、。.．,，/／_＿\-‐－ー~〜～()（）\[\]［］【】<>＜＞〔〕「」『』!！?？]"
)


def _squeeze(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower()
    return _MARKS.sub("", plain)


_KNOWN = {_squeeze(word): field for field, words in _WORDS.items() for word in words.split()}


def field_of(heading: str) -> Field | None:
    """The field that a heading means, or None: such a column is shown as 読みません."""
    for text in _readings(heading):
        if found := _KNOWN.get(text):
            return found
    return None


def _readings(heading: str) -> list[str]:
    """The heading as it stands, without its brackets, and without advice on how to fill it in."""
    whole = unicodedata.normalize("NFKC", heading)
    first_line = whole.strip().split("\n")[0]
    without_brackets = _BRACKETED.sub("", whole)
    texts = [whole, without_brackets, first_line, _BRACKETED.sub("", first_line)]
    texts += [_ADVICE.sub("", text) for text in texts]
    # 「※」 begins a note that ends with the heading; of 「会社名・団体名」 the first says enough.
    texts += [text.split("※")[0] for text in texts]
    texts += [re.split("[・/]|または|又は", without_brackets)[0]]
    return [squeezed for text in texts if (squeezed := _squeeze(text))]


def fields_of(headings: list[str]) -> list[Field | None]:
    """A field for each heading; where two mean the same, the first has it."""
    taken: set[Field] = set()
    fields: list[Field | None] = []
    for heading in headings:
        field = field_of(heading)
        if field in taken:
            field = None
        elif field is not None:
            taken.add(field)
        fields.append(field)
    return _without_rivals(fields)


def _without_rivals(fields: list[Field | None]) -> list[Field | None]:
    """A whole name beside 姓 and 名 wins over them, so that neither is read twice."""
    both = set(fields)
    dropped: set[Field] = set()
    if Field.NAME in both:
        dropped |= {Field.FAMILY_NAME, Field.GIVEN_NAME}
    if Field.KANA in both:
        dropped |= {Field.FAMILY_KANA, Field.GIVEN_KANA}
    return [None if field in dropped else field for field in fields]

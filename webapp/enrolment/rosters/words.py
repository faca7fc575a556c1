"""言葉の一覧: 受講区分, 業種, 校種 and 年代 as offices write them, and what we keep for each."""

import difflib
import re
import unicodedata
from collections.abc import Collection

from webapp.enrolment.applying.profile import AGE_BANDS
from webapp.programme.audience import Audience
from webapp.programme.industries import INDUSTRIES

_INDUSTRY_WORDS = {
    "A": "農業 林業 農林業",
    "C": "鉱業 採石業 砂利採取業",
    "D": "建設 土木 土木建設業",
    "E": "製造 メーカー",
    "F": "電気業 ガス業 水道業 電気ガス 電力 エネルギー 電気・ガス業",
    "G": "情報通信 it it業 ict 情報 情報サービス業 通信業 ソフトウェア業",
    "H": "運輸 運輸業 郵便業 運送業 物流 物流業 運輸・郵便",
    "I": "卸売業 小売業 卸売 小売 卸売・小売 卸小売業 商業",
    "J": "金融 保険 金融業 保険業 銀行 銀行業 金融・保険",
    "K": "不動産 不動産業 物品賃貸業 リース業",
    "L": "学術研究 研究 専門サービス業 技術サービス業 コンサルティング 士業",
    "M": "宿泊業 飲食業 飲食サービス業 旅館業 ホテル 飲食",
    "N": "娯楽業 生活関連サービス業",
    "O": "教育 学校 学習支援業 教育・学習支援 学校教育",
    "P": "医療 福祉 介護 医療業 福祉業 病院 医療・福祉",
    "Q": "複合サービス 協同組合 農協 ja",
    "R": "サービス業 サービス その他のサービス業 他に分類されないサービス業 その他サービス業",
    "S": "公務 官公庁 自治体 行政 地方公務 公務員",
    "T": "分類不能 その他 不明",
}
# How offices write the kinds of school; which of them there are says the region pack.
_SCHOOL_TYPE_WORDS = {
    "幼稚園": "幼",
    "幼保連携型認定こども園": "認定こども園 こども園 幼保連携型こども園",
    "小学校": "小 小学",
    "中学校": "中 中学",
    "義務教育学校": "義務教育 小中一貫校",
    "中等教育学校": "中等教育 中高一貫校",
    "高等学校": "高 高校 高等 県立高校 高等学校(全日制) 高等学校(定時制) 高等学校(通信制)",
    "特別支援学校": "特支 特別支援 支援学校",
    "専修・各種学校": "専修学校 各種学校 専門学校 専修学校・各種学校 専修/各種学校",
    "教育委員会": "教委 市教委 県教委 教育委員会事務局",
}
_AUDIENCES = {
    Audience.PRIVATE: "民間企業・団体等 民間 民間企業 企業 会社員 社会人 一般 団体 企業・団体 企業等 民間企業等 private",
    Audience.PUBLIC_SERVANT: "県・市町村職員 県職員 市職員 町職員 村職員 市町村職員 職員 自治体職員 公務員 地方公務員 行政 行政職員 県庁職員 市役所職員 県・市町村",
    Audience.TEACHER: "教職員 教員 教諭 教師 先生 学校関係者 教育関係者 学校教員 teacher",
    Audience.EXECUTIVE: "企業経営者等 経営者 経営者等 企業経営者 経営層 役員 代表者 代表取締役 社長 経営者・管理職",
    Audience.OTHER: "その他 学生 大学生 other",
}
_AGE_WORDS = {
    "20代以下": "20代 10代 10代以下 20歳代 10歳代 20才代 29歳以下 30歳未満",
    "30代": "30歳代 30才代 30-39歳",
    "40代": "40歳代 40才代 40-49歳",
    "50代": "50歳代 50才代 50-59歳",
    "60代以上": "60代 70代 80代 60歳代 70歳代 60歳以上 70代以上 60才代",
    "回答しない": "無回答 未回答 非公開 答えたくない",
}


def squeeze(text: str) -> str:
    """Words made alike: width, case, spaces and the marks between them; only for looking up, never for keeping."""
    return re.sub(r"[\s・,，、/／()（）\[\]【】。.\-〜~]", "", unicodedata.normalize("NFKC", text).lower())


def _look_up(kept: dict[str, str], more: dict[str, str]) -> dict[str, str]:
    """From every known writing to the value that is kept."""
    found = {squeeze(label): value for value, label in kept.items()}
    for value, words in more.items():
        found |= {squeeze(word): value for word in words.split()}
    return found


AUDIENCE_BY_WORD = _look_up(
    {audience.value: audience.label_ja for audience in Audience},
    {audience.value: words for audience, words in _AUDIENCES.items()},
)
INDUSTRY_BY_WORD = _look_up(INDUSTRIES, _INDUSTRY_WORDS)
AGE_BAND_BY_WORD = _look_up({name: name for name in AGE_BANDS}, _AGE_WORDS)


def school_types_by_word(names: Collection[str]) -> dict[str, str]:
    """From every known writing to one of these kinds of school."""
    more = {name: words for name, words in _SCHOOL_TYPE_WORDS.items() if name in names}
    return _look_up({name: name for name in names}, more)


def industry_of(text: str) -> str | None:
    """The letter of 大分類, from a letter, 「E 製造業」, 「Ｅ：製造業」 or a name."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := INDUSTRY_BY_WORD.get(squeeze(plain)):
        return found
    lettered = re.match(r"^([A-Ta-t])(?:$|[\s.:：・、,)）]|(?=[^\x00-\x7f]))", plain)
    return lettered[1].upper() if lettered else None


def closest(text: str, known: dict[str, str]) -> str | None:
    """The kept value whose writing is nearest to what was typed; None where nothing is near."""
    found = difflib.get_close_matches(squeeze(text), known, n=1, cutoff=0.5)
    return known[found[0]] if found else None

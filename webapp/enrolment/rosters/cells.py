"""値を整える: one cell's text as we keep it, or a problem with the mend to press beside it."""

import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import date

import jaconv

from webapp.enrolment.models import normal_login_id
from webapp.enrolment.rosters import words
from webapp.enrolment.rosters.dates import NoSuchDay, age_on, band_of, in_era, parse_day
from webapp.wording import mark

LONGEST = 200
LONGEST_EMAIL = 254
# What stands for nothing.
NOTHING = re.compile(r"^(?:[-‐－ー―—–*＊/／]+|なし|無し|無|ナシ|該当なし|n/?a|none|null|#n/a|nan)$", re.I)
# CJK compatibility ideographs (神, 福): normalising would put another glyph into a person's name.
COMPATIBLE = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]+")
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
LOST_LETTER = re.compile("[〓?？\ufffd\ue000-\uf8ff]")
POLITE = re.compile(r"[ ]*(?:様|さま|殿|さん|先生|氏)$")
HIRAGANA = re.compile(r"^[ぁ-ゖーゝゞ・ ]+$")
JAPANESE = re.compile("[ぁ-ヿ\u3400-\u9fff\uf900-\ufaff々〆\U00020000-\U0003ffff]")
ADDRESS = re.compile(r"^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$", re.I)
DOMAIN_SLIPS = {"gmail.con": "gmail.com", "gmai.com": "gmail.com", "gmail.co.jp": "gmail.com", "gmial.com": "gmail.com", "yahoo.co.jo": "yahoo.co.jp", "yahoo.cojp": "yahoo.co.jp", "docomo.ne.jo": "docomo.ne.jp"}  # fmt: skip


class Amiss(Exception):
    """直すところ: why a cell cannot be kept as it stands, and what was probably meant."""

    def __init__(self, message_ja: str, suggestion: str = "") -> None:
        super().__init__(message_ja)
        self.message_ja = message_ja
        self.suggestion = suggestion


def tidy(text: str) -> str:
    """The same letters with their marks composed, single spaces, nothing invisible; no glyph changes."""
    seen = INVISIBLE.sub("", text)
    composed = COMPATIBLE.sub(lambda part: unicodedata.normalize("NFC", part[0]), seen)
    wide = HALF_WIDTH_KANA.sub(lambda part: unicodedata.normalize("NFKC", part[0]), composed)
    return re.sub(r"\s+", " ", wide).strip()


def says_nothing(text: str) -> bool:
    """Empty, or one of the signs for 該当なし."""
    return not text.strip() or bool(NOTHING.match(text.strip()))


def name(text: str) -> str:
    """氏名: kept exactly as it is written, 髙 and 﨑 included."""
    kept = tidy(text)
    if says_nothing(kept):
        raise Amiss(mark("氏名がありません。"))
    if LOST_LETTER.search(kept):
        raise Amiss(
            mark("保存のときに失われた文字、または外字があるようです。正しい文字を入力してください。")
        )
    if re.search(r"[0-9０-９@＠]", kept):
        raise Amiss(mark("氏名に数字や＠が入っています。"), re.sub(r"[0-9０-９@＠]", "", kept).strip())
    if POLITE.search(kept) and len(POLITE.sub("", kept)) > 1:
        raise Amiss(mark("敬称が付いているようです。"), POLITE.sub("", kept))
    return _short(kept)


def kana(text: str) -> str:
    """ふりがな: in ひらがな, from カタカナ of any width."""
    kept = jaconv.kata2hira(unicodedata.normalize("NFKC", tidy(text)))
    kept = re.sub("(?<=[ぁ-ゖ])[-‐−―—–~〜～]", "ー", kept)
    if not HIRAGANA.match(kept):
        rest = re.sub(r"[^ぁ-ゖーゝゞ・ ]", "", kept).strip()
        raise Amiss(mark("ふりがなに、かな以外の文字が入っています。"), rest)
    return _short(kept)


def email(text: str) -> str:
    """メールアドレス: half-width, without spaces; the domain in small letters."""
    plain = re.sub(r"^mailto:|\s", "", unicodedata.normalize("NFKC", tidy(text)), flags=re.I)
    local, at, domain = plain.rpartition("@")
    address = f"{local}{at}{domain.lower()}"
    if domain.lower() in DOMAIN_SLIPS:
        raise Amiss(
            mark("メールアドレスの書きまちがいのようです。"), f"{local}@{DOMAIN_SLIPS[domain.lower()]}"
        )
    well_formed = ADDRESS.match(address) and len(address) <= LONGEST_EMAIL
    if not well_formed or ".." in address or local.startswith(".") or local.endswith("."):
        raise Amiss(mark("メールアドレスの形になっていません。"), _nearest_address(plain))
    return address


def _nearest_address(text: str) -> str:
    """The first of several, with a full stop for a comma and one @ for two; empty where that is no address either."""
    for part in (*re.split(r"[;、\n]|,(?=[^,]*@)", text), text):
        tried = re.sub("@+", "@", re.sub(r"\.+", ".", part.replace(",", ".").replace("。", ".")))
        tried = tried.strip(".<>()").replace(".@", "@")
        if ADDRESS.match(tried):
            return tried
    return ""


def login_id(text: str) -> str:
    """ログインID in its normal form."""
    return normal_login_id(text)[:60]


def phone(text: str) -> str:
    """電話番号: half-width; a number whose first 0 a spreadsheet took away is asked about."""
    plain = re.sub("[‐−ー―—–~]", "-", unicodedata.normalize("NFKC", tidy(text)))
    digits = re.sub(r"\D", "", plain)
    if re.fullmatch(r"[1-9]\d{8,9}", plain):
        raise Amiss(mark("電話番号の先頭の 0 が消えているようです。"), f"0{plain}")
    if not 6 <= len(digits) <= 20 or len(plain) > 40:
        raise Amiss(mark("電話番号の形になっていません。"))
    return plain


def free_text(text: str) -> str:
    """所属, 部署 and whatever else is kept as it was written."""
    return _short(tidy(text))


def audience(text: str) -> str:
    """受講区分, as the value that is kept."""
    return _word(text, words.AUDIENCE_BY_WORD, mark("受講区分の言葉ではありません。"))


def industry(text: str) -> str:
    """業種, as the letter of 大分類."""
    found = words.industry_of(text)
    if found is None:
        raise Amiss(
            mark("日本標準産業分類の大分類にない業種です。"),
            words.closest(text, words.INDUSTRY_BY_WORD) or "",
        )
    return found


def school_type_of(names: Collection[str]) -> Callable[[str], str]:
    """校種, one of these."""
    known = words.school_types_by_word(names)
    return lambda text: _word(text, known, mark("校種の言葉ではありません。"))


def age_band(text: str) -> str:
    """年代, from a band or an age."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := re.fullmatch(r"(?:満)?(\d{1,3})\s*(?:歳|才)?", plain):
        if 10 <= int(found[1]) <= 110:
            return band_of(int(found[1]))
        raise Amiss(mark("年齢の数字ではないようです。"))
    return _word(text, words.AGE_BAND_BY_WORD, mark("年代の言葉ではありません。"))


def is_a_day(text: str) -> bool:
    """Whether what stands in the place of an 年代 is rather somebody's day of birth, or was meant to be."""
    try:
        age_band(text)
    except Amiss:
        plain = unicodedata.normalize("NFKC", text)
        try:
            parse_day(plain)
        except NoSuchDay as error:
            return bool(error.meant) or len(re.findall(r"\d", plain)) >= 4
        return True
    return False


def band_of_birth(today: date) -> Callable[[str], str]:
    """年代 from a 生年月日, counted on a day; the date itself is kept nowhere."""

    def band(text: str) -> str:
        if found := words.AGE_BAND_BY_WORD.get(words.squeeze(text)):
            return found
        try:
            age = age_on(parse_day(text), today)
        except NoSuchDay as error:
            meant = in_era(error.meant) if error.meant and error.meant <= today else ""
            raise Amiss(
                mark("この年月日はありません。元号と年を確かめ、生年月日か年代を入力してください。"), meant
            ) from None
        if not 10 <= age <= 110:
            raise Amiss(mark("生年月日から数えた年齢が、受講者の年齢ではないようです。"))
        return band_of(age)

    return band


def band_typed(today: date) -> Callable[[str], str]:
    """年代 as somebody types it into the place of a 生年月日: a band, an age, or the date once more."""
    of_birth = band_of_birth(today)

    def band(text: str) -> str:
        try:
            return age_band(text)
        except Amiss:
            return of_birth(text)

    return band


def _word(text: str, known: dict[str, str], message_ja: str) -> str:
    found = known.get(words.squeeze(text))
    if found is None:
        raise Amiss(message_ja, words.closest(text, known) or "")
    return found


def _short(text: str) -> str:
    if len(text) > LONGEST:
        raise Amiss(mark("長すぎます。200文字までにしてください。"), text[:LONGEST])
    return text

"""書かれた個人情報らしいもの: what in a text looks like a name, a phone number, an address, before it is sent anywhere.

It only asks; people decide. Numbers of lessons (1,034,814, 2026-04-01, 36.6953) are none of these.
"""

import io
import re
import tokenize
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from webapp.wording import mark


class Kind(StrEnum):
    """What it looks like: 名前, 電話番号, メールアドレス, 郵便番号, 住所."""

    NAME = "name"
    PHONE = "phone"
    MAIL = "mail"
    POSTCODE = "postcode"
    ADDRESS = "address"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _LABELS[self]


_LABELS = {
    Kind.NAME: mark("名前"),
    Kind.PHONE: mark("電話番号"),
    Kind.MAIL: mark("メールアドレス"),
    Kind.POSTCODE: mark("郵便番号"),
    Kind.ADDRESS: mark("住所"),
}


@dataclass(frozen=True)
class Found:
    """What was found, as it stands in the text."""

    kind: Kind
    quote: str


LARGEST: Final = 50_000
MOST: Final = 20

# What people write as a person's name: kanji, kanji or kana in two halves, or two capitalised words.
_HAN = r"[一-鿿々〆ヶ]"
_KANA = r"[ぁ-ゖァ-ヺー]"
_HALVES = rf"{_HAN}{{1,4}}[ \t](?:{_HAN}{{1,4}}|{_KANA}{{1,6}})|{_KANA}{{2,7}}[ \t]{_KANA}{{2,7}}"
_LATIN = r"[A-Z][a-z]+[ \t][A-Z][a-z]+"
_PERSON = rf"(?:{_HALVES}|{_LATIN}|{_HAN}{{3,6}})"
# After 「私の名前は」 one name alone is enough, and so is one in kanji and kana.
_ANY_PERSON = (
    rf"(?:{_HALVES}|{_LATIN}|{_HAN}{{1,4}}{_KANA}{{1,5}}?|{_HAN}{{2,6}}|{_KANA}{{2,8}}?|[A-Z][a-z]+)"
)
# What a sentence about columns, things or names themselves has in that place.
_NO_NAMES = re.compile(
    r"列|変数|関数|名前|氏名|表|値|何|なに|ひみつ|秘密|自由|同じ|必要|不要|大切|重要|次|以下|以上|上|下|左|右|商品|地点|市町村|県|国|店"
    r"|施設|講座|問題|答え|データ|ファイル|文字|数字|英字|英語|日本語|未定|不明|なし|省略|公開|非公開|匿名|個人情報|別|先生|生徒|学生|男|女"
    r"|一|二|三|四|小学|中学|高校"
)
_SAYS = r"(?:です|と申し|といい|と言い)"
_END = r"(?:です|だ|と申し|といい|と言い|[。、,」)\s]|$)"
_NAMES = (
    re.compile(
        rf"(?:私|わたし|ぼく|僕|俺)の(?:名前|氏名|姓名|なまえ)は[ \t]?(?P<name>{_ANY_PERSON})(?={_SAYS})"
    ),
    re.compile(rf"(?:私|わたし|ぼく|僕|俺)は[ \t]?(?P<name>{_PERSON})(?={_SAYS})"),
    re.compile(rf"(?:名前|なまえ|氏名|姓名)は[ \t]?(?P<name>{_PERSON})(?={_END})"),
    re.compile(
        rf"(?:氏名|名前|なまえ|記入者|作成者|担当者)[ \t]?[:=][ \t]?[\"'「]?(?P<name>{_PERSON}|{_HAN}{{2}}(?!{_HAN}|{_KANA}))"
    ),
    # Code and YAML are full of names that are no person's: an English label needs a name in two halves.
    re.compile(
        rf"\b[Nn](?:ame|AME)[ \t]?[:=][ \t]?[\"'「]?(?P<name>{_HAN}{{1,4}}[ 　]{_HAN}{{1,4}}|[A-Z][a-z]+ [A-Z][a-z]+)"
    ),
    re.compile(rf"\d{{1,2}}年[ \t]?\d{{1,2}}組(?:[ \t]?\d{{1,2}}番)?[ \t]?(?P<name>{_PERSON})"),
    re.compile(
        rf"(?<!{_HAN})(?P<name>{_HAN}{{2,5}})(?:さん|くん|君|ちゃん)(?=[はがとにへをもの、。]|です|$)"
    ),
    re.compile(r"\b[Mm]y name is[ \t]+(?P<name>[A-Z][a-z]+(?:[ \t][A-Z][a-z]+)?)"),
)
# Whoever is called 〜さん without a name.
_NOBODY = re.compile(
    r"^(?:皆|皆様|生徒|児童|学生|担任|校長|教頭|担当|受講者|保護者|店員|職員|患者|利用者|読者|講師|子供|子ども)$"
)

# A dash between digits however it is typed; NFKC has made full-width digits plain.
_DASH = r"[-‐‑‒–—−ー・. ]"
_PHONES = (
    re.compile(r"(?<![\d.,\-])0[5789]0[- ]?\d{4}[- ]?\d{4}(?![\d.,]\d|\d|-\d)"),
    re.compile(r"(?<![\d.,\-])0120[- ]?\d{3}[- ]?\d{3}(?![\d.,]\d|\d|-\d)"),
    re.compile(r"(?<![\d.,\-])0\d{1,4}-\d{1,4}-\d{4}(?![\d.,]\d|\d|-\d)"),
    re.compile(r"(?<![\d.,\-])0\d{1,4}\(\d{1,4}\)\d{4}(?!\d)"),
    re.compile(r"(?<![\d.,\-])\(0\d{1,4}\)[ ]?\d{1,4}-?\d{4}(?!\d)"),
    re.compile(r"(?<![\d.,])\+81[- ]?\d{1,4}[- ]?\d{1,4}[- ]?\d{4}(?!\d)"),
    re.compile(r"(?:電話|TEL|Tel|tel|携帯)(?:番号)?[::は. ]{0,3}0\d{9,10}(?!\d)"),
)
_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,6}"
)
_POSTCODES = (
    re.compile(r"〒[ ]?\d{3}-?\d{4}(?!\d)"),
    re.compile(r"郵便番号[::は ]{0,3}\d{3}-?\d{4}(?!\d)"),
    re.compile(
        r"(?<![\d\-.,])\d{3}-\d{4}(?![\d\-]|[.,]\d)(?=[ \t\n]{0,2}(?:[一-鿿]{2,3}[都道府県]|[一-鿿]{1,6}市))"
    ),
)
_NUMBER = r"(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,4})"
_ADDRESSES = (
    # 県・市・町 and then a number of a block: 富山県富山市架空町1-2-3, 富山市架空町12番地.
    re.compile(
        rf"(?:[一-鿿]{{2,3}}[都道府県])?(?!市町村)[一-鿿ァ-ヶ]{{1,6}}[市区町村郡](?!町村)[一-鿿ァ-ヶー]{{1,10}}?{_NUMBER}(?:丁目|番地|番|号|-[0-9]{{1,4}}(?:-[0-9]{{1,4}})?)"
    ),
    re.compile(
        r"(?:住所|所在地|自宅)[はが::][ \t]?[一-鿿ぁ-んァ-ヶ0-9\-]{0,6}[都道府県市区町村郡][一-鿿ぁ-んァ-ヶ0-9\-]{2,20}"
    ),
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-") | {"，": ",", "：": ":"})


def in_words(text: str) -> tuple[Found, ...]:
    """What a free text seems to hold."""
    return _kept(_found(_plain(text), names=True))


def in_code(text: str) -> tuple[Found, ...]:
    """What code seems to hold: anything in its comments; in its texts all but names, which exercises are full of."""
    comments, texts = _comments_and_texts(text[:LARGEST])
    return _kept([*_found(_plain(comments), names=True), *_found(_plain(texts), names=False)])


def without(found: tuple[Found, ...], own: str) -> tuple[Found, ...]:
    """What was found less what the lesson's own text says already."""
    plain = _plain(own)
    return tuple(one for one in found if one.quote not in plain)


def _plain(text: str) -> str:
    """Full-width digits, letters and signs as plain ones."""
    plain = unicodedata.normalize("NFKC", text[:LARGEST]).translate(_DASHES)
    # A long vowel sign between digits was meant as a dash.
    return re.sub(r"(?<=\d)ー(?=\d)", "-", plain)[:LARGEST]


def _kept(found: "Iterator[Found] | list[Found]") -> tuple[Found, ...]:
    return tuple(list(dict.fromkeys(found))[:MOST])


def _found(text: str, *, names: bool) -> Iterator[Found]:
    for line in text.splitlines():
        line = line[:1_000]
        if names:
            yield from _names(line)
        yield from _all(Kind.MAIL, (_MAIL,), line)
        yield from _all(Kind.PHONE, _PHONES, line)
        yield from _all(Kind.POSTCODE, _POSTCODES, line)
        yield from _all(Kind.ADDRESS, _ADDRESSES, line)


def _all(kind: Kind, patterns: tuple[re.Pattern[str], ...], line: str) -> Iterator[Found]:
    for pattern in patterns:
        for found in pattern.finditer(line):
            yield Found(kind, found[0].strip())


def _names(line: str) -> Iterator[Found]:
    for pattern in _NAMES:
        for found in pattern.finditer(line):
            name = found["name"].strip()
            if not _NO_NAMES.match(name) and not _NOBODY.match(name):
                yield Found(Kind.NAME, found[0].strip())


def _comments_and_texts(code: str) -> tuple[str, str]:
    """The comments of some code, and its texts; code that is no Python yet is taken line by line."""
    comments: list[str] = []
    texts: list[str] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.COMMENT:
                comments.append(token.string)
            elif token.type == tokenize.STRING or tokenize.tok_name[token.type] == "FSTRING_MIDDLE":
                texts.append(token.string)
    except (tokenize.TokenError, SyntaxError, ValueError):
        # What stands after a # may be a comment, and all else a text.
        lines = [line.partition("#") for line in code.splitlines()]
        return "\n".join(line[2] for line in lines), "\n".join(line[0] for line in lines)
    return "\n".join(comments), "\n".join(texts)

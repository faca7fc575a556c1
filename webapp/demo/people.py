"""架空の人々: invented people with a name, a work and a home, drawn in the same order every time."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from webapp.demo.places import Places
from webapp.programme.audience import Audience

# Family names that nobody bears: whoever prints a list sees at once that it is made up.
FAMILY_NAMES = (
    ("架空", "かくう"),
    ("仮名", "かりな"),
    ("見本", "みほん"),
    ("例示", "れいじ"),
    ("試作", "しさく"),
    ("雛形", "ひながた"),
    ("空想", "くうそう"),
    ("想像", "そうぞう"),
    ("夢想", "むそう"),
    ("幻村", "まぼろしむら"),
    ("絵空", "えそら"),
    ("仮想", "かそう"),
    ("模型", "もけい"),
    ("手本", "てほん"),
    ("下書", "したがき"),
    ("練習", "れんしゅう"),
    ("筋書", "すじがき"),
    ("物語", "ものがたり"),
    ("作話", "さくわ"),
    ("虚構", "きょこう"),
)
GIVEN_NAMES = (
    ("陽菜", "ひな"),
    ("蓮", "れん"),
    ("結", "ゆい"),
    ("湊", "みなと"),
    ("紬", "つむぎ"),
    ("樹", "いつき"),
    ("咲良", "さくら"),
    ("大和", "やまと"),
    ("凛", "りん"),
    ("悠真", "ゆうま"),
    ("美月", "みつき"),
    ("颯太", "そうた"),
    ("詩", "うた"),
    ("朝陽", "あさひ"),
    ("楓", "かえで"),
    ("健", "たけし"),
    ("直子", "なおこ"),
    ("誠", "まこと"),
    ("由美", "ゆみ"),
    ("隆", "たかし"),
    ("恵子", "けいこ"),
    ("浩", "ひろし"),
    ("真理", "まり"),
    ("勉", "つとむ"),
    ("千代", "ちよ"),
    ("学", "まなぶ"),
    ("静", "しずか"),
    ("修", "おさむ"),
    ("幸", "さち"),
    ("実", "みのる"),
    ("望", "のぞみ"),
    ("豊", "ゆたか"),
    ("光", "ひかり"),
    ("進", "すすむ"),
    ("希", "のぞみ"),
    ("守", "まもる"),
    ("文", "ふみ"),
    ("歩", "あゆむ"),
    ("泉", "いずみ"),
    ("巧", "たくみ"),
    ("桜", "さくら"),
    ("潤", "じゅん"),
    ("遥", "はるか"),
    ("航", "わたる"),
    ("澪", "みお"),
    ("剛", "つよし"),
    ("灯", "あかり"),
    ("司", "つかさ"),
)
# 日本標準産業分類 大分類; public servants are S, teachers O.
PRIVATE_INDUSTRIES = (
    "D",
    "E",
    "E",
    "E",
    "G",
    "G",
    "H",
    "I",
    "I",
    "J",
    "K",
    "L",
    "M",
    "N",
    "P",
    "P",
    "Q",
    "R",
)
AGE_BANDS = (("20代以下", 3), ("30代", 6), ("40代", 7), ("50代", 5), ("60代以上", 1), ("回答しない", 1))


@dataclass(frozen=True)
class Person:
    """One invented person; `diligence` is how likely they are to come to a meeting."""

    number: int
    name: str
    name_kana: str
    audience: Audience
    industry: str | None
    school_type: str | None
    school: str | None
    organisation: str | None
    age_band: str
    residence_code5: str | None
    workplace_code5: str | None
    diligence: float


def invent_people(dice: random.Random) -> Iterator[tuple[int, str, str]]:
    """Hand out numbers and names for ever; a name comes back only when all have been used."""
    names = [(f"{f} {g}", f"{fk} {gk}") for f, fk in FAMILY_NAMES for g, gk in GIVEN_NAMES]
    dice.shuffle(names)
    number = 0
    while True:
        name, kana = names[number % len(names)]
        number += 1
        yield number, name, kana


def invent_person(
    identity: tuple[int, str, str], audience: Audience, dice: random.Random, places: Places
) -> Person:
    """Give an identity a work and a home that suit the audience (受講区分)."""
    number, name, kana = identity
    residence = _draw_town(number, dice, places)
    teaches = audience is Audience.TEACHER
    school_type = _draw(places.school_types, dice) if teaches else None
    return Person(
        number,
        name,
        kana,
        audience,
        _industry_of(audience, dice),
        school_type,
        f"架空第{dice.randint(1, 9)}{school_type}" if teaches else None,
        _organisation_of(audience, dice),
        _draw(AGE_BANDS, dice),
        residence,
        # Most people work where they live; some did not say where (不明).
        residence if dice.random() < 0.7 else _draw_town(0, dice, places),
        0.97 if dice.random() < 0.72 else dice.uniform(0.25, 0.7),
    )


def _draw_town(number: int, dice: random.Random, places: Places) -> str | None:
    drawn = dice.choices(places.towns, places.weights)[0].code5
    # The village is so small that only a few of all people can live there: it is what small cells are tried on.
    if number and number % 97 == 5:
        return places.village.code5
    return None if dice.random() < 0.02 else drawn


def _industry_of(audience: Audience, dice: random.Random) -> str | None:
    if audience is Audience.PUBLIC_SERVANT:
        return "S"
    if audience is Audience.TEACHER:
        return "O"
    return None if dice.random() < 0.03 else dice.choice(PRIVATE_INDUSTRIES)


def _organisation_of(audience: Audience, dice: random.Random) -> str | None:
    if audience is Audience.PUBLIC_SERVANT:
        return "架空県庁" if dice.random() < 0.5 else "架空市役所"
    if audience in (Audience.PRIVATE, Audience.EXECUTIVE):
        return f"株式会社架空{dice.randint(1, 60):02d}"
    return None


def _draw(weighted: tuple[tuple[str, int], ...], dice: random.Random) -> str:
    return dice.choices([word for word, _ in weighted], [weight for _, weight in weighted])[0]

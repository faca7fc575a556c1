"""地域パック: everything that one prefecture has and another has not, read from a folder of data files."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from webapp.cannot_start import CannotStart
from webapp.census import Census, read_census
from webapp.region_files import entry, read_toml, rows, wrong

SHIPPED = Path(__file__).resolve().parent / "regions"
USUAL = "toyama"
USUAL_THRESHOLDS: Mapping[str, int] = {"council": 5, "public": 10}
REAL_PREFECTURES = range(1, 48)
CHECK_WEIGHTS = (6, 5, 4, 3, 2)


@dataclass(frozen=True)
class Words:
    """The same words in Japanese and in English."""

    ja: str
    en: str


@dataclass(frozen=True)
class Town:
    """市町村: its 団体コード (five and six digits), names, and the area (圏域) it belongs to."""

    code5: str
    code6: str
    name_ja: str
    name_en: str
    area: str


@dataclass(frozen=True)
class SchoolType:
    """校種: a kind of school, by its Japanese name."""

    name_ja: str
    name_en: str


@dataclass(frozen=True)
class Contact:
    """問い合わせ先: an office that answers."""

    name: Words
    mail: str
    phone: str = ""
    hours: Words = Words("", "")


@dataclass(frozen=True)
class Region:
    """地域: a prefecture as pages, forms and reports speak of it."""

    folder: Path
    prefecture: Words
    partnership: Words
    council: Words
    footer: Words
    brand: Words
    line: Words
    icon: Path
    areas: tuple[Words, ...]
    towns: tuple[Town, ...]
    school_types: tuple[SchoolType, ...]
    contact: Contact
    contacts: Mapping[str, Contact]  # by the slug of a partner that has an office of its own
    census: Census = field(default_factory=Census)
    # 秘匿: a count of fewer people is not printed, for papers of the council and for the public; the finest first.
    thresholds: Mapping[str, int] = field(default_factory=lambda: USUAL_THRESHOLDS)

    @property
    def school_type_names(self) -> list[str]:
        """校種の名前, as they are kept with a person."""
        return [kind.name_ja for kind in self.school_types]

    def contact_of(self, partner: str) -> Contact:
        """Whom to ask about what this partner (連携機関) hosts."""
        return self.contacts.get(partner, self.contact)

    def area_of(self, name: str) -> Words:
        """An area (圏域) in both languages."""
        return next((area for area in (*self.areas, ELSEWHERE_AREA) if area.ja == name), Words(name, name))


ELSEWHERE_AREA = Words("県外", "Outside the prefecture")
# Nobody's code: people from elsewhere are one category, as in every table of the council.
ELSEWHERE = Town("00000", "000000", ELSEWHERE_AREA.ja, ELSEWHERE_AREA.en, ELSEWHERE_AREA.ja)


def load_region(named: str = "") -> Region:
    """Read a shipped pack by its name, or one in a folder by its path; raises CannotStart with the sentence to show."""
    folder = _folder(named or USUAL)
    told = read_toml(folder / "region.toml")
    areas = tuple(_words(folder, area, "areas") for area in entry(folder, told, "areas", list))
    brand = entry(folder, told, "brand", dict)
    return Region(
        folder=folder,
        prefecture=_words(folder, told, "prefecture"),
        partnership=_words(folder, told, "partnership"),
        council=_words(folder, told, "council"),
        footer=_words(folder, told, "footer"),
        brand=_words(folder, brand, "name"),
        line=_words(folder, brand, "line"),
        icon=_icon(folder, told),
        areas=areas,
        towns=tuple(_towns(folder, {area.ja for area in areas})),
        school_types=tuple(_school_types(folder)),
        contact=_contact(folder, entry(folder, told, "contact", dict)),
        contacts={slug: _contact(folder, entry) for slug, entry in told.get("contacts", {}).items()},
        census=read_census(folder),
        thresholds=_thresholds(folder, told.get("disclosure", USUAL_THRESHOLDS)),
    )


def check_digit(code5: str) -> str:
    """検査数字 of a 団体コード, by the rule of 総務省."""
    total = sum(int(digit) * weight for digit, weight in zip(code5, CHECK_WEIGHTS, strict=True))
    return str((11 - total % 11) % 10)


def _folder(named: str) -> Path:
    shipped = {folder.name for folder in SHIPPED.iterdir() if (folder / "region.toml").is_file()}
    folder = SHIPPED / named if named in shipped else Path(named).expanduser()
    if not (folder / "region.toml").is_file():
        raise CannotStart(
            f"TATEYAMA_REGION={named} という地域パックはありません。{'・'.join(sorted(shipped))} のどれか、"
            "または region.toml のあるフォルダを指定してください。"
            f" / There is no region pack {named}: name one of {', '.join(sorted(shipped))},"
            " or a folder with a region.toml."
        )
    return folder.resolve()


def _words(folder: Path, told: Mapping[str, Any], key: str) -> Words:
    found = told if key == "areas" else told.get(key)
    ja, en = (found.get("ja"), found.get("en")) if isinstance(found, Mapping) else (None, None)
    if not (isinstance(ja, str) and ja.strip() and isinstance(en, str) and en.strip()):
        raise wrong(folder / "region.toml", f"{key} に ja と en が必要です", f"{key} needs ja and en")
    return Words(ja, en)


def _thresholds(folder: Path, told: Any) -> dict[str, int]:
    given = told if isinstance(told, Mapping) else {}
    council, public = given.get("council"), given.get("public")
    if not (isinstance(council, int) and isinstance(public, int) and 2 <= council <= public):
        raise wrong(
            folder / "region.toml",
            "disclosure に council と public を、2以上の整数で、public を council 以上に書きます",
            "disclosure needs council and public, whole numbers from 2, public no less than council",
        )
    return {"council": council, "public": public}


def _contact(folder: Path, told: Mapping[str, Any]) -> Contact:
    hours = _words(folder, told, "hours") if "hours" in told else Words("", "")
    mail = entry(folder, told, "mail", str)
    return Contact(_words(folder, told, "name"), mail, str(told.get("phone", "")), hours)


def _icon(folder: Path, told: Mapping[str, Any]) -> Path:
    file: Path = folder / Path(entry(folder, told, "icon", str)).name
    if file.suffix != ".svg" or not file.is_file():
        raise wrong(file, "SVG の印がありません", "there is no such SVG icon")
    return file


def _towns(folder: Path, areas: set[str]) -> Iterator[Town]:
    file = folder / "municipalities.csv"
    seen: set[str] = {ELSEWHERE.code5, ELSEWHERE.code6}
    for row in rows(file, ("code5", "code6", "name_ja", "name_en", "area")):
        town = Town(*row)
        if not re.fullmatch("[0-9]{5}", town.code5) or not re.fullmatch(town.code5 + "[0-9]", town.code6):
            raise wrong(
                file, f"団体コード {town.code5} が違います", f"code {town.code5} is no 5 and 6 digits"
            )
        real = int(town.code5[:2]) in REAL_PREFECTURES
        if real and town.code6 != town.code5 + check_digit(town.code5):
            raise wrong(
                file, f"{town.code6} の検査数字が違います", f"the check digit of {town.code6} is wrong"
            )
        if seen & {town.code5, town.code6}:
            raise wrong(file, f"{town.code5} が二度あります", f"{town.code5} stands twice")
        if town.area not in areas:
            raise wrong(
                file, f"圏域「{town.area}」が region.toml にありません", f"no area {town.area} in region.toml"
            )
        seen |= {town.code5, town.code6}
        yield town


def _school_types(folder: Path) -> Iterator[SchoolType]:
    file = folder / "school_types.csv"
    seen: set[str] = set()
    for row in rows(file, ("name_ja", "name_en")):
        if row[0] in seen:
            raise wrong(file, f"「{row[0]}」が二度あります", f"{row[0]} stands twice")
        seen.add(row[0])
        yield SchoolType(*row)

"""地域パック: everything that one prefecture has and another has not, read from a folder of data files."""

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from webapp.cannot_start import CannotStart

SHIPPED = Path(__file__).resolve().parent / "regions"
USUAL = "toyama"
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
    census_year: int | None = None
    populations: Mapping[str, int] = field(default_factory=dict)  # 国勢調査の人口 by 団体コード

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
    told = _read_toml(folder / "region.toml")
    areas = tuple(_words(folder, area, "areas") for area in _entry(folder, told, "areas", list))
    brand = _entry(folder, told, "brand", dict)
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
        contact=_contact(folder, _entry(folder, told, "contact", dict)),
        contacts={slug: _contact(folder, entry) for slug, entry in told.get("contacts", {}).items()},
        populations=_populations(folder),
        census_year=_census_year(folder),
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


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(file, f"読めません（{error}）", f"cannot be read ({error})") from error


def _entry(folder: Path, told: Mapping[str, Any], key: str, kind: type) -> Any:
    if not isinstance(told.get(key), kind) or not told[key]:
        raise _wrong(folder / "region.toml", f"{key} がありません", f"{key} is missing")
    return told[key]


def _words(folder: Path, told: Mapping[str, Any], key: str) -> Words:
    found = told if key == "areas" else told.get(key)
    ja, en = (found.get("ja"), found.get("en")) if isinstance(found, Mapping) else (None, None)
    if not (isinstance(ja, str) and ja.strip() and isinstance(en, str) and en.strip()):
        raise _wrong(folder / "region.toml", f"{key} に ja と en が必要です", f"{key} needs ja and en")
    return Words(ja, en)


def _contact(folder: Path, told: Mapping[str, Any]) -> Contact:
    hours = _words(folder, told, "hours") if "hours" in told else Words("", "")
    mail = _entry(folder, told, "mail", str)
    return Contact(_words(folder, told, "name"), mail, str(told.get("phone", "")), hours)


def _icon(folder: Path, told: Mapping[str, Any]) -> Path:
    file: Path = folder / Path(_entry(folder, told, "icon", str)).name
    if file.suffix != ".svg" or not file.is_file():
        raise _wrong(file, "SVG の印がありません", "there is no such SVG icon")
    return file


def _towns(folder: Path, areas: set[str]) -> Iterator[Town]:
    file = folder / "municipalities.csv"
    seen: set[str] = {ELSEWHERE.code5, ELSEWHERE.code6}
    for row in _rows(file, ("code5", "code6", "name_ja", "name_en", "area")):
        town = Town(*row)
        if not re.fullmatch("[0-9]{5}", town.code5) or not re.fullmatch(town.code5 + "[0-9]", town.code6):
            raise _wrong(
                file, f"団体コード {town.code5} が違います", f"code {town.code5} is no 5 and 6 digits"
            )
        real = int(town.code5[:2]) in REAL_PREFECTURES
        if real and town.code6 != town.code5 + check_digit(town.code5):
            raise _wrong(
                file, f"{town.code6} の検査数字が違います", f"the check digit of {town.code6} is wrong"
            )
        if seen & {town.code5, town.code6}:
            raise _wrong(file, f"{town.code5} が二度あります", f"{town.code5} stands twice")
        if town.area not in areas:
            raise _wrong(
                file, f"圏域「{town.area}」が region.toml にありません", f"no area {town.area} in region.toml"
            )
        seen |= {town.code5, town.code6}
        yield town


def _populations(folder: Path) -> dict[str, int]:
    """国勢調査の人口 by 団体コード; a pack may have none, and then nothing is counted per 10,000 people."""
    return {code5: _number(folder, number) for code5, number, _year in _census(folder)}


def _census_year(folder: Path) -> int | None:
    years = {_number(folder, year) for _code, _population, year in _census(folder)}
    if len(years) > 1:
        raise _wrong(
            folder / "population.csv", "国勢調査の年は一つだけにします", "has more than one census year"
        )
    return years.pop() if years else None


def _census(folder: Path) -> list[tuple[str, ...]]:
    file = folder / "population.csv"
    return _rows(file, ("code5", "population", "census_year")) if file.is_file() else []


def _number(folder: Path, text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise _wrong(
            folder / "population.csv",
            f"「{text}」は正の整数ではありません",
            f"{text} is no whole number above 0",
        )
    return int(text)


def _school_types(folder: Path) -> Iterator[SchoolType]:
    file = folder / "school_types.csv"
    seen: set[str] = set()
    for row in _rows(file, ("name_ja", "name_en")):
        if row[0] in seen:
            raise _wrong(file, f"「{row[0]}」が二度あります", f"{row[0]} stands twice")
        seen.add(row[0])
        yield SchoolType(*row)


def _rows(file: Path, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _wrong(file, "読めません", "cannot be read") from error
    found = [tuple((row.get(column) or "").strip() for column in columns) for row in rows]
    if not found or not all(all(row) for row in found):
        wanted = ", ".join(columns)
        raise _wrong(file, f"{wanted} の列にすべて値が必要です", f"every row needs {wanted}")
    return found


def _wrong(file: Path, ja: str, en: str) -> CannotStart:
    return CannotStart(
        f"地域パックの {file} を直してください: {ja}。 / Mend {file} of the region pack: {en}."
    )

"""和暦の日付: days as people in offices write them, and ages in bands; an era that had no such year is refused."""

import re
import unicodedata
from datetime import date, timedelta

# First and last day of each era.
ERAS = {
    "明治": ("M", date(1868, 10, 23), date(1912, 7, 29)),
    "大正": ("T", date(1912, 7, 30), date(1926, 12, 24)),
    "昭和": ("S", date(1926, 12, 25), date(1989, 1, 7)),
    "平成": ("H", date(1989, 1, 8), date(2019, 4, 30)),
    "令和": ("R", date(2019, 5, 1), date.max),
}
LETTERS = {letter: name for name, (letter, _first, _last) in ERAS.items()}
SHORT = {name[0]: name for name in ERAS}
WRITTEN = re.compile(
    r"^(?P<era>明治|大正|昭和|平成|令和|明|大|昭|平|令|[MTSHR])?\s*\.?(?P<year>元|\d{1,4})\s*(?:年|[./\-])\s*"
    r"(?:(?P<month>\d{1,2})\s*(?:月|[./\-])\s*(?:(?P<day>\d{1,2})\s*日?)?)?\s*(?:生(?:まれ)?)?(?:\s00:00:00)?$"
)
ERA_YEAR = re.compile(r"^(?P<era>明治|大正|昭和|平成|令和|[MTSHR])\s*(?P<year>元|\d{1,2})$")
EIGHT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
SERIAL = re.compile(r"^\d{4,5}(?:\.0+)?$")
SERIAL_DAY_0 = date(1899, 12, 30)
OLDEST, YOUNGEST_SERIAL = 7000, 60000  # 1919 and 2064


class NoSuchDay(ValueError):
    """No such day: 平成40年, 2月30日, or no date at all; `meant` where another era had it."""

    def __init__(self, written: str, meant: date | None = None) -> None:
        super().__init__(written)
        self.meant = meant


def parse_day(text: str) -> date:
    """令和5年4月1日, R5.4.1, 昭和50年, H1/1/8, 2023/4/1, 20230401 or a spreadsheet's serial number.

    A day or month that is not said is the first. Raises NoSuchDay.
    """
    plain = re.sub(r"\s*[(（][月火水木金土日][)）]", "", unicodedata.normalize("NFKC", text)).strip().upper()
    if found := EIGHT.match(plain):
        return _day(*(int(part) for part in found.groups()))
    if SERIAL.match(plain):
        return _of_serial(int(float(plain)))
    found = WRITTEN.match(plain) or ERA_YEAR.match(plain)
    if found is None:
        raise NoSuchDay(text)
    parts = found.groupdict()
    month, day = int(parts.get("month") or 1), int(parts.get("day") or 1)
    if parts["era"] is None:
        if parts["year"] == "元" or len(parts["year"]) != 4:
            raise NoSuchDay(text)
        return _day(int(parts["year"]), month, day)
    return _in_era(parts["era"], parts["year"], month, day, said=parts.get("month") is not None)


def _in_era(era: str, written: str, month: int, day: int, *, said: bool) -> date:
    name = LETTERS.get(era) or SHORT.get(era) or era
    _letter, first, last = ERAS[name]
    number = 1 if written == "元" else int(written)
    if number < 1:
        raise NoSuchDay(f"{name}{number}年")
    year = first.year + number - 1
    # 昭和元年 alone means its first day; 昭和元年1月 never was.
    when = _day(year, month, day) if said else max(_day(year, 1, 1), first)
    if not first <= when <= last:
        raise NoSuchDay(f"{name}{number}年", when)
    return when


def in_era(day: date) -> str:
    """昭和65年4月1日 as it should have been written: 平成2年4月1日."""
    name, first = next((name, first) for name, (_letter, first, last) in ERAS.items() if first <= day <= last)
    number = day.year - first.year + 1
    return f"{name}{'元' if number == 1 else number}年{day.month}月{day.day}日"


def _of_serial(number: int) -> date:
    if not OLDEST <= number <= YOUNGEST_SERIAL:
        raise NoSuchDay(str(number))
    return SERIAL_DAY_0 + timedelta(days=number)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay(f"{year}-{month}-{day}") from None


def age_on(born: date, when: date) -> int:
    """満年齢 on a day."""
    return when.year - born.year - ((when.month, when.day) < (born.month, born.day))


def band_of(age: int) -> str:
    """年代 of an age: 20代以下 to 60代以上."""
    if age < 30:
        return "20代以下"
    return "60代以上" if age >= 60 else f"{age // 10 * 10}代"

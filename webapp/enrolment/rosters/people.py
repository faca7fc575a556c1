"""一行から一人: the cells of a row as a person whom we could enrol, and what has to be mended before."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from webapp.enrolment.operations import PersonAttributes
from webapp.enrolment.rosters import cells
from webapp.enrolment.rosters.columns import Field
from webapp.enrolment.rosters.towns import Towns
from webapp.programme.audience import Audience
from webapp.programme.industries import INDUSTRIES
from webapp.wording import mark

WORKS_THERE = (Audience.PRIVATE, Audience.PUBLIC_SERVANT, Audience.EXECUTIVE)
FREE = (Field.ORGANISATION, Field.SECTION, Field.TITLE, Field.JOB, Field.SCHOOL, Field.SUBJECT, Field.NOTE)
NO_KANA = mark("ふりがながありません。")


@dataclass(frozen=True)
class Problem:
    """直すところ: a field of a row, what is wrong with it, and what was probably meant."""

    field: str
    message_ja: str
    suggestion: str = ""

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the row."""
        return asdict(self)


@dataclass(frozen=True)
class Person:
    """名簿の一人: what a row says of somebody, in the form in which it would be kept."""

    name: str = ""
    kana: str = ""
    email: str = ""
    login_id: str = ""
    audience: Audience = Audience.OTHER
    organisation: str = ""
    section: str = ""
    title: str = ""
    industry: str = ""
    job: str = ""
    workplace: str = ""
    residence: str = ""
    school_type: str = ""
    school: str = ""
    subject: str = ""
    age_band: str = ""
    phone: str = ""
    note: str = ""

    def attributes(self) -> PersonAttributes:
        """年度の属性: what reports may ask; empty is 不明."""
        return PersonAttributes(
            audience=self.audience,
            residence_code5=self.residence or None,
            workplace_code5=self.workplace or None,
            industry=self.industry or None,
            school_type=self.school_type or None,
            age_band=self.age_band or None,
            organisation=self.organisation or None,
            school=self.school or None,
        )

    def profile(self) -> dict[str, Any]:
        """What only the office wants to know, kept with the application."""
        told = {
            key: getattr(self, key) for key in ("organisation", "section", "title", "job", "subject", "note")
        }
        return {key: value for key, value in told.items() if value}


@dataclass(frozen=True)
class Reader:
    """How the rows of one roster are read: what its offering presumes, which towns and kinds of school there
    are, which day it is."""

    towns: Towns
    audience: Audience
    day: date
    asks_kana: bool
    school_types: Collection[str]

    def read(self, raw: Mapping[Field, str]) -> tuple[Person, list[Problem]]:
        """The person of a row, and every cell that has to be mended."""
        problems: list[Problem] = []

        def take(field: Field, tidy: Callable[[str], str], text: str | None = None) -> str:
            given = raw.get(field, "") if text is None else text
            if field is not Field.NAME and cells.says_nothing(given):
                return ""
            try:
                return tidy(given)
            except cells.Amiss as amiss:
                problems.append(Problem(field.value, amiss.message_ja, self._shown(field, amiss.suggestion)))
                return ""

        name = take(Field.NAME, cells.name, whole_of(raw, Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME))
        kana = take(Field.KANA, cells.kana, whole_of(raw, Field.KANA, Field.FAMILY_KANA, Field.GIVEN_KANA))
        if self.asks_kana and not kana and not problems and cells.JAPANESE.search(name):
            problems.append(Problem(Field.KANA.value, NO_KANA))
        audience = Audience(take(Field.AUDIENCE, cells.audience) or self.audience)
        town = take(Field.MUNICIPALITY, self.towns.code_of)
        works = audience in WORKS_THERE
        person = Person(
            name=name,
            kana=kana,
            email=take(Field.EMAIL, cells.email),
            login_id=take(Field.LOGIN_ID, cells.login_id),
            audience=audience,
            industry=take(Field.INDUSTRY, cells.industry) or self._industry_of(audience),
            workplace=take(Field.WORKPLACE, self.towns.code_of) or (town if works else ""),
            residence=take(Field.RESIDENCE, self.towns.code_of) or ("" if works else town),
            school_type=take(Field.SCHOOL_TYPE, cells.school_type_of(self.school_types)),
            age_band=take(Field.BIRTH_DATE, cells.band_of_birth(self.day))
            or take(Field.AGE_BAND, cells.age_band),
            phone=take(Field.PHONE, cells.phone),
            **{field.value: take(field, cells.free_text) for field in FREE},
        )
        return person, problems

    def _shown(self, field: Field, suggestion: str) -> str:
        """A suggestion in the words that a person would type."""
        if field is Field.INDUSTRY:
            return INDUSTRIES.get(suggestion, suggestion)
        if field is Field.AUDIENCE:
            return Audience(suggestion or self.audience).label_ja
        return suggestion

    @staticmethod
    def _industry_of(audience: Audience) -> str:
        """県・市町村職員 are 公務 and teachers 教育 in every table of the council."""
        return {Audience.PUBLIC_SERVANT: "S", Audience.TEACHER: "O"}.get(audience, "")


def whole_of(raw: Mapping[Field, str], whole: Field, first: Field, second: Field) -> str:
    """A whole name, or 姓 and 名 with a space between."""
    if raw.get(whole):
        return raw[whole]
    return " ".join(part for part in (raw.get(first, ""), raw.get(second, "")) if part)

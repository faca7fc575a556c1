"""申込の内容: what the form asks beside name and address, and of whom."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from webapp.enrolment.operations import PersonAttributes
from webapp.programme.audience import Audience
from webapp.wording import mark

AGE_BANDS = {
    "20代以下": mark("20代以下"),
    "30代": mark("30代"),
    "40代": mark("40代"),
    "50代": mark("50代"),
    "60代以上": mark("60代以上"),
    "回答しない": mark("回答しない"),
}
EXPERIENCES = {
    "none": mark("まったく初めて"),
    "spreadsheet": mark("表計算ソフトで集計したことがある"),
    "some": mark("プログラミングを少ししたことがある"),
    "work": mark("仕事や授業でプログラミングを使っている"),
}
MOTIVES = {
    "work": mark("いまの仕事に生かしたい"),
    "lesson": mark("授業や学校の仕事に生かしたい"),
    "change": mark("新しい仕事に就きたい"),
    "ordered": mark("職場や学校から勧められた"),
    "interest": mark("関心がある"),
    "other": mark("その他"),
}
DEVICES = {
    "own": mark("自分のパソコン"),
    "work": mark("職場のパソコン（一般の回線）"),
    "office_lan": mark("職場のパソコン（庁内LAN・校内LAN）"),
    "phone": mark("スマートフォンやタブレットだけ"),
    "unsure": mark("わからない"),
}


@dataclass(frozen=True)
class Profile:
    """申込の内容: keys of the lists above, codes of towns, and words as they were typed."""

    audience: Audience
    organisation: str = ""
    section: str = ""
    title: str = ""
    industry: str | None = None
    occupation: str = ""
    workplace_code5: str | None = None
    residence_code5: str | None = None
    school_type: str | None = None
    school: str = ""
    subject: str = ""
    age_band: str | None = None
    experience: str | None = None
    motives: tuple[str, ...] = ()
    motive_text: str = ""
    needs: str = ""
    channels: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    accommodation: str = ""
    is_minor: bool = False

    def as_data(self) -> dict[str, Any]:
        """For keeping with the application (JSON)."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in vars(self).items()
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Profile":
        """Read what `as_data` wrote; fields that did not exist then get their usual value."""
        known = {field.name for field in fields(cls)} - {"audience"}
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in data.items()
            if name in known
        }
        return cls(Audience(str(data.get("audience", Audience.OTHER))), **given)

    def attributes(self) -> PersonAttributes:
        """年度の属性 as reports ask about them; teachers and public servants have their industry by what they are."""
        industry = {Audience.PUBLIC_SERVANT: "S", Audience.TEACHER: "O"}.get(self.audience, self.industry)
        return PersonAttributes(
            self.audience,
            residence_code5=self.residence_code5,
            workplace_code5=self.workplace_code5,
            industry=industry,
            school_type=self.school_type,
            age_band=self.age_band,
            organisation=self.organisation or None,
            school=self.school or None,
        )


# Always asked and always to be answered; everything that a form asks beyond these is optional (任意).
REQUIRED_OF_ALL = ("experience", "channels")
REQUIRED = {
    Audience.PRIVATE: ("organisation", "industry", "workplace_code5"),
    Audience.PUBLIC_SERVANT: ("organisation", "section", "workplace_code5"),
    Audience.TEACHER: ("school_type", "school", "workplace_code5"),
    Audience.EXECUTIVE: ("organisation", "title", "industry", "workplace_code5"),
    Audience.OTHER: ("residence_code5",),
}
OPTIONAL_OF_ALL = ("motives", "needs", "age_band", "devices", "accommodation")
OPTIONAL = {
    Audience.PRIVATE: ("section", "title", "occupation", "residence_code5"),
    Audience.PUBLIC_SERVANT: ("title", "occupation", "residence_code5"),
    Audience.TEACHER: ("subject", "residence_code5"),
    Audience.EXECUTIVE: ("residence_code5",),
    Audience.OTHER: ("organisation", "occupation", "workplace_code5"),
}


def required_of(audience: Audience) -> tuple[str, ...]:
    """必須: the fields that somebody of this 受講区分 has to answer."""
    return REQUIRED[audience] + REQUIRED_OF_ALL


def optional_of(audience: Audience) -> tuple[str, ...]:
    """任意: the fields that they may answer."""
    return OPTIONAL[audience] + OPTIONAL_OF_ALL

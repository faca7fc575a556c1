"""申込フォームの項目: what each field is called, what may stand in it and how long it may be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from webapp.enrolment.applying.profile import AGE_BANDS, DEVICES, EXPERIENCES, MOTIVES, Profile
from webapp.programme.industries import INDUSTRIES
from webapp.programme.outreach.channels import CHANNELS
from webapp.wording import mark


class Kind(StrEnum):
    """How a field is answered: a line, several lines, one of a list, some of a list."""

    LINE = "line"
    LINES = "lines"
    ONE_OF = "one_of"
    SOME_OF = "some_of"


@dataclass(frozen=True)
class Field:
    """項目: one question of the form."""

    name: str
    label_ja: str
    kind: Kind = Kind.LINE
    longest: int = 200
    # Value → label_ja; empty where the region pack has the list (towns, kinds of school).
    options: Mapping[str, str] = field(default_factory=dict)
    hint_ja: str = ""
    autocomplete: str = "off"


_FIELDS = (
    Field("organisation", mark("勤務先・団体の名称"), autocomplete="organization"),
    Field("section", mark("部署")),
    Field("title", mark("役職"), autocomplete="organization-title"),
    Field("industry", mark("業種"), Kind.ONE_OF, options=INDUSTRIES),
    Field("occupation", mark("職種（例: 営業、製造、経理）")),
    Field("workplace_code5", mark("勤務先の市町村"), Kind.ONE_OF),
    Field("residence_code5", mark("お住まいの市町村"), Kind.ONE_OF),
    Field("school_type", mark("校種"), Kind.ONE_OF),
    Field("school", mark("学校・園の名称")),
    Field("subject", mark("担当教科")),
    Field("age_band", mark("年代"), Kind.ONE_OF, options=AGE_BANDS),
    Field("experience", mark("プログラミングの経験"), Kind.ONE_OF, options=EXPERIENCES),
    Field("motives", mark("受講の動機（いくつでも）"), Kind.SOME_OF, options=MOTIVES),
    Field("needs", mark("仕事や授業で困っていること、学びたいこと"), Kind.LINES, longest=1000),
    Field("channels", mark("講座を何で知りましたか（いくつでも）"), Kind.SOME_OF, options=CHANNELS),
    Field("devices", mark("使う予定の機器（いくつでも）"), Kind.SOME_OF, options=DEVICES),
    Field(
        "accommodation",
        mark("受講にあたって配慮してほしいこと"),
        Kind.LINES,
        longest=1000,
        hint_ja=mark("講座の担当者だけが読みます。病名などは書かなくてもかまいません。"),
    ),
)
FIELDS: Mapping[str, Field] = {known.name: known for known in _FIELDS}


def answered(profile: Profile) -> Iterator[tuple[Field, tuple[str, ...]]]:
    """回答のあった項目: each field that somebody answered, with what they chose or wrote."""
    for known in FIELDS.values():
        value = getattr(profile, known.name)
        if value:
            yield known, value if isinstance(value, tuple) else (value,)

"""デモの利用者: the nine people whom a visitor may sign in as."""

from dataclasses import dataclass

from webapp.enrolment.models import Role
from webapp.programme.audience import Audience

PASSWORD = "tateyama-demo"  # noqa: S105 - printed at start-up; a demo refuses any address but loopback


@dataclass(frozen=True)
class Account:
    """One demo account: a role, and for a coordinator (事務局) the partner for whom they work."""

    login_id: str
    name: str
    name_kana: str
    role: Role
    label_ja: str
    label_en: str
    partner: str | None = None
    audience: Audience | None = None


ACCOUNTS = (
    Account("aoi", "架空 葵", "かくう あおい", Role.LEARNER, "受講者", "learner", audience=Audience.PRIVATE),
    Account(
        "yui", "架空 結衣", "かくう ゆい", Role.LEARNER, "受講者", "learner", audience=Audience.PUBLIC_SERVANT
    ),
    Account(
        "sensei",
        "架空 恵",
        "かくう めぐみ",
        Role.LEARNER,
        "受講者（教職員）",
        "learner (teacher)",
        audience=Audience.TEACHER,
    ),
    Account(
        "haru",
        "架空 晴",
        "かくう はる",
        Role.LEARNER,
        "受講者（中級）",
        "learner (intermediate)",
        audience=Audience.PRIVATE,
    ),
    Account("ren", "架空 蓮", "かくう れん", Role.INSTRUCTOR, "講師", "instructor"),
    Account(
        "coordinator",
        "架空 美咲",
        "かくう みさき",
        Role.COORDINATOR,
        "事務局（架空大学）",
        "coordinator (Imaginary University)",
        partner="university",
    ),
    Account(
        "kencho",
        "架空 健",
        "かくう けん",
        Role.COORDINATOR,
        "事務局（架空県）",
        "coordinator (Imaginary Prefecture)",
        partner="prefecture",
    ),
    Account("operator", "架空 修", "かくう おさむ", Role.OPERATOR, "システム管理者", "operator"),
    Account(
        "shiyakusho",
        "架空 実",
        "かくう みのる",
        Role.COORDINATOR,
        "事務局（架空市）",
        "coordinator (Imaginary City)",
        partner="city",
    ),
)

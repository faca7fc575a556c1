"""架空の申込者: what an invented person writes into the form, the same every time they apply."""

import random
from functools import cache
from typing import Any

from webapp.demo.people import Person
from webapp.enrolment.applying.form import Approver, Form
from webapp.enrolment.applying.models import ApprovalKind, ConsentKind
from webapp.enrolment.applying.profile import DEVICES, Profile, optional_of, required_of
from webapp.enrolment.models import Learner
from webapp.programme.audience import Audience
from webapp.programme.outreach.channels import CHANNELS

SECTIONS = ("総務部", "企画課", "営業部", "製造部", "情報システム課", "経理課")
TITLES = ("", "", "", "主任", "係長", "課長")
OCCUPATIONS = ("営業", "製造", "経理", "企画", "総務", "品質管理", "研究開発")
SUBJECTS = ("情報", "数学", "理科", "国語", "社会", "英語")
EXPERIENCES = ("none", "none", "none", "spreadsheet", "spreadsheet", "spreadsheet", "some", "work")
MOTIVES = ("work", "work", "change", "ordered", "interest")
# Whoever reads them sees that the demo made them up: they name nobody and nothing that is measured anywhere.
NEEDS = (
    "",
    "",
    "",
    "表計算ソフトで毎月している集計を、自動にしたい。",
    "アンケートの自由記述を読むのに時間がかかっている。",
    "データはたまっているが、どこから見ればよいかわからない。",
)
ACCOMMODATIONS = ("",) * 11 + ("スクリーンに近い席を希望します。",)
OFTEN = {ConsentKind.PHOTO: 0.6, ConsentKind.ANNOUNCEMENTS: 0.45, ConsentKind.RESEARCH: 0.5}


def form_of_invited(person: Person, email: str) -> Form:
    """申込フォーム of somebody whom a partner sent: whether the sender may know is theirs to say."""
    consents = {**dict(consents_of(person)), ConsentKind.SHARE_WITH_SENDER: person.number % 2 == 0}
    return Form(person.name, person.name_kana, email, profile_of(person), consents)


def superior_of(learner: Learner) -> Approver:
    """所属長: who approves of this person's application."""
    return Approver(ApprovalKind.SUPERIOR, "架空 課長", f"superior-of-{learner.login_id}@example.invalid")


@cache
def answers_of(person: Person) -> dict[str, Any]:
    """`profile_of` as an application keeps it (JSON)."""
    return profile_of(person).as_data()


def profile_of(person: Person) -> Profile:
    """申込の内容: of what the form asks of their 受講区分, what reports know of them and what nobody else asks."""
    dice = _dice_of(person, "profile")
    teaches = person.audience is Audience.TEACHER
    answers: dict[str, Any] = {
        "organisation": person.organisation or "",
        "section": dice.choice(SECTIONS),
        "title": "代表取締役" if person.audience is Audience.EXECUTIVE else dice.choice(TITLES),
        "industry": person.industry,
        "occupation": dice.choice(OCCUPATIONS),
        "workplace_code5": person.workplace_code5,
        "residence_code5": person.residence_code5,
        "school_type": person.school_type,
        "school": person.school or "",
        "subject": dice.choice(SUBJECTS),
        "age_band": person.age_band,
        "experience": dice.choice(EXPERIENCES),
        "motives": ("lesson",) if teaches else (dice.choice(MOTIVES),),
        "needs": dice.choice(NEEDS),
        "channels": tuple(sorted(dice.sample(tuple(CHANNELS), dice.choice((1, 1, 2))))),
        "devices": ("office_lan",) if teaches else (dice.choice(tuple(DEVICES)),),
        "accommodation": dice.choice(ACCOMMODATIONS),
    }
    asked = required_of(person.audience) + optional_of(person.audience)
    return Profile(person.audience, **{name: answers[name] for name in asked})


@cache
def consents_of(person: Person) -> tuple[tuple[ConsentKind, bool], ...]:
    """同意: everybody reads the notice; about half say yes to each of the others."""
    dice = _dice_of(person, "consents")
    asked = [(kind, dice.random() < share) for kind, share in OFTEN.items()]
    return ((ConsentKind.PRIVACY, True), *asked)


def _dice_of(person: Person, what: str) -> random.Random:
    """Dice of this person's own, so that what they write changes nothing about anybody else."""
    return random.Random(f"{what} {person.number} {person.name}")  # noqa: S311 - a demo, not a secret

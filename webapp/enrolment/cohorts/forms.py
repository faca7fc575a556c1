"""受講団体の入力: reads the form of a group; what cannot be kept stays beside its field."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from webapp.enrolment.cohorts.models import CohortKind, Ground, Training
from webapp.enrolment.cohorts.operations import CohortText
from webapp.programme.typed import Problem, Typed
from webapp.wording import mark

CHOOSE = mark("一覧から選んでください。")
LATER_DAY = mark("まだ来ていない日は入力できません。")
NO_GROUND = mark("どの定めによるかを書いてください。派遣元が示したとおりに写します。")
NO_TRAINING = mark("県・市町村職員研修では、研修区分を選んでください。")

Fields = Mapping[str, Sequence[str]]


def read_cohort(fields: Fields, partners: Collection[int]) -> tuple[CohortText | None, list[Problem]]:
    """受講団体; `partners` are the ids of those that may be its sponsor."""
    typed = Typed(fields)
    kind = typed.one_of("kind", CohortKind, CohortKind.OTHER)
    training, partner = typed.text("training"), typed.text("sponsor_partner")
    if training and training not in set(Training):
        typed.refuse("training", CHOOSE)
    if kind is CohortKind.STAFF and not training:
        typed.refuse("training", NO_TRAINING)
    if partner and partner not in map(str, partners):
        typed.refuse("sponsor_partner", CHOOSE)
    ground = typed.one_of("ground", Ground, Ground.CONSENT)
    words = typed.text("ground_text", 300)
    if ground is Ground.LAW and not words:
        typed.refuse("ground_text", NO_GROUND)
    name, sponsor = typed.text("name", 200, needed=True), typed.text("sponsor", 200, needed=True)
    if typed.problems:
        return None, typed.problems
    said = CohortText(
        name,
        kind,
        Training(training) if kind is CohortKind.STAFF else None,
        sponsor,
        int(partner) if partner else None,
        ground,
        words if ground is Ground.LAW else "",
    )
    return said, []


def read_day(fields: Fields, name: str, today: date, *, needed: bool) -> tuple[date | None, list[Problem]]:
    """本人に知らせた日: today or earlier."""
    typed = Typed(fields)
    day = typed.day(name, needed=needed)
    if day is not None and day > today:
        typed.refuse(name, LATER_DAY)
    return (None, typed.problems) if typed.problems else (day, [])

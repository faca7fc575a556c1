"""事業計画を写す: the logic model of a year and the words beside its targets, in both languages."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.programme.models import Partner
from webapp.programme.official import WHOLE, Target
from webapp.programme.plans.boxes import model_of
from webapp.programme.plans.models import LogicBox
from webapp.region import Words
from webapp.reports.frozen.plan import Box, Reasons, StageBoxes, YearPlan
from webapp.reports.frozen.table import NO_UNIT
from webapp.reports.labels import Labels

ALL_PARTNERS = Words("連携機関全体", "all partners")


def plan_of(session: Session, fiscal_year: int, labels: Labels) -> YearPlan:
    """What a report of this year takes along; where no English was written the Japanese stands in its place."""
    model = model_of(session, fiscal_year)
    stages = tuple(
        StageBoxes(labels.both(stage.label_ja), tuple(_box(box) for box in boxes))
        for stage, boxes in model.items()
    )
    wholes = session.scalars(select(Target).filter_by(fiscal_year=fiscal_year, programme_row=WHOLE))
    reasons = {
        target.indicator: Reasons(
            both(target.causes_ja, target.causes_en), both(target.next_steps_ja, target.next_steps_en)
        )
        for target in wholes
        if target.causes_ja or target.next_steps_ja
    }
    return YearPlan(stages if any(model.values()) else (), reasons)


def both(ja: str, en: str) -> Words:
    """In both languages; the Japanese where nobody wrote English."""
    return Words(ja, en or ja) if ja or en else NO_UNIT


def name_of(partner: Partner | None) -> Words:
    """担当: a partner's name; nobody's alone is everybody's."""
    return ALL_PARTNERS if partner is None else Words(partner.name_ja, partner.name_en)


def _box(box: LogicBox) -> Box:
    return Box(both(box.text_ja, box.text_en), box.indicator or "", name_of(box.owner), box.source)

"""選択肢: the lists that forms about needs offer, in the language of the page."""

from typing import Any

from flask import g
from flask_babel import gettext as _

from webapp.enrolment.needs.access import own_partners
from webapp.languages import localised
from webapp.languages import school_type as named_school_type
from webapp.programme.industries import INDUSTRIES
from webapp.programme.needs.models import NeedSource, NeedState
from webapp.programme.organisations import OrganisationKind
from webapp.region import ELSEWHERE

Options = list[tuple[str, str]]


def choices() -> dict[str, Any]:
    """Every list, by the name under which the templates know it."""
    region = g.settings.region
    return {
        "host_options": [(partner.id, localised(partner, "name")) for partner in own_partners()],
        "kind_options": [(kind.value, _(kind.label_ja)) for kind in OrganisationKind],
        "town_options": [(town.code5, localised(town, "name")) for town in (*region.towns, ELSEWHERE)],
        "state_options": [(state.value, _(state.label_ja)) for state in NeedState],
        "source_options": [(source.value, _(source.label_ja)) for source in NeedSource],
        **group_choices(),
    }


def group_choices() -> dict[str, Options]:
    """業種 and 校種, which everybody may see."""
    return {
        "industry_options": [(letter, f"{letter} {_(name)}") for letter, name in INDUSTRIES.items()],
        "school_options": [
            (kind.name_ja, localised(kind, "name")) for kind in g.settings.region.school_types
        ],
    }


def group_name(industry: str | None, school_type: str | None) -> str:
    """What a group of needs is called: its 校種, else its 業種."""
    if school_type:
        return named_school_type(school_type)
    return str(_(INDUSTRIES[industry]) if industry in INDUSTRIES else _("業種・校種の記載なし"))


def towns() -> set[str]:
    """団体コード of the region, and 県外."""
    return {town.code5 for town in (*g.settings.region.towns, ELSEWHERE)}

"""講座の呼び名: an offering as mail and letters call it, in both languages."""

from webapp.programme.models import Offering, Partner


def offering_name(offering: Offering) -> dict[str, str]:
    """初級（夜間） 第2期, in English Beginner (evening) no. 2."""
    return {
        "ja": f"{offering.title_ja} 第{offering.number}期",
        "en": f"{offering.title_en} no. {offering.number}",
    }


def partner_name(partner: Partner) -> dict[str, str]:
    """架空大学, in English Imaginary University."""
    return {"ja": partner.name_ja, "en": partner.name_en}

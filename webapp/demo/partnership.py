"""架空の連携: towns, partners and what their letters say of them."""

from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.demo.places import Places
from webapp.enrolment.letters.models import LetterHead
from webapp.enrolment.models import Municipality
from webapp.programme.models import Partner

PARTNERS = (
    ("university", "架空大学", "Imaginary University"),
    ("prefecture", "架空県", "Imaginary Prefecture"),
    ("city", "架空市", "Imaginary City"),
)
LETTER_HEADS = (
    ("university", "架大DS", "データサイエンス教育センター長"),
    ("prefecture", "架県DS", "デジタル推進課長"),
    ("city", "架市DS", "情報政策課長"),
)


def write_partnership(session: Session, places: Places) -> dict[str, Partner]:
    """Write towns, partners and letter heads; the partners by their slugs."""
    known = set(session.scalars(select(Municipality.code5)))
    session.add_all(Municipality(**asdict(town)) for town in places.towns if town.code5 not in known)
    partners = {
        slug: Partner(slug=slug, name_ja=name_ja, name_en=name_en) for slug, name_ja, name_en in PARTNERS
    }
    session.add_all(partners.values())
    session.add_all(
        LetterHead(
            partner=partners[slug],
            mark=mark,
            signatory=f"{post}　架空 太郎",
            contact=f"{partners[slug].name_ja} データサイエンス講座事務局\n電話 000-000-0000 / office@example.invalid",
            omits_seal=True,
        )
        for slug, mark, post in LETTER_HEADS
    )
    return partners

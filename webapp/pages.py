"""だれでも読めるページ: help and contact, the accessibility statement, and how personal data is handled."""

from flask import Blueprint, g, render_template
from sqlalchemy import select

from webapp.auth import current_learner
from webapp.db import session
from webapp.enrolment.applying.notices import current_notice
from webapp.enrolment.models import Enrolment, Learner
from webapp.languages import language
from webapp.programme.models import Offering, OfferingState

blueprint = Blueprint("pages", __name__)


@blueprint.get("/help")
def help_page() -> str:
    """使い方と問い合わせ: what to do when, and whom to ask; about one's own offerings their host."""
    learner = current_learner()
    offerings = own_offerings(learner) if learner else []
    region = g.settings.region
    asked = [(offering, region.contact_of(offering.host.slug)) for offering in offerings]
    return render_template("pages/help.html", asked=asked)


@blueprint.get("/accessibility")
def accessibility() -> str:
    """アクセシビリティ: what is aimed at, what was tested and how, and what is known to fail."""
    return render_template("pages/accessibility.html")


@blueprint.get("/privacy")
def privacy() -> str:
    """個人情報の取扱い: the notice that applies now."""
    notice = current_notice()
    return render_template(
        "pages/privacy.html", notice=notice, text=notice.in_language(language()), keep=g.settings.keep
    )


def own_offerings(learner: Learner) -> list[Offering]:
    """The offerings in which this person is now."""
    return list(
        session().scalars(
            select(Offering)
            .join(Enrolment, Enrolment.offering_id == Offering.id)
            .where(
                Enrolment.learner_id == learner.id,
                Enrolment.withdrawn_at.is_(None),
                Offering.state.in_((OfferingState.OPEN, OfferingState.RUNNING)),
            )
            .order_by(Offering.starts_on, Offering.id)
        )
    )

"""活用事例の知らせ: mail that asks somebody to look at the words before anybody else does."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.mail.links import OURS
from webapp.mail.outbox import send
from webapp.participation.cases.models import UseCase
from webapp.programme.naming import offering_name


def ask_by_mail(session: Session, case: UseCase, at: datetime) -> None:
    """文面の確認を頼む, where there is an address; the page asks as well."""
    learner, offering = case.enrolment.learner, case.enrolment.offering
    if not learner.email:
        return
    values = {
        "name": learner.name,
        "offering": offering_name(offering),
        "link": f"{OURS}my-page/cases/{case.enrolment_id}",
    }
    # The same words are asked about once, however often the button is pressed.
    send(
        session, "case_to_approve", learner.email, learner.language, values, at,
        key=f"case/{case.id}/{case.sha256[:16]}", learner_id=learner.id, offering_id=offering.id,
    )  # fmt: skip

"""研修履歴の提供先: an invented board of education beside each partner that trains teachers."""

from sqlalchemy import select

from webapp.demo.cast import Cast
from webapp.enrolment.models import Enrolment
from webapp.participation.records.mapping import standard_form
from webapp.participation.records.models import RecipientKind, RecordRecipient
from webapp.programme.audience import Audience
from webapp.programme.models import Offering


def write_recipients(cast: Cast) -> None:
    """One recipient per host of teachers' courses, in the standard form."""
    hosts = (
        select(Offering.host_id)
        .join(Enrolment, Enrolment.offering_id == Offering.id)
        .where(Enrolment.audience == Audience.TEACHER)
        .distinct()
    )
    cast.session.add_all(
        RecordRecipient(
            partner_id=host,
            kind=RecipientKind.APPOINTER,
            name="架空教育委員会",
            address="教職員課 研修係（架空の窓口）",
            mapping=standard_form(),
        )
        for host in cast.session.scalars(hosts.order_by(Offering.host_id))
    )

"""バッジの記録: the signed credential as it was handed out, so that it is the same for ever."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model
from webapp.participation.certificates.models import Certificate


class OpenBadge(Model):
    """オープンバッジ: one per certificate, made when its learner asks for it."""

    __tablename__ = "open_badge"

    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"), primary_key=True)
    # The whole credential as a compact JWT; it holds the learner's address as a salted hash and no score.
    jwt: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]

    certificate: Mapped[Certificate] = relationship()

"""だれの下書きと実行か: whoever works on the plain page, as the rows there know them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement

from webapp.participation.plain.models import AnswerDraft, CellRun


@dataclass(frozen=True)
class Owner:
    """Somebody who is enrolled (受講者), by their enrolment."""

    enrolment_id: int

    @property
    def columns(self) -> dict[str, Any]:
        """What a new row of theirs says."""
        return {"enrolment_id": self.enrolment_id}

    def owns(self, kind: type[AnswerDraft] | type[CellRun]) -> ColumnElement[bool]:
        """What holds of their rows."""
        return kind.enrolment_id == self.enrolment_id

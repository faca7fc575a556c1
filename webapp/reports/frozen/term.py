"""用語: the definition of a number as it stood when the report was made, so that a release keeps its own."""

from dataclasses import dataclass
from typing import Any

from webapp.region import Words
from webapp.reports.frozen.data import words_data, words_from


@dataclass(frozen=True)
class Term:
    """定義: the id that columns and rows name (I07), what it is called, and what it counts."""

    id: str
    name: Words
    text: Words

    def as_data(self) -> dict[str, Any]:
        """For a release's snapshot (JSON)."""
        return {"id": self.id, "name": words_data(self.name), "text": words_data(self.text)}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Term":
        """What `as_data` wrote."""
        return cls(data["id"], words_from(data["name"]), words_from(data["text"]))

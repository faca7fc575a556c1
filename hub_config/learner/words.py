"""What is said to a learner, always in Japanese and in English."""

import os
from typing import Any


def bilingual(ja: str, en: str) -> dict[str, str]:
    """The form in which a sentence travels to the browser."""
    return {"ja": ja, "en": en}


def in_learners_language(words: dict[str, str]) -> str:
    """The sentence in the language of this server (TATEYAMA_LANGUAGE), Japanese where nothing else is said."""
    return words["en" if os.environ.get("TATEYAMA_LANGUAGE") == "en" else "ja"]


class Trouble(Exception):
    """Something that a learner has to be told instead of a receipt (受付票)."""

    def __init__(
        self, status: int, code: str, ja: str, en: str, *, retriable: bool = False, retry_after: int = 0
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.words = bilingual(ja, en)
        self.retriable = retriable
        self.retry_after = retry_after

    def to_json(self) -> dict[str, Any]:
        """What the browser reads: the words, and whether the same request may be sent again."""
        return {
            "error": self.code,
            "message": self.words,
            "retriable": self.retriable,
            "retry_after": self.retry_after,
        }

"""受講区分: the capacity in which somebody takes a course."""

from enum import StrEnum

from webapp.wording import mark


class Audience(StrEnum):
    """受講区分: whom an offering is meant for, and as what a person is enrolled."""

    PRIVATE = "private"
    PUBLIC_SERVANT = "public_servant"
    TEACHER = "teacher"
    EXECUTIVE = "executive"
    OTHER = "other"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _LABELS[self]


_LABELS = {
    Audience.PRIVATE: mark("民間企業・団体等"),
    Audience.PUBLIC_SERVANT: mark("県・市町村職員"),
    Audience.TEACHER: mark("教職員"),
    Audience.EXECUTIVE: mark("企業経営者等"),
    Audience.OTHER: mark("その他"),
}

"""案内文: what somebody sends or hands to their own people about a course, on the screen and on paper."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from webapp.enrolment.letters.contents import WEEKDAYS, wareki
from webapp.fiscal_year import japanese_date
from webapp.languages import clock, day, language, localised
from webapp.programme.outreach.models import Outreach


@dataclass(frozen=True)
class PassedOn:
    """題・本文・事項: the words in the language of the page; facts are pairs of what and when."""

    title: str
    told: str
    facts: tuple[tuple[str, str], ...]

    @property
    def lines(self) -> list[str]:
        """The facts, a line each."""
        return [_("%(what)s: %(when)s", what=what, when=when) for what, when in self.facts]

    def text(self, address: str) -> str:
        """The same as lines to copy, with the address at the end."""
        facts = self.lines
        return "\n".join((self.title, "", self.told, "", *facts, *([""] if facts else []), address, ""))


def on_paper(when: date | datetime) -> str:
    """令和8年11月30日(月) as an office writes it; in English as on the pages."""
    of = japanese_date(when)
    return f"{wareki(of)}({WEEKDAYS[of.weekday()]})" if language() == "ja" else day(of)


def passed_on(contact: Outreach, day_of: Callable[[date | datetime], str] = day) -> PassedOn:
    """Who gives what until when; of courses in general where the contact is of none."""
    offering, host = contact.offering, localised(contact.host, "name")
    if offering is None:
        told = _(
            "%(host)sなどが、仕事や授業で使えるデータサイエンスの講座を開いています。関心のある方は、次のページをご覧ください。",
            host=host,
        )
        return PassedOn(_("データサイエンス講座のご案内"), told, ())
    told = _(
        "%(host)sが開くデータサイエンスの講座です。関心のある方は、次のページで内容を確かめて、お申し込みください。",
        host=host,
    )
    runs = _("%(first)s〜%(last)s", first=day_of(offering.starts_on), last=day_of(offering.ends_on))
    facts = [(_("期間"), runs)]
    if offering.apply_until is not None:
        facts.append((_("申込締切"), f"{day_of(offering.apply_until)} {clock(offering.apply_until)}"))
    return PassedOn(_("「%(title)s」のご案内", title=localised(offering, "title")), told, tuple(facts))

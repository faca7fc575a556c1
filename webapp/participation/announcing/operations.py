"""次回案内を送る: proposed from an offering, written by the office, sent once to everybody who wants it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.day_words import day_in, moment_in
from webapp.fiscal_year import japanese_date
from webapp.mail.links import OURS
from webapp.mail.outbox import Letter, Written, send, send_many, write
from webapp.mail.stopping import normal_address, token_of
from webapp.participation.announcing.recipients import Recipient, recipients
from webapp.programme.models import Offering, OfferingState
from webapp.programme.naming import offering_name
from webapp.programme.operations import NotPossible
from webapp.programme.outreach.models import Outreach
from webapp.programme.outreach.recording import find_contact, record_outreach
from webapp.wording import mark

CHANNEL = "mail"
TEMPLATE = "announcement"
OVER = (OfferingState.RUNNING, OfferingState.CLOSED, OfferingState.CANCELLED)


@dataclass(frozen=True)
class Words:
    """文面: subject and text in both languages, as the office wrote them."""

    subject_ja: str
    text_ja: str
    subject_en: str
    text_en: str

    def values(self, offering: Offering, link: str, stop_link: str) -> Mapping[str, Any]:
        """What the letter's text needs."""
        return {
            "offering": offering_name(offering),
            "subject": {"ja": self.subject_ja, "en": self.subject_en},
            "text": {"ja": self.text_ja, "en": self.text_en},
            "link": link,
            "stop_link": stop_link,
        }


@dataclass(frozen=True)
class Announced:
    """送信の結果: the contact that it is in the list of 周知, and to how many it goes."""

    contact: Outreach
    count: int


def proposed(offering: Offering) -> Words:
    """提案: what an office would write, from the offering's own facts."""
    name, words = offering_name(offering), {}
    for code in ("ja", "en"):
        closes = moment_in(code, offering.apply_until) if offering.apply_until else ""
        words[code] = _PROPOSALS[code][1].format(
            host=getattr(offering.host, f"name_{code}"), name=name[code], closes=closes,
            starts=day_in(code, offering.starts_on), ends=day_in(code, offering.ends_on),
            until=_PROPOSALS[code][2].format(closes=closes) if closes else "",
        )  # fmt: skip
    subject = {code: _PROPOSALS[code][0].format(name=name[code]) for code in words}
    return Words(subject["ja"], words["ja"], subject["en"], words["en"])


# Letters in the reader's language, not in the office's: hence here in both, and not in the catalogue of translations.
_PROPOSALS = {
    "ja": (
        "{name} の受講者を募集します",
        "{host}から、次の講座のご案内です。\n\n{name}\n期間: {starts}〜{ends}\n{until}\n"
        "内容と申込は、下のページをご覧ください。職場やお知り合いの方にも、どうぞお知らせください。",
        "申込締切: {closes}\n",
    ),
    "en": (
        "Places in {name}",
        "{host} gives the following course.\n\n{name}\nDates: {starts} to {ends}\n{until}\n"
        "The page below tells more and takes applications. Please pass it on to colleagues and friends.",
        "Apply until: {closes}\n",
    ),
}


def refuse_over(offering: Offering) -> None:
    """Raise NotPossible where nobody could apply any more."""
    if offering.state in OVER:
        raise NotPossible(mark("この講座の募集は終わっているため、案内を送れません"))


def shown(offering: Offering, words: Words, code: str, language: str) -> Written:
    """見本: the letter as its readers will see it."""
    return write(TEMPLATE, language, words.values(offering, f"{OURS}l/{code}", f"{OURS}mail/stop/…"))


def send_test(
    session: Session, offering: Offering, words: Words, address: str, language: str, at: datetime, *,
    secret_key: str, learner_id: int,
) -> None:  # fmt: skip
    """試し送り: to oneself, at most one a minute; its link counts as nobody's."""
    values = words.values(offering, f"{OURS}offerings/{offering.id}", _stop_link(secret_key, address))
    send(
        session, TEMPLATE, address, language, values, at, learner_id=learner_id, offering_id=offering.id,
        key=f"announcement-test-{learner_id}-{at:%Y%m%d%H%M}",
    )  # fmt: skip


def announce(
    session: Session, offering: Offering, words: Words, code: str, by: int, at: datetime, *, secret_key: str
) -> Announced:
    """案内を送る: once for each `code`; raises NotPossible where the offering is over or nobody wants it."""
    if (there := find_contact(session, code)) is not None:
        return Announced(there, there.people_reached or 0)
    refuse_over(offering)
    people = recipients(session, offering)
    if not people:
        raise NotPossible(mark("次回案内を希望する人が、いまはいません"))
    contact = record_outreach(
        session, host=offering.host, made_on=japanese_date(at), channel=CHANNEL, what=words.subject_ja[:300],
        offering=offering, people_reached=len(people), code=code, by=by, at=at,
    )  # fmt: skip
    # Of no offering in the outbox: its host would read the addresses of people who took other partners' courses.
    send_many(session, TEMPLATE, _letters(offering, words, code, people, secret_key), at)
    record(session, at, by, "announcement_sent", f"outreach/{contact.id}", count=len(people))
    return Announced(contact, len(people))


def _letters(
    offering: Offering, words: Words, code: str, people: Iterable[Recipient], secret_key: str
) -> Iterator[Letter]:
    for one in people:
        values = words.values(offering, f"{OURS}l/{code}", _stop_link(secret_key, one.address))
        key = f"announcement-{code}-{_short(one.address)}"
        yield Letter(key, one.address, one.language, values, one.learner_id)


def _stop_link(secret_key: str, address: str) -> str:
    return f"{OURS}mail/stop/{token_of(secret_key, address)}"


def _short(address: str) -> str:
    return hashlib.sha256(normal_address(address).encode()).hexdigest()[:32]

"""要望フォーム: what anybody may write to a partner, without an account; a contact only with the writer's consent."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.mail.outbox import send
from webapp.programme.industries import INDUSTRIES
from webapp.programme.naming import partner_name
from webapp.programme.needs.contacts import contact_link
from webapp.programme.needs.models import Need
from webapp.programme.needs.operations import Heard, Wanted, keep_need
from webapp.programme.needs.visits import LONGEST_NEED, lines_of
from webapp.programme.typed import NEEDED, Problem, Typed
from webapp.wording import mark

LEAST_WORDS = 5


@dataclass(frozen=True)
class Asked:
    """書かれた要望, to which partner, and the key of the form."""

    host_id: int
    wanted: Wanted
    key: str


def read_asked(
    fields: Mapping[str, Sequence[str]], school_types: Collection[str], hosts: Collection[int]
) -> tuple[Asked | None, list[Problem]]:
    """Read the form; an address without the consent's box is a problem, not a contact."""
    typed = Typed(fields)
    text = lines_of(typed, "wanted", LONGEST_NEED)
    if not text:
        typed.refuse("wanted", NEEDED)
    elif len(text) < LEAST_WORDS:
        typed.refuse("wanted", mark("もう少し詳しく書いてください。"))
    email, name = typed.address("contact_email"), typed.text("contact_name", 200)
    if (email or name) and not typed.ticked("contact_agrees"):
        typed.refuse(
            "contact_agrees",
            mark(
                "連絡先を送るときは、同意の欄に印を付けてください。連絡が要らなければ、連絡先を消してください。"
            ),
        )
    if name and not email:
        typed.refuse("contact_email", mark("お知らせの送り先を入力するか、お名前を消してください。"))
    host = typed.number("host", 1, 2**31 - 1)
    if host not in hosts:
        typed.refuse("host", mark("一覧から選んでください。"))
    wanted = Wanted(
        text,
        typed.listed("industry", INDUSTRIES),
        typed.listed("school_type", school_types),
        typed.text("said_by", 200),
        name or None,
        email or None,
    )
    key = typed.text("key", 40, needed=True)
    return (None if typed.problems else Asked(host or 0, wanted, key)), typed.problems


def keep_asked(session: Session, asked: Asked, heard: Heard, secret: str, language: str) -> Need:
    """Keep it, and write to who left an address how to take it back; the same form sent twice is kept once."""
    kept = keep_need(session, asked.wanted, heard, key=f"form-{asked.key}")
    if kept.contact_email:
        # Nothing of what was typed stands in it: an address that is somebody else's is sent no words of strangers.
        values = {"link": contact_link(secret, kept), "sender": partner_name(kept.host)}
        send(
            session, "need_contact", kept.contact_email, language, values, heard.at, key=f"need-contact-{kept.id}"
        )  # fmt: skip
    return kept

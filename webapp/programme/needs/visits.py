"""訪問記録: one form writes the contact, the visit and the needs heard there, together or not at all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.fiscal_year import japanese_date
from webapp.programme.industries import INDUSTRIES
from webapp.programme.models import Partner
from webapp.programme.needs.models import NeedSource, Visit
from webapp.programme.needs.operations import Heard, Wanted, keep_need
from webapp.programme.organisations import Organisation, OrganisationKind
from webapp.programme.outreach.recording import known_organisation, record_outreach
from webapp.programme.typed import Problem, Typed
from webapp.wording import mark

MOST_NEEDS = 20
LONGEST_NEED = 1000


@dataclass(frozen=True)
class OrganisationDraft:
    """団体の下書き: its name, and what is told of it where it is new; a contact only where that person agreed."""

    name: str
    kind: OrganisationKind = OrganisationKind.OTHER
    industry: str | None = None
    school_type: str | None = None
    code5: str | None = None
    contact_name: str | None = None
    contact_email: str | None = None


@dataclass(frozen=True)
class VisitDraft:
    """訪問記録の下書き, whole and consistent in itself."""

    organisation: OrganisationDraft
    day: date
    visitors: str
    people_reached: int | None
    noted: str
    needs: tuple[Wanted, ...]
    key: str


def read_visit(
    fields: Mapping[str, Sequence[str]], school_types: Collection[str], towns: Collection[str], today: date
) -> tuple[VisitDraft | None, list[Problem]]:
    """Read the form; rows of needs without words are passed over, a visit without any need is one too."""
    typed = Typed(fields)
    organisation = read_organisation(typed, school_types, towns)
    day = typed.day("visited_on", needed=True)
    if day is not None and day > today:
        typed.refuse("visited_on", mark("訪問した日は、今日までの日付にしてください。"))
    draft = VisitDraft(
        organisation=organisation,
        day=day or today,
        visitors=typed.text("visitors", 200),
        people_reached=typed.number("people_reached", 0, 100_000),
        noted=lines_of(typed, "noted", 4000),
        needs=tuple(_needs(typed, organisation, school_types)),
        key=typed.text("key", 40, needed=True),
    )
    return (None if typed.problems else draft), typed.problems


def read_organisation(
    typed: Typed, school_types: Collection[str], towns: Collection[str]
) -> OrganisationDraft:
    """Read what is told of an organisation; an address is kept only with the box that says who agreed."""
    email = typed.address("contact_email")
    name = typed.text("contact_name", 200)
    if (email or name) and not typed.ticked("contact_agrees"):
        typed.refuse(
            "contact_agrees",
            mark(
                "連絡先は、ご本人の同意があるときだけ残せます。同意を得ていなければ、連絡先を消してください。"
            ),
        )
    return OrganisationDraft(
        name=typed.text("organisation", 200, needed=True),
        kind=typed.one_of("kind", OrganisationKind, OrganisationKind.OTHER),
        industry=typed.listed("industry", INDUSTRIES),
        school_type=typed.listed("school_type", school_types),
        code5=typed.listed("code5", towns),
        contact_name=name or None,
        contact_email=email or None,
    )


def lines_of(typed: Typed, name: str, longest: int) -> str:
    """Words that may have several lines, without other control characters."""
    lines = (typed.all(name) or ("",))[0].replace("\r\n", "\n").split("\n")
    text = "\n".join(Typed({"line": [line]}).text("line", longest) for line in lines).strip()
    if len(text) > longest:
        typed.refuse(name, mark("長すぎます。短くしてください。"))
    return text[:longest]


def _needs(typed: Typed, organisation: OrganisationDraft, school_types: Collection[str]) -> list[Wanted]:
    found = []
    for number, text in enumerate(typed.all("wanted")[:MOST_NEEDS]):
        row = Typed({name: [_at(typed.all(f"need_{name}"), number)] for name in ("industry", "school_type")})
        wanted = Typed({"wanted": [text]})
        said = wanted.text("wanted", LONGEST_NEED)
        industry, school = row.listed("industry", INDUSTRIES), row.listed("school_type", school_types)
        for problem in (*wanted.problems, *row.problems):
            typed.refuse(f"need-{number}", problem.message_ja)
        if said:
            # What stands in neither is as the organisation is.
            both = (
                (industry, school)
                if industry or school
                else (organisation.industry, organisation.school_type)
            )
            found.append(Wanted(said, *both))
    return found


def _at(values: Sequence[str], number: int) -> str:
    return values[number] if number < len(values) else ""


def organisation_of(session: Session, host: Partner, draft: OrganisationDraft, at: datetime) -> Organisation:
    """The partner's organisation of this name, or a new one; what is known of an old one is only completed."""
    there = known_organisation(session, host, draft.name, draft.kind, at)
    there.industry = there.industry or draft.industry
    there.school_type = there.school_type or draft.school_type
    there.code5 = there.code5 or draft.code5
    if draft.contact_email or draft.contact_name:
        there.contact_name, there.contact_email = draft.contact_name, draft.contact_email
        there.contact_agreed_on = japanese_date(at)
    session.flush()
    return there


def record_visit(
    session: Session, host: Partner, draft: VisitDraft, by: int, at: datetime
) -> tuple[Visit, bool]:
    """訪問を記録する: 周知, 訪問記録 and 要望; the visit, and whether it is new: one key writes one, even when two press at once."""
    there = session.scalar(select(Visit).filter_by(key=draft.key))
    if there is not None:
        return there, False
    try:
        with session.begin_nested():
            return _write(session, host, draft, by, at), True
    except IntegrityError:
        # The other press was quicker.
        return session.scalars(select(Visit).filter_by(key=draft.key)).one(), False


def _write(session: Session, host: Partner, draft: VisitDraft, by: int, at: datetime) -> Visit:
    organisation = organisation_of(session, host, draft.organisation, at)
    outreach = record_outreach(
        session, host=host, made_on=draft.day, channel="visit", what=f"{organisation.name}への訪問"[:300],
        organisation=organisation, people_reached=draft.people_reached, by=by, at=at,
    )  # fmt: skip
    visit = Visit(
        outreach=outreach, organisation=organisation, visited_on=draft.day, visitors=draft.visitors,
        noted=draft.noted, key=draft.key, recorded_at=at,
    )  # fmt: skip
    session.add(visit)
    session.flush()
    heard = Heard(host, draft.day, NeedSource.VISIT, by, at)
    for wanted in draft.needs:
        keep_need(session, wanted, heard, organisation=organisation, visit=visit)
    return visit


def known_organisations(session: Session, hosts: Collection[int]) -> Sequence[Organisation]:
    """The organisations that these partners know, by name."""
    asked = select(Organisation).where(Organisation.host_id.in_(hosts))
    return session.scalars(asked.order_by(func.lower(Organisation.name), Organisation.id)).all()


def change_organisation(
    session: Session, known: Organisation, draft: OrganisationDraft, at: datetime
) -> None:
    """団体の登録を直す; without an address or a name nobody is told any more."""
    known.name, known.kind, known.industry = draft.name, draft.kind, draft.industry
    known.school_type, known.code5 = draft.school_type, draft.code5
    had = (known.contact_name, known.contact_email)
    known.contact_name, known.contact_email = draft.contact_name, draft.contact_email
    if not (draft.contact_name or draft.contact_email):
        known.contact_agreed_on = None
    elif had != (draft.contact_name, draft.contact_email) or known.contact_agreed_on is None:
        known.contact_agreed_on = japanese_date(at)
    session.flush()

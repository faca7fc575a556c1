"""起案から紙面へ: a draft's numbers as they stand now, protected beside everything that was released before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.catalogue import load_courses
from webapp.enrolment.operations import has_invented_people
from webapp.fiscal_year import JAPAN, FiscalYear, japanese_date
from webapp.participation.cases.queries import chosen_cases
from webapp.programme.models import Offering, Partner
from webapp.region import Region, Words
from webapp.reports.assembling.cases import words_of
from webapp.reports.assembling.order import CaseWords, Earlier, Order, Sentences
from webapp.reports.assembling.report import Assembled, assemble, audience_of
from webapp.reports.assembling.sentences import proposed
from webapp.reports.assembling.summary import MAIN_FIGURES
from webapp.reports.disclosure.editions import new_seed
from webapp.reports.disclosure.result import Protected
from webapp.reports.disclosure.witnesses import recheck
from webapp.reports.labels import English, Labels
from webapp.reports.period import Period
from webapp.reports.queries.reader import Reader
from webapp.reports.releases.drafting import Subject, sentences_of
from webapp.reports.releases.models import ReportDraft, ReportRelease
from webapp.reports.scope import Scope


@dataclass(frozen=True)
class Maker:
    """作成係: what every making needs: a database, a region with its thresholds, and the English of texts."""

    session: Session
    region: Region
    english: English

    def made(self, draft: ReportDraft, at: datetime) -> Assembled:
        """The report of a draft as it would be handed in now."""
        return self._assembled(draft, at, sentences_of(draft), frozenset(draft.coarser))

    def drafted(self, subject: Subject, at: datetime) -> Assembled:
        """A report that nobody wrote anything for yet: only its summary is proposed."""
        return self._assembled(subject, at, None, frozenset())

    def proposed(self, subject: Subject, at: datetime) -> Sentences:
        """Sentences proposed from the numbers of a report that is yet to be drafted."""
        return proposed(self.drafted(subject, at).report.table(MAIN_FIGURES))

    def _assembled(
        self, of: ReportDraft | Subject, at: datetime, said: Sentences | None, coarser: frozenset[str]
    ) -> Assembled:
        before = releases_of_year(self.session, of.fiscal_year)
        order = Order(
            scope=scope_of(of),
            edition=of.edition,
            towards=of.version,
            closing=of.closing,
            made_at=at.replace(microsecond=0),
            seed=_seed(before),
            invented=has_invented_people(self.session),
            sentences=said,
            earlier=readable(before, self.region.thresholds),
            hosts=self._hosts(of.fiscal_year),
            coarser=coarser,
            town=of.town,
            cases=chosen_words(self.session, of.cases) if isinstance(of, ReportDraft) else (),
        )
        reader, labels = Reader(self.session, self.region), Labels(self.region, self.english)
        return assemble(reader, order, self.region.thresholds, labels, course_titles(self.session))

    def _hosts(self, fiscal_year: int) -> dict[str, int]:
        hosting = (
            select(Partner)
            .join(Offering, Offering.host_id == Partner.id)
            .where(Offering.fiscal_year == fiscal_year)
        )
        return {partner.slug: partner.id for partner in self.session.scalars(hosting.distinct())}


def chosen_words(session: Session, cases: Iterable[int]) -> tuple[CaseWords, ...]:
    """活用事例 of a draft that may be printed now: one that was withdrawn is not there any more."""
    return words_of(chosen_cases(session, cases))


def scope_of(draft: ReportDraft | Subject) -> Scope:
    """Everything that happened by the 基準日 and was recorded by the データ締切, both days included."""
    year = FiscalYear(draft.fiscal_year)
    until = min(_after(draft.as_of), year.ends_before)
    return Scope(Period(year, until), _after(draft.closing), draft.quarter)


def course_titles(session: Session) -> dict[str, Words]:
    """What the courses are called, by their slugs; one that is not in the catalogue any more by its oldest offering."""
    rows = session.execute(
        select(Offering.course_slug, Offering.title_ja, Offering.title_en).order_by(Offering.id.desc())
    )
    given = {slug: Words(ja, en) for slug, ja, en in rows}
    return given | {slug: Words(course.title.ja, course.title.en) for slug, course in load_courses().items()}


def protection_data(protection: Mapping[str, Protected]) -> dict[str, Any]:
    """For a draft's content: all editions, for whoever reads one of them may read the others later."""
    return {name: protected.as_data() for name, protected in protection.items()}


def protection_of(content: Mapping[str, Any]) -> dict[str, Protected]:
    """What `protection_data` wrote, of a draft's content or a release's snapshot."""
    return {name: Protected.from_data(data) for name, data in content["protection"].items()}


def proof_faults(content: Mapping[str, Any]) -> list[str]:
    """What is wrong with the stored proofs, checked by arithmetic; nothing where they hold."""
    return [
        f"{name}: {fault}"
        for name, protected in protection_of(content).items()
        for fault in recheck(protected)
    ]


def releases_of_year(session: Session, fiscal_year: int) -> list[ReportRelease]:
    """Everything that was released of a year, its quarters included, the oldest first."""
    of_year = select(ReportRelease).where(ReportRelease.fiscal_year == fiscal_year)
    return list(session.scalars(of_year.order_by(ReportRelease.number)))


def readable(releases: list[ReportRelease], thresholds: Mapping[str, int]) -> Earlier:
    """What each audience could read of these: the council its own papers, everybody the others.

    Whoever reads the council's papers reads the public's as well; `disclosure` nests them itself.
    """
    told: dict[str, list[Protected]] = {name: [] for name in thresholds}
    for released in releases:
        audience = audience_of(released.edition, thresholds)
        told[audience].append(protection_of(released.snapshot)[audience])
    return {name: tuple(each) for name, each in told.items()}


def is_recorded(draft: ReportDraft, at: datetime) -> bool:
    """Whether the データ締切 is over or today, so that nothing more will be counted."""
    return draft.closing <= japanese_date(at)


def _seed(before: list[ReportRelease]) -> str:
    """The seed of the year's first release: the same counts are then hidden in the same way."""
    for released in before:
        for protected in protection_of(released.snapshot).values():
            if protected.seed:
                return protected.seed
    return new_seed()


def _after(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=JAPAN) + timedelta(days=1)

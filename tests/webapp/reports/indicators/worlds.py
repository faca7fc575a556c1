"""Worlds of a few rows typed by hand; what a test does not say is as usual as can be."""

from datetime import date, datetime

from webapp.enrolment.applying.models import ApplicationMove
from webapp.enrolment.models import (
    Application,
    ApplicationState,
    Enrolment,
    Learner,
    LearnerYear,
    Municipality,
)
from webapp.fiscal_year import JAPAN, FiscalYear
from webapp.participation.models import Attendance, Presence
from webapp.participation.surveys.forms import SurveyKind
from webapp.participation.surveys.models import Survey, SurveyAnswer, SurveyChoice
from webapp.programme.audience import Audience
from webapp.programme.models import (
    Meeting,
    MeetingMode,
    MeetingState,
    Offering,
    OfferingState,
    Partner,
    Programme,
    Seminar,
)
from webapp.region import load_region
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.registry import evaluate
from webapp.reports.indicators.values import WHOLE, Count, Rate
from webapp.reports.period import Period
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope

REGION = load_region("mihon")
TOWN, VILLAGE = "99201", "99302"


def at(day, hour=18):
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=JAPAN)


def scope(until="2027-04-01", recorded="2027-06-01", year=2026, quarter=None):
    period = Period(FiscalYear(year), min(at(until, 0), FiscalYear(year).ends_before))
    return Scope(period, at(recorded, 0), quarter)


class World:
    """Writes the rows of a test; what a test does not say is as usual as can be."""

    def __init__(self, session):
        self.session, self.people, self.numbers = session, {}, 0
        self.host = Partner(slug="host", name_ja="主催", name_en="Host")
        self.programme = Programme(
            fiscal_year=2026, name_ja="事業", name_en="Programme", budget_yen=1_000_000
        )
        session.add_all([self.host, self.programme])
        session.add_all(Municipality(**vars(town)) for town in REGION.towns)

    def offering(
        self,
        *days,
        state=OfferingState.CLOSED,
        course="beginner",
        capacity=10,
        year=2026,
        mode=MeetingMode.IN_PERSON,
    ):
        self.numbers += 1
        meetings = [
            Meeting(number=n, starts_at=at(day), ends_at=at(day, 20), mode=mode, state=MeetingState.HELD)
            for n, day in enumerate(days, start=1)
        ]
        first, last = (date.fromisoformat(days[place]) if days else date(year, 5, 1) for place in (0, -1))
        made = Offering(
            programme=self.programme, fiscal_year=year, course_slug=course, number=self.numbers, title_ja="初級",
            title_en="Beginner", audience=Audience.PRIVATE, host=self.host, capacity=capacity, state=state,
            starts_on=first, ends_on=last, apply_until=at("2026-04-10"), completion_rule={"version": 1, "kind": "attendance", "min": "2/3"},
            meetings=meetings,
        )  # fmt: skip
        self.session.add(made)
        return made

    def person(self, name, **attributes):
        if name not in self.people:
            number = len(self.people)
            self.people[name] = Learner(
                hub_user=f"u{number:012x}",
                login_id=name,
                name=name,
                name_kana=name,
                created_at=at("2026-04-01"),
            )
            usual = {
                "audience": Audience.PRIVATE,
                "workplace_code5": TOWN,
                "residence_code5": TOWN,
                "industry": "E",
            }
            self.session.add(
                LearnerYear(
                    learner=self.people[name],
                    fiscal_year=2026,
                    frozen_at=at("2026-04-20"),
                    **(usual | attributes),
                )
            )
        return self.people[name]

    def enrol(self, name, offering, enrolled="2026-04-20", withdrawn=None, completed=None, **attributes):
        made = Enrolment(
            learner=self.person(name, **attributes), offering=offering, audience=Audience.PRIVATE,
            enrolled_at=at(enrolled), withdrawn_at=at(withdrawn) if withdrawn else None,
            completed_at=at(completed) if completed else None,
        )  # fmt: skip
        self.session.add(made)
        return made

    def came(self, enrolment, number, presence=Presence.PRESENT, recorded=None):
        meeting = enrolment.offering.meetings[number - 1]
        self.session.add(
            Attendance(
                enrolment=enrolment,
                meeting=meeting,
                presence=presence,
                recorded_at=at(recorded) if recorded else meeting.ends_at,
            )
        )

    def apply(self, name, offering, state=ApplicationState.ACCEPTED, cancelled=None, channels=()):
        made = Application(
            learner=self.person(name), offering=offering, applied_at=at("2026-04-02"), state=state,
            profile={"channels": list(channels)},
        )  # fmt: skip
        self.session.add(made)
        if cancelled:
            self.session.flush()
            self.session.add(
                ApplicationMove(
                    application=made,
                    before=ApplicationState.APPLIED,
                    after=ApplicationState.CANCELLED,
                    moved_at=at(cancelled),
                )
            )
        return made

    def seminar(self, day, headcount):
        made = Seminar(
            programme=self.programme, fiscal_year=2026, title_ja="セミナー", title_en="Seminar", host=self.host,
            held_on=date.fromisoformat(day), capacity=None, headcount=headcount, state=MeetingState.HELD,
        )  # fmt: skip
        self.session.add(made)
        return made

    def survey(self, event, sent, asked, kind=SurveyKind.AFTER, closes=None):
        made = Survey(
            kind=kind, form={"version": 1, "items": []}, opened_at=at(sent), closes_at=at(closes or "2026-08-31"),
            asked=asked, knowledge_items=5 if kind in (SurveyKind.BEFORE, SurveyKind.AFTER) else 0,
            **{"seminar" if kind is SurveyKind.SEMINAR else "offering": event},
        )  # fmt: skip
        self.session.add(made)
        return made

    def answer(self, survey, enrolment=None, right=None, **chosen):
        """An answer; with an enrolment it was given by name, `right` of the five knowledge items are."""
        self.session.flush()
        made = SurveyAnswer(survey_id=survey.id, enrolment_id=enrolment and enrolment.id)
        self.session.add(made)
        self.session.flush()
        known = [] if right is None else [(f"k{n}", 1, n <= right) for n in range(1, 6)]
        for item, value, correct in [*((item, value, None) for item, value in chosen.items()), *known]:
            self.session.add(SurveyChoice(answer_id=made.id, item=item, value=value, correct=correct))

    def ask(self, indicator, by=Breakdown.TOTAL, where=None):
        self.session.flush()
        return evaluate(indicator, Reader(self.session, REGION), where or scope(), by)

    def whole(self, indicator, where=None):
        value = self.ask(indicator, where=where)[WHOLE]
        if isinstance(value, Count):
            return value.value
        return (value.numerator.value, value.denominator.value) if isinstance(value, Rate) else value

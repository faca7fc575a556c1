"""An offering is planned, changed, copied, and keeps its state with the calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.webapp.programme.test_drafts import COURSES, GOOD
from webapp.fiscal_year import JAPAN
from webapp.programme.conditions import OfferingPartner, Part, ReservedSeats, RuleVersion
from webapp.programme.drafts import read_draft
from webapp.programme.models import OfferingState, Partner, Programme
from webapp.programme.operations import NotPossible
from webapp.programme.planning import change_offering, copy_offering, keep_states, plan_offering, state_at

NOVEMBER = datetime(2026, 11, 23, 3, tzinfo=UTC)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=JAPAN)


def draft_of(**changed):
    draft, problems = read_draft({**GOOD, **changed}, COURSES, {1, 2})
    assert problems == []
    return draft


@pytest.fixture
def host(session, programme):
    partners = [Partner(slug=slug, name_ja=slug, name_en=slug) for slug in ("university", "city")]
    session.add_all(partners)
    session.flush()
    return partners[0]


@pytest.fixture
def planned(session, host):
    def plan(**changed):
        return plan_offering(session, host, draft_of(**changed), NOVEMBER)

    return plan


def test_what_was_typed_is_what_is_kept(session, planned):
    offering = planned(
        capacity=["20"], co_hosts=["2"], asks_superior=["1"], minimum=["5"], decide_on=["2027-01-05"],
        apply_from=["2026-12-01T09:00"], class_day=["2027-01-12"], class_start=["18:30"], class_end=["20:30"],
        class_place=["第1講義室"], **{"seats-2": ["3"]},
    )  # fmt: skip
    assert (offering.number, offering.state, offering.minimum) == (1, OfferingState.PLANNED, 5)
    assert [(m.number, m.place) for m in offering.meetings] == [(1, "第1講義室")]
    assert offering.asks_superior
    carrying = session.scalars(select(OfferingPartner)).one()
    assert (carrying.partner_id, carrying.part) == (2, Part.CO_HOST)
    assert session.scalars(select(ReservedSeats.seats)).all() == [3]
    assert session.scalars(select(RuleVersion.version)).all() == [1]


def test_a_year_without_a_programme_is_refused(session, host):
    with pytest.raises(NotPossible):
        plan_offering(session, host, draft_of(starts_on=["2028-01-12"], ends_on=["2028-02-12"]), NOVEMBER)


def test_a_changed_rule_is_a_new_version_and_the_old_one_stays(session, planned):
    offering = planned()
    change_offering(session, offering, draft_of(rule_lessons=["b1", "b2"]), NOVEMBER)
    change_offering(session, offering, draft_of(rule_lessons=["b1", "b2"]), NOVEMBER)
    versions = session.scalars(select(RuleVersion).order_by(RuleVersion.version)).all()
    assert [(v.version, v.rule["lessons"]) for v in versions] == [(1, ["b1"]), (2, ["b1", "b2"])]
    assert offering.completion_rule["version"] == 2


def test_an_offering_does_not_move_into_another_year_or_away_from_its_classes(session, planned):
    offering = planned(class_day=["2027-01-12"], class_start=["18:30"], class_end=["20:30"])
    with pytest.raises(NotPossible):
        change_offering(
            session, offering, draft_of(starts_on=["2026-03-01"], ends_on=["2026-03-20"]), NOVEMBER
        )
    with pytest.raises(NotPossible):
        change_offering(session, offering, draft_of(starts_on=["2027-01-13"]), NOVEMBER)


def test_a_copy_has_the_same_weekdays_a_year_later_and_nobody_in_it(session, planned):
    session.add(Programme(fiscal_year=2027, name_ja="事業", name_en="Programme", budget_yen=1))
    offering = planned(
        capacity=["20"], selection=["lottery"], apply_from=["2026-12-01T09:00"], apply_until=["2026-12-20T17:00"],
        lottery_string=["12月21日の正午の気温"], class_day=["2027-01-12"], class_start=["18:30"], class_end=["20:30"],
        **{"seats-2": ["3"]},
    )  # fmt: skip
    copied = copy_offering(session, offering, NOVEMBER)
    assert (copied.fiscal_year, copied.starts_on) == (2027, date(2028, 1, 11))
    assert copied.starts_on.weekday() == offering.starts_on.weekday()
    assert copied.apply_until == offering.apply_until + timedelta(weeks=52)
    assert copied.lottery_string is None
    assert [m.starts_at for m in copied.meetings] == [at("2028-01-11T18:30")]
    assert len(session.scalars(select(ReservedSeats)).all()) == 2


def test_a_copy_that_would_fall_before_april_goes_a_week_further(session, planned):
    session.add(Programme(fiscal_year=2027, name_ja="事業", name_en="Programme", budget_yen=1))
    offering = planned(starts_on=["2026-04-01"], ends_on=["2026-05-27"])
    assert copy_offering(session, offering, NOVEMBER).starts_on == date(2027, 4, 7)


def test_a_copy_that_would_cross_march_is_refused(session, planned):
    session.add(Programme(fiscal_year=2027, name_ja="事業", name_en="Programme", budget_yen=1))
    offering = planned(starts_on=["2026-04-01"], ends_on=["2027-03-31"])
    with pytest.raises(NotPossible):
        copy_offering(session, offering, NOVEMBER)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2026-12-01T08:59", OfferingState.PLANNED),
        ("2026-12-01T09:00", OfferingState.OPEN),
        ("2027-01-11T23:59", OfferingState.OPEN),
        ("2027-01-12T00:00", OfferingState.RUNNING),
        ("2027-03-16T23:59", OfferingState.RUNNING),
        ("2027-03-17T00:00", OfferingState.CLOSED),
    ],
)
def test_an_offering_keeps_its_state_with_the_calendar(planned, moment, state):
    assert state_at(planned(apply_from=["2026-12-01T09:00"]), at(moment)) is state


def test_a_state_never_goes_back_and_what_was_called_off_stays_so(session, planned):
    early, off = planned(apply_from=["2026-12-01T09:00"]), planned(apply_from=["2026-12-01T09:00"])
    early.state, off.state = OfferingState.RUNNING, OfferingState.CANCELLED
    session.flush()
    assert keep_states(session, at("2026-12-05T00:00")) == 0
    assert keep_states(session, at("2027-04-05T00:00")) == 1
    assert (early.state, off.state) == (OfferingState.CLOSED, OfferingState.CANCELLED)


def test_a_lottery_takes_no_applications_before_its_string_is_published(planned):
    window = {"apply_from": ["2026-12-01T09:00"], "apply_until": ["2026-12-20T09:00"], "capacity": ["9"]}
    silent = planned(selection=["lottery"], **window)
    published = planned(selection=["lottery"], lottery_string=["正午の気温"], **window)
    states = [state_at(offering, at("2026-12-02T00:00")) for offering in (silent, published)]
    assert states == [OfferingState.PLANNED, OfferingState.OPEN]

"""Every application of the demo says what somebody wrote, to what they agreed and how it came to stand where it stands."""

from collections import defaultdict
from datetime import datetime, time
from itertools import pairwise

import pytest
from sqlalchemy import select

from webapp.demo.ahead import AHEAD
from webapp.enrolment.applying.form import Asked, Form, read_form
from webapp.enrolment.applying.models import ApplicationMove, Consent, ConsentKind
from webapp.enrolment.applying.operations import apply
from webapp.enrolment.applying.profile import Profile
from webapp.enrolment.applying.seats import seats_of
from webapp.enrolment.models import Application, Enrolment, Learner, LearnerYear, Municipality
from webapp.enrolment.states import ALLOWED
from webapp.enrolment.states import ApplicationState as S
from webapp.fiscal_year import JAPAN
from webapp.programme.audience import Audience
from webapp.programme.models import Offering, OfferingState, Selection
from webapp.region import load_region


def moves_by_application(session):
    moves = defaultdict(list)
    for move in session.scalars(select(ApplicationMove).order_by(ApplicationMove.id)):
        moves[move.application_id].append(move)
    return moves


def by_form(session):
    """The applications that people made themselves; whom an office brought in by a list filled in no form."""
    listed = select(ApplicationMove.application_id).where(
        ApplicationMove.before.is_(None), ApplicationMove.after == S.ACCEPTED
    )
    return session.scalars(select(Application).where(Application.id.not_in(listed))).all()


def test_every_application_tells_how_it_came_to_stand_where_it_stands(demo):
    moves = moves_by_application(demo)
    for application in demo.scalars(select(Application)):
        story = moves.pop(application.id)
        assert (story[0].before, story[0].moved_at) == (None, application.applied_at)
        by_list = story[0].moved_by_id != application.learner_id
        assert story[0].after is (S.ACCEPTED if by_list else S.APPLIED)
        assert story[-1].after is application.state
        for earlier, later in pairwise(story):
            assert later.before is earlier.after
            assert later.after in ALLOWED[later.before]
            assert later.moved_at >= earlier.moved_at
    assert not moves


def test_whoever_was_accepted_is_enrolled_since_then_and_nobody_else(demo):
    moves = moves_by_application(demo)
    enrolments = {each.application_id: each for each in demo.scalars(select(Enrolment))}
    for application in demo.scalars(select(Application)):
        enrolment = enrolments.pop(application.id, None)
        accepted = [each.moved_at for each in moves[application.id] if each.after is S.ACCEPTED]
        assert (enrolment is not None) == bool(accepted)
        if enrolment is not None:
            assert accepted == [enrolment.enrolled_at]
            assert (enrolment.withdrawn_at is not None) == (application.state is S.WITHDRAWN)
    assert not enrolments


def test_nobody_holds_a_seat_that_is_not_there(demo, day):
    at = datetime.combine(day, time(0), JAPAN)
    for offering in demo.scalars(select(Offering)):
        assert seats_of(demo, offering, at).taken <= offering.capacity


def test_what_people_wrote_suits_them_and_the_figures_of_their_year(demo):
    years = {(row.learner_id, row.fiscal_year): row for row in demo.scalars(select(LearnerYear))}
    for application in by_form(demo):
        profile = Profile.from_data(application.profile)
        assert profile.experience
        assert profile.channels
        if profile.audience is Audience.TEACHER:
            assert profile.school
            assert profile.school_type
        frozen = years.get((application.learner_id, application.offering.fiscal_year))
        if frozen is not None:
            told = profile.attributes()
            assert (told.audience, told.school_type) == (frozen.audience, frozen.school_type)
            assert (told.residence_code5, told.organisation) == (frozen.residence_code5, frozen.organisation)
            # その他 are not asked for their industry.
            assert told.industry == frozen.industry or profile.audience is Audience.OTHER


def test_the_form_would_take_what_people_wrote_for_what_lies_ahead(demo):
    towns = frozenset(demo.scalars(select(Municipality.code5)))
    kinds = frozenset(kind.name_ja for kind in load_region().school_types)
    titles = [ahead.title_ja for ahead in AHEAD]
    rows = [each for each in by_form(demo) if each.offering.title_ja in titles]
    assert len(rows) > 40
    for application in rows:
        typed = {
            name: value if isinstance(value, list) else [str(value or "")]
            for name, value in application.profile.items()
        }
        read = read_form(
            typed | {"consent_privacy": ["yes"]}, Asked(Audience.PRIVATE, towns, kinds, knows_person=True)
        )
        assert isinstance(read, Form), read
        assert read.profile == Profile.from_data(application.profile)


def test_everybody_agreed_to_the_notice_and_some_want_to_be_told_of_the_next_course(demo):
    given = defaultdict(set)
    for consent in demo.scalars(select(Consent)):
        given[consent.learner_id].add(consent.kind)
    applied = {application.learner_id for application in by_form(demo)}
    assert {person for person, kinds in given.items() if ConsentKind.PRIVACY in kinds} == applied
    wanting = set(demo.scalars(select(Learner.id).where(Learner.wants_announcements)))
    assert wanting == {person for person, kinds in given.items() if ConsentKind.ANNOUNCEMENTS in kinds}
    assert 0.3 < len(wanting) / len(applied) < 0.6


def columns_of(row):
    return {
        column.name for column in row.__table__.columns if getattr(row, column.name) not in (None, {}, "")
    }


@pytest.mark.parametrize("state", [S.DRAWING, S.ACCEPTED])
def test_what_is_written_all_at_once_is_what_the_operations_write(demo, state):
    """The same person, the same offering, once by the demo and once by the product."""
    application = demo.scalars(
        select(Application)
        .join(Application.offering)
        .where(Application.state == state, Offering.state == OfferingState.OPEN)
        .where(Application.outreach_id.is_(None))  # which link they followed is written afterwards
        .where(Offering.selection == (Selection.LOTTERY if state is S.DRAWING else Selection.FIRST_COME))
        .where(Offering.minimum.is_not(None) if state is S.ACCEPTED else Offering.lottery_string.is_not(None))
    ).first()
    at, offering = application.applied_at, application.offering
    stranger = Learner(
        hub_user="u000000000001",
        login_id="stranger",
        name="架空 旅人",
        name_kana="かくう たびと",
        created_at=at,
    )
    demo.add(stranger)
    demo.flush()
    written = apply(demo, stranger, offering, Profile.from_data(application.profile), at)
    demo.flush()
    assert columns_of(written) == columns_of(application)
    assert (written.state, written.rule_version) == (application.state, application.rule_version)
    moves = moves_by_application(demo)

    def told(row):
        return [
            (each.before, each.after, each.moved_at, each.moved_by_id == row.learner_id, each.reason)
            for each in moves[row.id]
        ]

    assert told(written) == told(application)
    assert _enrolment(demo, written) == _enrolment(demo, application)


def _enrolment(session, application):
    row = session.scalar(select(Enrolment).filter_by(application_id=application.id))
    year = session.get(LearnerYear, (application.learner_id, application.offering.fiscal_year))
    return row and (columns_of(row), row.enrolled_at, row.audience, columns_of(year))

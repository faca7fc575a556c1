"""An application goes only where the table lets it, and every step is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.webapp.enrolment.applying.conftest import APRIL
from webapp.enrolment.applying.models import ApplicationMove
from webapp.enrolment.applying.moves import move
from webapp.enrolment.models import Application
from webapp.enrolment.states import ALLOWED, IllegalMove
from webapp.enrolment.states import ApplicationState as S

STATES = st.sampled_from(S)


def test_every_state_says_where_it_may_go():
    assert set(ALLOWED) == set(S)


@given(before=STATES, after=STATES)
def test_a_state_that_the_table_does_not_allow_cannot_be_set(before, after):
    application = Application(state=before)
    if after is before or after in ALLOWED[before]:
        application.state = after
        assert application.state is after
    else:
        with pytest.raises(IllegalMove):
            application.state = after
        assert application.state is before


def test_a_move_is_kept_with_who_when_and_why(room, database):
    found = room()
    with database.transaction() as session:
        application = found.somebody_applies(session)
        move(
            session,
            application,
            S.WITHDRAWN,
            APRIL,
            by=application.learner_id,
            reason="異動のため",
        )
    with database.sessions() as session:
        told = session.scalars(select(ApplicationMove).order_by(ApplicationMove.id)).all()
    steps = [(step.before, step.after) for step in told]
    assert steps == [(None, S.APPLIED), (S.APPLIED, S.ACCEPTED), (S.ACCEPTED, S.WITHDRAWN)]
    assert (told[-1].moved_by_id, told[-1].moved_at, told[-1].reason) == (
        application.learner_id,
        APRIL,
        "異動のため",
    )

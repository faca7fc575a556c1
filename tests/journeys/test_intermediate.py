"""An intermediate learner does a whole lesson in JupyterLab: sensor data, from the first cell to full marks."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.journeys.lab import PASSWORD, WEBAPP, Exercise, release_of, sign_in, solutions_of
from webapp.db import Database
from webapp.enrolment.models import Enrolment, Learner, Role, RoleGrant
from webapp.fiscal_year import FiscalYear
from webapp.passwords import hash_password
from webapp.programme.audience import Audience
from webapp.programme.models import Offering, OfferingState, Partner, Programme

pytestmark = [pytest.mark.browser, pytest.mark.journey]
# The hub is told of who takes what every three seconds.
UNTIL_THE_HUB_KNOWS = 10_000


def shown_by(cell):
    return cell.locator(".jp-OutputArea").last


@pytest.fixture
def hikari(platform):
    """Somebody who is in an intermediate course that runs today."""
    now = datetime.now(UTC)
    year = FiscalYear.of(now).year
    database = Database(f"sqlite:///{platform.data / 'tateyama.sqlite'}")
    with database.transaction() as session:
        offering = Offering(
            programme=session.scalars(select(Programme).filter_by(fiscal_year=year)).one(),
            fiscal_year=year, course_slug="intermediate", number=70,
            title_ja="中級（架空の夜間）", title_en="Intermediate (imaginary evenings)", audience=Audience.PRIVATE,
            host=session.scalars(select(Partner).filter_by(slug="university")).one(), capacity=10,
            state=OfferingState.RUNNING, starts_on=now.date() - timedelta(days=7),
            ends_on=now.date() + timedelta(days=20),
            completion_rule={"version": 1, "kind": "all_basic", "lessons": ["i2"]},
        )  # fmt: skip
        learner = Learner(
            hub_user="u0c0ffee0c0de", login_id="hikari", password_hash=hash_password(PASSWORD), name="架空 光",
            name_kana="かくう ひかり", email="hikari@example.invalid", language="ja", is_demo=True,
            created_at=now, roles=[RoleGrant(role=Role.LEARNER)],
        )  # fmt: skip
        session.add_all([offering, learner])
        session.flush()
        session.add(
            Enrolment(
                learner_id=learner.id, offering_id=offering.id, audience=Audience.PRIVATE, enrolled_at=now
            )
        )
    database.close()
    return "hikari"


def test_sensor_data_is_done_in_jupyterlab_to_full_marks(platform, page, hikari):
    release = release_of(platform, "intermediate", "i2")
    answers = solutions_of(release)
    sign_in(page, platform, hikari)
    expect(page.get_by_role("main")).to_contain_text("センサーデータの収集と加工")
    page.wait_for_timeout(UNTIL_THE_HUB_KNOWS)
    page.goto(platform.url + "hub/user-redirect/lab/tree/intermediate/i2/exercise.ipynb")
    exercise = Exercise(page, release)

    exercise.run("i2-data")
    # -9999 left in is the slip that the lesson is about: its check says so, and nothing else is lost.
    exercise.write("i2-1-answer", answers["i2-1-answer"].replace("==", ">="))
    exercise.run("i2-1-answer")
    expect(shown_by(exercise.run("i2-1"))).to_contain_text("欠測の印の数が合いません")
    for grade_id, answer in answers.items():
        exercise.write(grade_id, answer)
    exercise.run("i2-1-answer")
    expect(shown_by(exercise.run("i2-1"))).to_contain_text("除いた後は 12.15 cm です")
    panel = exercise.submit("15／15")
    expect(panel).not_to_contain_text("もう少し")

    page.goto(platform.url + WEBAPP + "my-page")
    lesson = page.get_by_role("article").filter(has_text="I2")
    expect(lesson).to_contain_text("基本すべて合格")
    expect(page.get_by_role("main")).to_contain_text("修了")

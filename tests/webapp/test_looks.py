"""In a real browser: pages fit a phone, are readable to everybody, and break no rule of their own policy."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from sqlalchemy import select
from werkzeug.serving import make_server

from course.catalogue import load_courses, read_releases
from course.publish import publish
from webapp import create_app, schema
from webapp.auth import HUB_SESSION_COOKIE
from webapp.config import Settings
from webapp.demo import seed_demo
from webapp.enrolment.models import Enrolment, Learner
from webapp.enrolment.rosters import operations
from webapp.enrolment.rosters.applying import apply_chunk
from webapp.enrolment.rosters.intake import take_in
from webapp.enrolment.rosters.reading import read_file
from webapp.enrolment.rosters.table import find_table
from webapp.hub import Hub, ServerState
from webapp.languages import COOKIE
from webapp.mail.models import Message
from webapp.participation.models import Score, Submission, SubmissionState
from webapp.participation.regrading.models import Regrade
from webapp.participation.regrading.operations import Scope, apply_regrade, ask_for_regrade
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering, OfferingState, Partner

pytestmark = pytest.mark.browser

PAGES = [
    (None, "/"),
    (None, "/courses/beginner"),
    (None, "/nowhere"),
    ("aoi", "/help"),
    (None, "/privacy"),
    (None, "/accessibility"),
    ("operator", "/operator/audit"),
    ("coordinator", "/partners/statistics"),
    ("coordinator", "/partners/people"),
    ("aoi", "/my-page"),
    ("operator", "/my-page"),
    ("coordinator", "/coordinator"),
    ("ren", "/teaching"),
    ("ren", "/teaching/{offering}/book"),
    ("ren", "/teaching/{offering}/regrades/3"),
    ("ren", "/teaching/{offering}"),
    ("ren", "/teaching/{offering}/regrades"),
    ("ren", "/teaching/{offering}/regrades/1"),
    ("ren", "/teaching/{offering}/deadlines"),
    ("ren", "/teaching/{offering}/regrades/2"),
    ("coordinator", "/coordinator/definitions"),
    ("coordinator", "/office"),
    ("coordinator", "/office/offerings/{hosted}"),
    ("coordinator", "/office/offerings/new"),
    ("coordinator", "/office/offerings/{hosted}/edit"),
    ("coordinator", "/office/offerings/{hosted}/meetings"),
    ("coordinator", "/office/offerings/{hosted}/meetings/{meeting}/cancel"),
    ("coordinator", "/office/offerings/{hosted}/meetings/{meeting}/move"),
    ("coordinator", "/office/offerings/{hosted}/meetings/{meeting}/online"),
    ("coordinator", "/office/offerings/{running}/letters"),
    ("coordinator", "/office/offerings/{running}/rosters"),
    ("coordinator", "/office/offerings/{running}/rosters/1"),
    ("coordinator", "/office/offerings/{running}/rosters/2"),
    ("coordinator", "/office/offerings/{running}/letters/nomination"),
    ("coordinator", "/office/offerings/{running}/letters/roster"),
    ("coordinator", "/office/offerings/{running}/letters/head"),
    ("coordinator", "/office/offerings/{hosted}/applications"),
]
# Where axe cannot decide about contrast by itself: text inside the svg ring, whose colours are those of the page, and
# fields in which the style sheet draws an arrow, a calendar, a clock or a lens.
UNDECIDED = "svg text, select, input[type=search], input[type^=date], input[type=time]"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The demo year, served over HTTP."""
    data = tmp_path_factory.mktemp("site")
    settings = Settings(
        data=data,
        run=data / "run",
        database_url=f"sqlite:///{data / 'tateyama.sqlite'}",
        hub_token="hub",
        verify_token="verify",
        secret_key="secret",
        grading_key="the-grading-key",
        demo=True,
        second_factor_required=False,
    )
    publish(load_courses().values(), settings.releases)
    app = create_app(settings)
    database = app.extensions["database"]
    schema.upgrade(database.engine)
    with database.transaction() as session:
        seed_demo(session, date(2026, 11, 23))
        session.add(stuck(session))
        session.flush()
        regraded(session, settings.releases)
        bring_rosters_in(session)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield app, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(timeout=10)
    server.server_close()
    database.close()
    app.extensions["hub"].close()


def stuck(session):
    """A hand-in that could not be graded, so that the coordinator's page shows its notice."""
    enrolment = session.scalars(
        select(Enrolment)
        .join(Enrolment.offering)
        .join(Offering.host)
        .where(Partner.slug == "university", Offering.state == OfferingState.RUNNING)
    ).first()
    return Submission(
        learner_id=enrolment.learner_id, enrolment_id=enrolment.id, course_slug="beginner", lesson_slug="b1",
        release_digest="0" * 64, sha256="0" * 64, size=1, idempotency_key="1",
        received_at=datetime(2026, 11, 23, tzinfo=UTC), state=SubmissionState.PARKED, problem="SandboxFault",
    )  # fmt: skip


def bring_rosters_in(session):
    """Rosters as pages show them: one has rows to mend and a possible double, one came in."""
    offering = session.scalars(
        select(Offering)
        .join(Offering.host)
        .where(Partner.slug == "university", Offering.state == OfferingState.RUNNING)
    ).first()
    by = session.scalars(select(Learner).where(Learner.login_id == "coordinator")).one().id
    known = session.scalars(select(Learner).where(Learner.login_id == "aoi")).one()
    for name, rows in {
        "架空製作所_受講者名簿.csv": f"架空 花子,ハナコ,hanako@@example.jp,昭和65年1月1日\n{known.name},,,\n架空 次郎,ジロウ,jiro@example.jp,H2.4.1\n",
        "取り込んだ名簿.csv": "架空 三郎,サブロウ,saburo@example.jp,S60.4.1\n",
    }.items():
        content = f"氏名,フリガナ,メールアドレス,生年月日,所見\n{rows}".encode()
        sheet = read_file(content)
        roster = take_in(
            session, offering, sheet, find_table(sheet), content=content, file_name=name,
            at=datetime(2026, 11, 23, tzinfo=UTC), by=by, key=b"key",
        )  # fmt: skip
    operations.begin(session, roster, roster.made_at, by)
    while apply_chunk(session, roster.made_at):
        pass


def regraded(session, releases):
    """Batches as pages show them: one counts and its learner has not read why yet, one is a preview, one waits."""
    release = read_releases(releases).current("beginner", "b1")
    ids = [exercise.id for exercise in release.exercises]
    for login_id in ("aoi", "yui"):
        enrolment = session.scalars(
            select(Enrolment).join(Enrolment.learner).join(Enrolment.offering)
            .where(Learner.login_id == login_id, Offering.state == OfferingState.RUNNING)
        ).first()  # fmt: skip
        work = stuck(session)
        work.learner_id, work.enrolment_id, work.idempotency_key = (
            enrolment.learner_id,
            enrolment.id,
            login_id,
        )
        work.state, work.problem = SubmissionState.GRADED, None
        session.add(work)
        session.flush()
        session.add(
            Score(submission_id=work.id, state="GRADED", points=12, max_points=12, sheet=sheet(ids, 12),
                  recorded_at=work.received_at)
        )  # fmt: skip
        session.flush()
        scope = Scope("beginner", enrolment.offering_id, "b1", None if login_id == "yui" else ids[0])
        batch = ask_for_regrade(
            session, scope, "問1のテストが、誤った答えを正しいとしていたため。", releases, work.received_at
        )
        for trial in batch.trials:
            trial.sheet, trial.state = sheet(ids, 9), SubmissionState.GRADED
        session.flush()
        if login_id == "aoi":
            apply_regrade(session, batch, releases, work.received_at)
    waiting = Scope("beginner", batch.offering_id, "b1", ids[1])
    ask_for_regrade(session, waiting, "問2のテストも誤っていたため。", releases, work.received_at)


def sheet(ids, points):
    """A score sheet whose first exercise is failed where points are missing."""
    exercises = [
        {
            "id": id,
            "points": 1,
            "max_points": 1,
            "passed": n > 0 or points == 12,
            "message": {"ja": "", "en": ""},
        }
        for n, id in enumerate(ids)
    ]
    message = {"ja": "", "en": ""}
    return {"state": "GRADED", "points": points, "max_points": 12, "exercises": exercises, "message": message}


@pytest.fixture
def cookies_of(site):
    """The cookies of a browser in which somebody is signed in and has chosen a language."""
    app, address = site
    sign = app.session_interface.get_signing_serializer(app).dumps
    with app.extensions["database"].sessions() as session:
        people = {learner.login_id: learner.id for learner in session.scalars(select(Learner))}

    def cookies(login_id, language):
        jar = {COOKIE: language}
        if login_id:
            jar |= {
                HUB_SESSION_COOKIE: "hub-session",
                "tateyama": sign(
                    {"learner_id": people[login_id], "hub_session": "hub-session", "second_factor": True}
                ),
            }
        return [{"name": name, "value": value, "url": address} for name, value in jar.items()]

    return cookies


@pytest.fixture
def book_is(monkeypatch):
    """Say where the server of each book stands, in place of the hub; a book is about to be ready at first."""

    def book_is(state):
        monkeypatch.setattr(Hub, "server_state", lambda hub, name: state)

    book_is(ServerState.STARTING)
    return book_is


@pytest.fixture
def rens_page(site, browser, cookies_of):
    """A page of the instructor's browser."""
    context = browser.new_context()
    context.add_cookies(cookies_of("ren", "ja"))
    yield context.new_page()
    context.close()


def taught_in(site):
    """The address of the offering whose work was graded again."""
    app, address = site
    with app.extensions["database"].sessions() as session:
        return f"{address}/services/tateyama/teaching/{session.get(Regrade, 1).offering_id}"


def hosted_by_the_university(site):
    """The id of an offering that the demo's coordinator looks after: people can apply to it."""
    with site[0].extensions["database"].sessions() as session:
        return session.scalars(
            select(Offering.id)
            .join(Offering.host)
            .where(Partner.slug == "university", Offering.state == OfferingState.OPEN)
        ).first()


def a_class_of(site, offering_id):
    """The id of the offering's first class that is to come."""
    with site[0].extensions["database"].sessions() as session:
        return session.scalars(
            select(Meeting.id)
            .where(Meeting.offering_id == offering_id, Meeting.mode == MeetingMode.IN_PERSON)
            .order_by(Meeting.starts_at)
        ).first()


def run_by_the_university(site):
    """The id of an offering with people in it whose letters the demo's coordinator makes."""
    with site[0].extensions["database"].sessions() as session:
        return session.scalars(
            select(Offering.id)
            .join(Offering.host)
            .where(Partner.slug == "university", Offering.state == OfferingState.RUNNING)
        ).first()


@pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [(360, "light", "ja"), (360, "dark", "en"), (1200, "dark", "ja"), (1200, "light", "en")],
)
@pytest.mark.usefixtures("book_is")
def test_every_page_is_readable(site, browser, cookies_of, width, scheme, language):
    problems = []
    taught = taught_in(site).rsplit("/", 1)[1]
    hosted = hosted_by_the_university(site)
    others = {"meeting": a_class_of(site, hosted), "running": run_by_the_university(site)}
    for login_id, path in PAGES:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        context.add_cookies(cookies_of(login_id, language))
        page = context.new_page()
        said = []
        page.on("console", lambda message, said=said: said.append(message))
        page.goto(f"{site[1]}/services/tateyama{path.format(offering=taught, hosted=hosted, **others)}")
        assert page.locator("html").get_attribute("lang") == language
        problems += [f"{path}: {problem}" for problem in look_at(page)]
        problems += [message.text for message in said if "Content Security" in message.text]
        context.close()
    assert problems == []


def test_a_preview_that_waits_shows_when_it_is_ready_without_being_loaded_anew(site, rens_page):
    rens_page.goto(f"{taught_in(site)}/regrades/3")
    rens_page.evaluate("window.sameDocument = true")
    button = rens_page.get_by_role("button", name="新しい得点を反映する")
    expect(button).to_be_disabled()
    ids = [
        exercise.id
        for exercise in read_releases(site[0].extensions["settings"].releases)
        .current("beginner", "b1")
        .exercises
    ]
    with site[0].extensions["database"].transaction() as session:
        for trial in session.get(Regrade, 3).trials:
            trial.sheet, trial.state = sheet(ids, 9), SubmissionState.GRADED
    expect(button).to_be_enabled(timeout=15_000)
    assert rens_page.evaluate("window.sameDocument")
    assert rens_page.locator("[data-follow]").count() == 0


def test_a_book_that_is_about_to_open_opens_by_itself(site, rens_page, book_is):
    rens_page.goto(f"{taught_in(site)}/book")
    expect(rens_page.get_by_role("heading", name="成績簿を開いています")).to_be_visible()
    book_is(ServerState.READY)
    rens_page.wait_for_url("**/formgrader/gradebook", timeout=15_000)


@pytest.fixture
def phone(site, browser, cookies_of):
    """A page on somebody's phone."""
    opened = []

    def phone(login_id):
        opened.append(browser.new_context(viewport={"width": 360, "height": 800}))
        opened[-1].add_cookies(cookies_of(login_id, "ja"))
        return opened[-1].new_page()

    yield phone
    for context in opened:
        context.close()


@pytest.fixture
def tomorrow(site):
    """A class of aoi's course that is tomorrow, whatever day it is: its id, and the course's name."""
    with site[0].extensions["database"].transaction() as session:
        offering = session.scalars(
            select(Offering)
            .join(Enrolment, Enrolment.offering_id == Offering.id)
            .join(Enrolment.learner)
            .join(Offering.host)
            .where(
                Learner.login_id == "aoi",
                Offering.state == OfferingState.RUNNING,
                Partner.slug == "university",
            )
        ).first()
        meeting = offering.meetings[-1]
        meeting.state, meeting.mode, meeting.place = (
            MeetingState.PLANNED,
            MeetingMode.IN_PERSON,
            "第1講義室",
        )
        meeting.starts_at = datetime.now(UTC) + timedelta(days=1)
        meeting.ends_at = meeting.starts_at + timedelta(hours=2)
        return meeting.id, f"{offering.title_ja} 第{offering.number}期"


def test_a_class_that_is_snowed_in_goes_online_from_a_phone(site, phone, tomorrow):
    meeting_id, course = tomorrow
    office = phone("coordinator")
    office.goto(f"{site[1]}/services/tateyama/office")
    office.get_by_role("link", name=course).first.click()  # the newest year stands first
    office.get_by_role("link", name="日程を見る・変える").click()
    office.locator(f"li:has(#class-{meeting_id})").get_by_role("link", name="オンラインに切り替える").click()
    expect(office.get_by_label("理由")).to_have_value("大雪のため")
    expect(office.get_by_text("人に知らせます")).to_be_visible()
    office.get_by_label("参加用のURL").fill("https://example.invalid/j/7")
    assert list(look_at(office)) == []
    office.get_by_role("button", name="変更して知らせる").click()
    expect(office.get_by_role("status")).to_contain_text("メールで知らせます")
    assert list(look_at(office)) == []

    aoi = phone("aoi")
    aoi.goto(f"{site[1]}/services/tateyama/my-page")
    told = aoi.get_by_role("region", name="オンラインで行います")
    expect(told).to_contain_text("大雪のため")
    expect(told.get_by_role("link")).to_have_attribute("href", "https://example.invalid/j/7")
    aoi.get_by_text("自分のカレンダーに日程を表示する").click()
    assert list(look_at(aoi)) == []
    calendar = aoi.request.get(site[1] + aoi.locator(".address a").first.get_attribute("href"))
    assert "URL:https://example.invalid/j/7" in calendar.text()
    with site[0].extensions["database"].sessions() as session:
        mails = session.scalars(select(Message).where(Message.template == "meeting_online")).all()
        assert "aoi@example.invalid" in {mail.address for mail in mails}
        assert all("https://example.invalid/j/7" in mail.body for mail in mails)


def look_at(page):
    """What is wrong with a page: wider than the window, or what axe finds."""
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        yield "wider than the window"
    result = Axe().run(page).response
    yield from (f"{found['id']} {targets(found)}" for found in result["violations"])
    for found in result["incomplete"]:
        left = {
            target for target in targets(found) if not page.locator(target).first.evaluate(MATCHES, UNDECIDED)
        }
        if found["id"] != "color-contrast" or left:
            yield f"undecided: {found['id']} {left or targets(found)}"


MATCHES = "(element, selector) => element.matches(selector)"


def targets(found):
    return {target for node in found["nodes"] for target in node["target"]}

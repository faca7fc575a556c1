"""In a real browser: pages fit a phone, are readable to everybody, and break no rule of their own policy."""

from datetime import UTC, datetime, timedelta
from zlib import crc32

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from sqlalchemy import select

from course.catalogue import read_releases
from tests.webapp.demo_site import close, demo_app, fill, served, sheet
from webapp.auth import HUB_SESSION_COOKIE
from webapp.enrolment.models import Enrolment, Learner
from webapp.hub import Hub, ServerState
from webapp.languages import COOKIE
from webapp.mail.models import Message
from webapp.participation.models import SubmissionState
from webapp.participation.regrading.models import Regrade
from webapp.programme.models import MeetingMode, MeetingState, Offering, OfferingState, Partner

pytestmark = pytest.mark.browser

NOWHERE = "/nowhere"
PAGES = [
    (None, "/"),
    (None, "/courses/beginner"),
    (None, NOWHERE),
    ("aoi", "/help"),
    (None, "/privacy"),
    (None, "/accessibility"),
    (None, "/check"),
    (None, "/check/paper?websocket=no&upload=ok"),
    (None, "/class"),
    (None, "/class?code=ACDE3467"),
    ("aoi", "/plain/beginner/b1"),
    ("aoi", "/plain/beginner/b1/b1-1"),
    ("aoi", "/plain/beginner/b5/b5-3"),
    ("aoi", "/plain/beginner/b1/b1-text"),
    ("operator", "/operator/audit"),
    ("operator", "/operator/status"),
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
    ("coordinator", "/coordinator/rows/I07"),
    ("coordinator", "/coordinator/reports"),
    ("coordinator", "/coordinator/reports/new"),
    ("coordinator", "/coordinator/reports/{draft}"),
    ("coordinator", "/coordinator/reports/{draft}/preview"),
    ("coordinator", "/coordinator/reports/{draft}/protection"),
    ("coordinator", "/coordinator/releases/{release}"),
    (None, "/reports"),
    (None, "/reports/{release}"),
    ("coordinator", "/coordinator/official"),
    ("coordinator", "/coordinator/programme"),
    ("coordinator", "/coordinator/programme/boxes/new"),
    ("coordinator", "/coordinator/programme/boxes/{box}"),
    ("coordinator", "/coordinator/programme/targets/{target}"),
    ("coordinator", "/coordinator/councils"),
    ("coordinator", "/coordinator/councils/new"),
    ("coordinator", "/coordinator/councils/{council}"),
    ("coordinator", "/coordinator/councils/{council}/edit"),
    ("coordinator", "/coordinator/councils/{council}/remarks/{remark}"),
    ("coordinator", "/office/cohorts"),
    ("coordinator", "/office/cohorts/new"),
    ("coordinator", "/office/cohorts/{cohort}"),
    ("coordinator", "/office/cohorts/{cohort}/edit"),
    ("kencho", "/partners/cohorts"),
    (None, "/cases"),
    (None, "/cases/{case}"),
    ("coordinator", "/office/offerings/{case_course}/cases"),
    ("coordinator", "/office/offerings/{case_course}/cases/{case_asked}"),
    ("aoi", "/my-page/cases"),
    ("coordinator", "/office/seminars"),
    ("coordinator", "/office/outreach"),
    ("coordinator", "/office/outreach/new"),
    ("coordinator", "/office/outreach/batch"),
    ("coordinator", "/office/outreach/{contact}"),
    ("coordinator", "/office/recruiting"),
    ("coordinator", "/office/offerings/{recruiting}/recruiting"),
    ("coordinator", "/office/offerings/{taking}/announcement"),
    ("coordinator", "/coordinator/contacts"),
    (None, "/l/{contact_code}/share"),
    (None, "/courses/beginner/notice"),
    (None, "/notices/{notice}"),
    ("coordinator", "/office/seminars/new"),
    ("coordinator", "/office/seminars/{seminar}/edit"),
    ("coordinator", "/office/seminars/{seminar}/reception"),
    ("coordinator", "/office/seminars/{seminar}/guests"),
    ("coordinator", "/office/seminars/{seminar}/survey"),
    (None, "/seminars/{seminar}/arrive/{arrival}"),
    (None, "/seminars/consent/{consent}"),
    (None, "/surveys/{seminar_survey}"),
    ("ren", "/teaching/{offering}/activity"),
    ("aoi", "/my-page/activity"),
    ("coordinator", "/office"),
    ("coordinator", "/office/needs"),
    ("coordinator", "/office/needs/statistics"),
    ("coordinator", "/office/needs/1"),
    ("coordinator", "/office/needs/visits"),
    ("coordinator", "/office/needs/visits/1"),
    ("coordinator", "/office/needs/visits/new"),
    ("coordinator", "/office/needs/organisations/1"),
    ("coordinator", "/office/needs/round-table"),
    ("coordinator", "/office/needs/applications"),
    ("coordinator", "/office/needs/surveys"),
    ("coordinator", "/office/needs/import"),
    ("coordinator", "/office/needs/compose?needs=1&needs=3"),
    ("coordinator", "/office/offerings/{running}/needs"),
    (None, "/needs"),
    (None, "/needs/thanks?contact={contact_kept}"),
    (None, "/needs/contact/{contact_kept}"),
    ("coordinator", "/office/offerings/{hosted}"),
    ("coordinator", "/office/offerings/new"),
    ("coordinator", "/office/offerings/{hosted}/edit"),
    ("coordinator", "/office/offerings/{hosted}/meetings"),
    ("coordinator", "/office/offerings/{hosted}/surveys"),
    ("coordinator", "/teaching/{hosted}/attendance"),
    ("coordinator", "/teaching/{hosted}/meetings/{meeting}/reception"),
    ("coordinator", "/teaching/{hosted}/meetings/{meeting}/attendance"),
    ("coordinator", "/teaching/{hosted}/meetings/{meeting}/web-meeting"),
    ("aoi", "/my-page/attendance"),
    ("sensei", "/my-page/certificates"),
    ("sensei", "/my-page/records/{record}"),
    ("aoi", "/my-page/certificates"),
    (None, "/c/{check}"),
    (None, "/certificate-programmes"),
    ("coordinator", "/teaching/{completing}/completion"),
    ("coordinator", "/office/records"),
    ("coordinator", "/office/certificate-programmes"),
    ("aoi", "/my-page/surveys/{survey}"),
    ("coordinator", "/office/offerings/{hosted}/meetings/{meeting}/cancel"),
    ("coordinator", "/office/offerings/{hosted}/meetings/{meeting}/move"),
    ("coordinator", "/office/offerings/{hosted}/meetings/{meeting}/online"),
    ("coordinator", "/office/offerings/{running}/letters"),
    ("coordinator", "/office/offerings/{running}/rosters"),
    ("coordinator", "/office/offerings/{running}/rosters/{to_mend}"),
    ("coordinator", "/office/offerings/{running}/rosters/{came_in}"),
    ("coordinator", "/office/offerings/{running}/letters/nomination"),
    ("coordinator", "/office/offerings/{running}/letters/roster"),
    ("coordinator", "/office/offerings/{running}/letters/head"),
    ("coordinator", "/office/offerings/{hosted}/applications"),
    ("coordinator", "/office/offerings/{taking}/applications/{theirs}"),
    ("coordinator", "/office/offerings/{taking}/cards"),
    ("coordinator", "/office/offerings/{taking}/invitations"),
    ("coordinator", "/office/offerings/{taking}/approvals"),
    ("coordinator", "/office/offerings/{taking}/instructors"),
    ("coordinator", "/office/offerings/{taking}/call-off"),
    ("coordinator", "/office/offerings/{drawn}/lottery"),
    (None, "/offerings/{drawn}/draw"),
    ("coordinator", "/office/mail"),
    ("coordinator", "/office/mail/{message}"),
    ("coordinator", "/office/mail/templates"),
    ("coordinator", "/office/mail/templates/meeting_moved"),
    (None, "/mail/stop/{stops}"),
    (None, "/offerings/{taking}"),
    (None, "/offerings/{taking}/apply"),
    ("aoi", "/offerings/{taking}/apply"),
    (None, "/invitations/{invitation}"),
    (None, "/invitations/{invitation}/apply"),
    (None, "/invitations/{invitation}/group"),
    (None, "/invited/{invited}"),
    (None, "/approvals/{approval}"),
    (None, "/applications/confirm/{confirms}"),
    (None, "/applications/begin/{begins}"),
    ("aoi", "/my-page/applications/{mine}"),
    ("aoi", "/my-page/applications/{mine}/leave"),
    ("aoi", "/my-page/consents"),
    ("aoi", "/account"),
    ("aoi", "/account/addresses"),
    (None, "/account/addresses/first/link/{address}"),
    ("aoi", "/account/password"),
    ("aoi", "/account/recovery-codes"),
    ("coordinator", "/account/second-factor"),
    ("coordinator", "/account/colleagues"),
    ("coordinator", "/account/roles"),
    ("coordinator", "/office/corrections"),
    ("aoi", "/my-page/seen"),
    ("aoi", "/account/data"),
    ("aoi", "/account/corrections"),
    ("aoi", "/account/leave"),
    (None, "/account/card"),
    (None, "/account/forgotten"),
    (None, "/account/forgotten/code"),
]
# Where axe cannot decide about contrast by itself: text inside the svg ring, whose colours are those of the page, and
# fields in which the style sheet draws an arrow, a calendar, a clock or a lens, single signs whose words stand beside them.
UNDECIDED = ".mark[aria-hidden], .notes .sign, .checks .sign, svg text, select, input[type=search], input[type^=date], input[type=time]"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The demo year, served over HTTP."""
    app = demo_app(tmp_path_factory.mktemp("site"))
    with app.extensions["database"].transaction() as session:
        app.extensions["named"] = fill(session, app.extensions["settings"])
    with served(app) as address:
        yield app, address
    close(app)


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


# Each language at both widths and in both schemes; across the two, every width meets every scheme.
SIGHTS = {"ja": ((360, "light"), (1200, "dark")), "en": ((360, "dark"), (1200, "light"))}


@pytest.mark.parametrize("language", SIGHTS)
@pytest.mark.usefixtures("book_is")
def test_every_page_is_readable(site, browser, cookies_of, language):
    """Both widths hold each page in each language; axe looks at it once, at one of the four sights that its address draws."""
    problems = problems_of_pages(site, browser, cookies_of, language, once)
    assert not problems, "\n".join(problems)


@pytest.mark.whole
@pytest.mark.parametrize("language", SIGHTS)
@pytest.mark.usefixtures("book_is")
def test_every_page_is_readable_at_both_widths_in_both_schemes(site, browser, cookies_of, language):
    problems = problems_of_pages(site, browser, cookies_of, language, always)
    assert not problems, "\n".join(problems)


def once(path, language, sight):
    drawn = crc32(path.encode()) % 4
    return (list(SIGHTS)[drawn // 2], SIGHTS[language][drawn % 2]) == (language, sight)


def always(_path, _language, _sight):
    return True


def problems_of_pages(site, browser, cookies_of, language, axe_looks):
    """What is wrong with any page; `axe_looks` says at which page and sight more than its width is looked at."""
    problems = []
    for login_id in dict.fromkeys(login_id for login_id, _ in PAGES):
        # Without movement: a colour on its way to the other scheme is none that anybody reads.
        context = browser.new_context(reduced_motion="reduce")
        context.add_cookies(cookies_of(login_id, language))
        # One window for all of a person's pages, as people have: a new one is a new process, dearer than looking at it.
        page = context.new_page()
        said = []
        page.on("console", lambda message, said=said: said.append(message))
        page.on("pageerror", lambda error, found=problems: found.append(f"a script failed: {error}"))
        for path in (path for whose, path in PAGES if whose == login_id):
            page.emulate_media(color_scheme=SIGHTS[language][0][1])
            page.set_viewport_size({"width": SIGHTS[language][0][0], "height": 800})
            address = path.format(**site[0].extensions["named"])
            answer = page.goto(f"{site[1]}/services/tateyama{address}")
            assert answer.status == (404 if path == NOWHERE else 200), address
            assert answer.request.redirected_from is None, address
            assert page.locator("html").get_attribute("lang") == language
            for width, scheme in SIGHTS[language]:
                page.set_viewport_size({"width": width, "height": 800})
                page.emulate_media(color_scheme=scheme)
                found = look_at(page) if axe_looks(path, language, (width, scheme)) else too_wide(page)
                problems += [f"{path} {width} {scheme}: {problem}" for problem in found]
        problems += [message.text for message in said if "Content Security" in message.text]
        context.close()
    return problems


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


def test_a_plan_asks_only_for_what_the_chosen_rule_and_way_of_choosing_need(site, phone):
    office = phone("coordinator")
    office.goto(f"{site[1]}/services/tateyama/office/offerings/new")
    lessons, share = office.get_by_text("修了に必要なレッスン"), office.get_by_label("出席の割合")
    kind = office.get_by_label("決め方")
    for chosen, asked in (
        ("all_basic", (True, False)),
        ("attendance", (False, True)),
        ("both", (True, True)),
    ):
        kind.select_option(chosen)
        assert (lessons.is_visible(), share.is_visible()) == asked
    for chosen in ("first_come", "lottery", "review"):
        office.get_by_label("選考方法").select_option(chosen)
        assert office.get_by_label("抽選に使う文字列").is_visible() == (chosen == "lottery")


def look_at(page):
    """What is wrong with a page: wider than the window, or what axe finds."""
    yield from too_wide(page)
    result = run_axe(page)
    yield from (f"{found['id']} {targets(found)}" for found in result["violations"])
    for found in result["incomplete"]:
        left = {
            target for target in targets(found) if not page.locator(target).first.evaluate(MATCHES, UNDECIDED)
        }
        if found["id"] != "color-contrast" or left:
            yield f"undecided: {found['id']} {left or targets(found)}"


def too_wide(page):
    """Whether a page has to be moved sideways."""
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        yield "wider than the window"


def run_axe(page):
    """What axe finds now; a page that it has looked at before is not given the whole of axe again."""
    if page.evaluate("'axe' in window"):
        return page.evaluate("axe.run({resultTypes: ['violations', 'incomplete']})")
    return Axe().run(page, options={"resultTypes": ["violations", "incomplete"]}).response


MATCHES = "(element, selector) => element.matches(selector)"


def targets(found):
    return {target for node in found["nodes"] for target in node["target"]}

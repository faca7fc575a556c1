"""A person's way through their rights in Chromium: who looked, a consent taken back, the data taken home, and leaving."""

import json
import re
import zipfile
from html import unescape

import pytest
from playwright.sync_api import expect

from tests.webapp.demo_site import close, demo_app, fill, served
from webapp.auth import HUB_SESSION_COOKIE
from webapp.demo.accounts import PASSWORD
from webapp.enrolment.applying.consents import consents_of
from webapp.enrolment.applying.models import ConsentKind
from webapp.enrolment.models import Learner
from webapp.languages import COOKIE
from webapp.participation.erasing import is_erased

pytestmark = pytest.mark.browser
PREFIX = "/services/tateyama"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The demo year with a report that was released and its open data."""
    app = demo_app(tmp_path_factory.mktemp("site"))
    with app.extensions["database"].transaction() as session:
        app.extensions["named"] = fill(session, app.extensions["settings"])
    with served(app) as address:
        yield app, address
    close(app)


def people(app):
    with app.extensions["database"].sessions() as session:
        return {learner.login_id: learner.id for learner in session.query(Learner)}


def page_of(browser, site, login_id):
    """A phone on which this person is signed in."""
    app, address = site
    sign = app.session_interface.get_signing_serializer(app).dumps
    told = {"learner_id": people(app)[login_id], "hub_session": "hub-session", "second_factor": True}
    context = browser.new_context(viewport={"width": 360, "height": 780}, accept_downloads=True)
    jar = {COOKIE: "ja", HUB_SESSION_COOKIE: "hub-session", "tateyama": sign(told)}
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in jar.items()])
    return context.new_page()


def released(app):
    """What everybody may read of the released report, byte for byte."""
    client, number = app.test_client(), app.extensions["named"]["release"]
    page = client.get(f"{PREFIX}/reports/{number}").text
    files = sorted(set(re.findall(r'href="([^"]*/files/[^"]+)"', page)))
    return {file: client.get(unescape(file)).data for file in files}


def test_a_person_sees_who_looked_takes_back_takes_home_and_leaves(browser, site, tmp_path):
    app, address = site
    database, before = app.extensions["database"], released(app)
    assert len(before) >= 2
    number = people(app)["aoi"]
    named = app.extensions["named"]
    office = page_of(browser, site, "coordinator")
    office.goto(f"{address}{PREFIX}/office/offerings/{named['drawn']}/applications")

    page = page_of(browser, site, "aoi")
    page.goto(f"{address}{PREFIX}/my-page")
    page.get_by_role("link", name="私の情報を見た人").click()
    expect(page.get_by_role("row").filter(has_text="申込の一覧が表示されました").first).to_contain_text(
        "事務局"
    )

    page.goto(f"{address}{PREFIX}/my-page/consents")
    photo = page.get_by_label("講座の記録写真に写り")
    photo.check()
    page.get_by_role("button", name="保存する").click()
    page.get_by_label("講座の記録写真に写り").uncheck()
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_text("に取消（第")).to_have_count(1)
    with database.sessions() as session:
        assert consents_of(session, session.get_one(Learner, number))[ConsentKind.PHOTO].given is False

    page.get_by_role("link", name="退会（情報の消去）").click()
    page.get_by_role("link", name="先に自分の情報をダウンロードする").click()
    page.get_by_label("いまのパスワード").fill("ちがうパスワード")
    page.get_by_role("button", name="ダウンロードする").click()
    expect(page.get_by_role("alert")).to_contain_text("いまのパスワードが違います")
    page.get_by_label("いまのパスワード").fill(PASSWORD)
    with page.expect_download() as download:
        page.get_by_role("button", name="ダウンロードする").click()
    download.value.save_as(tmp_path / "mine.zip")
    told = json.loads(zipfile.ZipFile(tmp_path / "mine.zip").read("data.json"))["tables"]
    assert told["learner"]["rows"][0]["login_id"] == "aoi"
    assert any(
        line["what"] == "申込の一覧が表示されました / The list of applications was opened"
        for line in told["who_looked"]["rows"]
    )

    page.goto(f"{address}{PREFIX}/account")
    page.get_by_role("link", name="退会（情報の消去）").click()
    page.get_by_label("いまのパスワード").fill(PASSWORD)
    page.get_by_label("消した情報は元に戻せないことを確かめました。").check()
    page.get_by_role("button", name="退会して情報を消す").click()
    expect(page.get_by_role("heading", name="退会しました")).to_be_visible()
    with database.sessions() as session:
        assert is_erased(session.get_one(Learner, number))
    assert released(app) == before

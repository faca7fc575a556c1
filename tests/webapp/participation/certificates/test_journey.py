"""In a real browser: a teacher completes, takes the certificate and the badge home, and sends the training record."""

import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.scanning import scanned
from tests.webapp.demo_site import served
from tests.webapp.participation.certificates.conftest import AT
from webapp.enrolment.models import Learner, Role
from webapp.participation.records.handing_over import save_recipient
from webapp.participation.records.mapping import standard_form
from webapp.participation.records.models import RecipientKind
from webapp.programme.audience import Audience
from webapp.programme.models import Partner

pytestmark = pytest.mark.browser


@pytest.fixture
def address(app):
    with served(app) as address:
        yield address


def test_a_teacher_takes_home_what_they_earned(
    app, address, open_as, browser, enrol, attend, offering, database, make_learner
):
    staff = make_learner()
    with database.transaction() as session:
        save_recipient(
            session, session.get(Partner, offering.host_id), None, kind=RecipientKind.APPOINTER, name="架空町教育委員会",
            address="学校教育課", mapping=standard_form(), is_open=True, at=AT, by=staff.id,
        )  # fmt: skip
    enrolment = enrol(
        audience=Audience.TEACHER, name="髙﨑 太郎", name_kana="たかさき たろう", email="taro@example.jp",
        email_confirmed_at=AT,
    )  # fmt: skip
    attend(enrolment, 1, 2, 3, 4, 5)
    with database.sessions() as session:
        learner = session.get(Learner, enrolment.learner_id)
    page = open_as(address, learner, 360)
    page.goto(f"{address}/services/tateyama/my-page")
    page.get_by_role("link", name="修了証・バッジ").click()
    expect(page.get_by_text("出席 5/8（必要 6/8）")).to_be_visible()
    expect(page.get_by_role("button", name="修了証を発行する")).to_have_count(0)

    attend(enrolment, 6)
    page.reload()
    page.get_by_role("button", name="修了証を発行する").dblclick()
    expect(page.get_by_text("修了証 R")).to_have_count(1)
    paper = page.get_by_role("link", name="修了証を開く（PDF）").get_attribute("href")
    made = page.context.request.get(address + paper)
    (on_paper,) = scanned(made.body())

    check = urlsplit(page.get_by_role("link", name="確認用のページ").get_attribute("href")).path
    outside = browser.new_context(locale="ja-JP", viewport={"width": 360, "height": 740})
    stranger = outside.new_page()
    assert urlsplit(on_paper).path == check
    stranger.goto(address + check)
    expect(stranger.get_by_role("status")).to_contain_text("この修了証は有効です")
    expect(stranger.get_by_text("T.T.")).to_be_visible()
    expect(stranger.get_by_text("髙﨑")).to_have_count(0)
    assert outside.request.get(address + paper, max_redirects=0).status == 302  # to the sign-in
    outside.close()

    page.get_by_role("button", name="オープンバッジをつくる").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="中身（JSON）").click()
    said = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert "OpenBadgeCredential" in said["type"]

    page.get_by_role("link", name="架空町教育委員会").click()
    expect(page.get_by_text("渡す内容（これがすべてです）")).to_be_visible()
    page.get_by_role("button", name="同意して送る").click()
    expect(page.get_by_role("alert")).to_contain_text("同意の欄")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="同意して送る").click()
    expect(page.get_by_role("status")).to_contain_text("引渡しを待っています")
    page.get_by_role("button", name="同意を取り消す").click()
    expect(page.get_by_text("同意を取り消しました。研修履歴は渡しません。")).to_be_visible()

    # Agreed to again, the office hands it over, and the receipt says so.
    page.goto(f"{address}/services/tateyama/my-page/certificates")
    page.get_by_role("link", name="架空町教育委員会").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="同意して送る").click()
    with database.sessions() as session:
        host = session.get(Partner, offering.host_id)
    office = open_as(address, make_learner((Role.COORDINATOR, host)), 1200)
    office.goto(f"{address}/services/tateyama/office/records")
    office.get_by_role("button", name="1人分のファイルをつくる").click()
    with office.expect_download() as download:
        office.get_by_role("link", name="ファイルを取り出す（CSV）").click()
    assert "髙﨑 太郎" in download.value.path().read_text(encoding="cp932")
    page.reload()
    expect(page.get_by_role("status").first).to_contain_text("架空町教育委員会へ渡しました。")

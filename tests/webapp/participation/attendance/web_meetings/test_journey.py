"""Web会議の参加記録、書き出したファイルから出席簿まで: somebody chooses a file, looks, ticks and records."""

import pytest
from playwright.sync_api import expect

from tests.webapp.demo_site import served
from tests.webapp.participation.attendance.web_meetings.lists import teams
from tests.webapp.participation.browsing import look

PREFIX = "/services/tateyama"
pytestmark = pytest.mark.browser


def test_a_file_is_chosen_looked_at_and_recorded(app, offering, meeting, enrol, coordinator, open_as):
    enrol(name="架空 蒼", name_kana="かくう あおい", email="aoi@example.jp")
    enrol(name="架空 結", name_kana="かくう ゆい", email="yui@example.jp")
    for place in range(2):
        enrol(name="架空 空", name_kana="かくう そら", email=f"sora{place}@example.jp")
    content = teams(
        meeting, ("Aoi", "aoi@example.jp", 0, 120), ("架空 結", "", 30, 60), ("架空 空", "", 20, 110),
        ("どなたか", "stranger@example.jp", 0, 5),
    )  # fmt: skip
    with served(app) as address:
        for width, named in ((360, "phone"), (1200, "desk")):
            page = open_as(address, coordinator, width)
            page.goto(f"{address}{PREFIX}/teaching/{offering.id}/attendance")
            look(page, f"overview-{named}")
            page.get_by_role("link", name="出席簿を開く").click()
            page.get_by_role("link", name="Web会議の参加記録を取り込む").click()
            look(page, f"web-meeting-empty-{named}")
            page.get_by_label("参加記録のファイル").set_input_files(
                {"name": "meeting.csv", "mimeType": "text/csv", "buffer": content}
            )
            page.get_by_role("button", name="照合する").click()
            expect(page.get_by_role("checkbox", name="架空 蒼")).to_be_checked()
            expect(page.get_by_role("checkbox", name="架空 結")).not_to_be_checked()
            expect(page.get_by_text("どなたか")).to_be_visible()
            look(page, f"web-meeting-{named}")
        page.get_by_role("checkbox", name="sora1@example.jp").check()
        page.get_by_role("button", name="印を付けた人を").click()
        expect(page.get_by_text("2人をオンラインの出席として記録しました")).to_be_visible()
        look(page, "web-meeting-recorded")
        page.goto(f"{address}{PREFIX}/teaching/{offering.id}/attendance")
        expect(page.get_by_text("出席 2人")).to_be_visible()
        expect(page.get_by_text("実施済")).to_be_visible()

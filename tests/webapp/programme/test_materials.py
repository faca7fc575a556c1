"""The lessons' pages to read: open to everybody, and nothing else of the data folder with them."""

import pytest

from course.catalogue import load_courses

P = "/services/tateyama"


@pytest.fixture
def site(settings):
    (settings.site / "beginner").mkdir(parents=True)
    (settings.site / "beginner" / "b1.html").write_text("<h1>読む教材</h1>")
    return settings.site


def test_anybody_reads_a_lesson(client, site):
    with client.get(f"{P}/materials/beginner/b1.html") as page:
        assert page.status_code == 200
        assert "読む教材" in page.text


@pytest.mark.parametrize(
    "name", ["beginner/b9.html", "../secrets/hub_token", "%2e%2e/index.json", "beginner"]
)
def test_what_is_no_page_is_not_found(client, site, name):
    (site.parent / "secrets").mkdir(exist_ok=True)
    (site.parent / "secrets" / "hub_token").write_text("secret")
    (site.parent / "index.json").write_text("secret")
    assert client.get(f"{P}/materials/{name}").status_code == 404


def test_a_course_leads_to_the_pages_of_its_lessons_also_of_those_that_another_course_wrote(client, site):
    for slug in ("beginner", "staff"):
        shown = client.get(f"{P}/courses/{slug}").text
        assert f'href="{P}/materials/beginner/b1.html"' in shown
        assert "教材を見る" in shown


def test_who_reads_english_is_led_to_the_page_with_an_english_frame_where_it_was_built(client, site):
    client.set_cookie("tateyama_language", "en")
    for there, page in ((False, "b1.html"), (True, "b1.en.html")):
        if there:
            (site / "beginner" / "b1.en.html").write_text("<h1>読む教材</h1>")
        assert f'href="{P}/materials/beginner/{page}"' in client.get(f"{P}/courses/beginner").text


def test_a_lesson_without_a_page_leads_nowhere(client):
    assert load_courses()["beginner"].lessons
    assert "教材を見る" not in client.get(f"{P}/courses/beginner").text

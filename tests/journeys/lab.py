"""A learner's hands: signing in and working in JupyterLab as a person would, through the browser alone."""

import json
import re
from pathlib import Path

from playwright.sync_api import expect

CHECKOUT = Path(__file__).resolve().parents[2]
PASSWORD = "tateyama-demo"
SUBMIT = "提出して採点（何度でも可）"
WEBAPP = "services/tateyama/"


def sign_in(page, platform, login_id, then="my-page", password=PASSWORD):
    """Open a page that needs a person and sign in on the hub's page."""
    page.goto(platform.url + WEBAPP + then)
    page.get_by_label("ログインID").fill(login_id)
    page.get_by_label("パスワード", exact=True).fill(password)
    page.get_by_role("button", name="サインイン", exact=True).click()
    page.wait_for_url(f"**/{WEBAPP}{then}*")


def open_phone(browser):
    """A fresh profile on a phone of 360 pixels."""
    return browser.new_context(
        locale="ja-JP", timezone_id="Asia/Tokyo", viewport={"width": 360, "height": 780}
    ).new_page()


class Exercise:
    """One exercise notebook, open in JupyterLab."""

    def __init__(self, page, release):
        self.page = page
        self.positions = positions_in(release / "learner" / "exercise.ipynb")
        self.cells = page.locator(".jp-Notebook .jp-Cell")
        expect(self.cells).to_have_count(self.length(release), timeout=90_000)
        # Typing before the kernel is there would run cells into nothing.
        page.get_by_text("Python 3 (ipykernel) | アイドル").wait_for(timeout=90_000)

    def length(self, release):
        return len(json.loads((release / "learner" / "exercise.ipynb").read_text())["cells"])

    def cell(self, grade_id):
        return self.cells.nth(self.positions[grade_id])

    def write(self, grade_id, code):
        """Replace what stands in a cell."""
        cell = self.cell(grade_id)
        cell.scroll_into_view_if_needed()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(code)

    def run(self, grade_id):
        """Press Shift+Enter in a cell and wait until it has run."""
        cell = self.cell(grade_id)
        cell.scroll_into_view_if_needed()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Shift+Enter")
        expect(cell.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]:"), timeout=60_000)
        return cell

    def submit(self, score):
        """Press the button and wait for this score."""
        self.page.get_by_role("button", name=SUBMIT).click()
        panel = (
            self.page.get_by_role("complementary")
            .filter(has_text="提出と採点")
            .or_(self.page.locator("#jp-right-stack"))
        )
        expect(panel.first).to_contain_text(f"{score}点", timeout=60_000)
        return panel.first


def positions_in(notebook):
    """Where each graded or solution cell stands in a notebook."""
    cells = json.loads(notebook.read_text())["cells"]
    return {
        cell["metadata"]["nbgrader"]["grade_id"]: position
        for position, cell in enumerate(cells)
        if "nbgrader" in cell["metadata"]
    }


def release_of(platform, course="beginner", lesson="b1"):
    """The folder of a lesson's current release on the server."""
    index = json.loads((platform.data / "releases" / "index.json").read_text())
    lessons = index["courses"][course]["lessons"]
    digest = next(entry["digest"] for entry in lessons if entry["lesson"] == lesson)
    return platform.data / "releases" / digest


def solutions_of(release):
    """The author's answers by grade id, as a learner who knows everything would type them."""
    cells = json.loads((release / "source.ipynb").read_text())["cells"]
    return {
        cell["metadata"]["nbgrader"]["grade_id"]: answer_in("".join(cell["source"]))
        for cell in cells
        if cell["cell_type"] == "code" and cell["metadata"].get("nbgrader", {}).get("solution")
    }


def answer_in(source):
    """An author's answer without the template and the markers around it."""
    without_template = re.sub(r"### BEGIN TEMPLATE.*?### END TEMPLATE\n", "", source, flags=re.DOTALL)
    return re.sub(r"### (BEGIN|END) SOLUTION\n?", "", without_template).strip()

"""`make screenshots`: README's two pictures, taken from a running demo year."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT))

from tests.conftest import CHROMIUM_FLAGS  # noqa: E402 - after the path
from tests.journeys.conftest import start_platform, stop_platform  # noqa: E402
from tests.journeys.lab import Exercise, release_of, sign_in, solutions_of  # noqa: E402

PICTURES = CHECKOUT / "webapp" / "static" / "pictures"


def learner_picture(page, platform):
    """A learner reads the score of an attempt with one exercise still to mend."""
    release = release_of(platform)
    sign_in(page, platform, "aoi")
    page.goto(platform.url + "hub/user-redirect/lab/tree/beginner/b1/exercise.ipynb")
    exercise = Exercise(page, release)
    for grade_id, answer in solutions_of(release).items():
        exercise.write(grade_id, answer)
    exercise.write("b1-3-answer", 'largest = "富山市"\nshare_pct = 40.0')
    for grade_id in ("b1-data", "b1-1-answer", "b1-1"):
        exercise.run(grade_id)
    exercise.submit("10／12")
    exercise.cell("b1-1-answer").scroll_into_view_if_needed()
    page.screenshot(path=PICTURES / "learner.png")


def coordinator_picture(page, platform):
    """The coordinator's first screen."""
    sign_in(page, platform, "coordinator", then="coordinator")
    page.screenshot(path=PICTURES / "coordinator.png")


def main():
    """Start the demo, take both pictures, stop."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    data = Path(tempfile.mkdtemp(prefix="tateyama-"))
    data.chmod(0o755)
    platform = start_platform(data)
    try:
        with sync_playwright() as playwright:
            path = shutil.which("chromium") or shutil.which("chromium-browser")
            browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
            for take in (learner_picture, coordinator_picture):
                context = browser.new_context(
                    locale="ja-JP", timezone_id="Asia/Tokyo", viewport={"width": 1200, "height": 800}
                )
                take(context.new_page(), platform)
                context.close()
            browser.close()
    finally:
        stop_platform(platform.process)
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    main()

"""読む教材のページ: which files of the built site a reader is sent to."""

from pathlib import Path

from course.catalogue import Text


def page_to_read(site: Path, course: str, lesson: str) -> Text | None:
    """The names below `site` of a lesson's page, by the language of its frame; None where no page was built."""
    page, english = f"{course}/{lesson}.html", f"{course}/{lesson}.en.html"
    if not (site / page).is_file():
        return None
    return Text(page, english if (site / english).is_file() else page)

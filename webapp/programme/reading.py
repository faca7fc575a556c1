"""読む教材のページ: which file of the built site a reader is sent to."""

from pathlib import Path

from webapp.languages import language


def page_to_read(site: Path, course: str, lesson: str) -> str | None:
    """The page of a lesson with its frame in the reader's language, as a name below `site`; None where none was built."""
    own = f"{course}/{lesson}.html"
    there = f"{course}/{lesson}.{language()}.html"
    return next((page for page in (there, own) if (site / page).is_file()), None)

"""Finding every Japanese text that pages mark, and keeping the English list in step with them."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent.parent
METHODS = [("templates/**.html", "jinja2"), ("**.py", "python")]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "mark": None,
}


def collect(package: Path = PACKAGE) -> Catalog:
    """Every text marked in templates and Python, with the files where it stands."""
    catalogue = Catalog(project="Tateyama", charset="utf-8", fuzzy=False)
    found = extract_from_dir(package, METHODS, keywords=KEYWORDS, strip_comment_tags=True)
    # Files, not lines: a list that changes with every moved line is never reviewed.
    for file, _line, text, _comments, _context in sorted(found, key=lambda row: (row[0], row[1])):
        catalogue.add(text, locations=[(f"webapp/{file}", 0)])
    return catalogue


def update_english(source: Path) -> list[str]:
    """Bring the .po in step with the sources; return the texts without English."""
    wanted = collect()
    with source.open("rb") as words:
        english = read_po(words, locale="en")
    english.update(wanted, no_fuzzy_matching=True)
    english.obsolete.clear()
    with source.open("wb") as words:
        write_po(words, english, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return [str(message.id) for message in english if message.id and not message.string]

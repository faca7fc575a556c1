"""Finding every Japanese text that pages mark, and keeping the English list in step with them."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

# Without the dates and names that tools put here: git knows them.
HEADER = b"""# English words for Tateyama's pages; the Japanese text is the key.
msgid ""
msgstr ""
"Project-Id-Version: Tateyama\\n"
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
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
    write_english(source, english)
    return [str(message.id) for message in english if message.id and not message.string]


def write_english(source: Path, english: Catalog) -> None:
    """Write the list in its one form, so that a change shows nothing but what changed."""
    with source.open("wb") as words:
        words.write(HEADER)
        write_po(words, english, 110, omit_header=True, sort_output=True, include_lineno=False)

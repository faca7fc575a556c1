"""新しいレッスンと講座: writes a lesson that passes its tests at once, and a course composed of others' lessons."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from course.catalogue import COURSE, SLUG
from course.content import Text
from course.mistake import ContentMistake
from course.tables import read_table

PATTERN = Path(__file__).parent / "patterns" / "lesson"
# What the pattern's files hold in the places of a lesson's name and its data's digest.
NAME, DIGEST = "LESSON", "SHA256"


def new_lesson(root: Path, course: str, slug: str) -> Path:
    """Write a small, sound lesson into a course and list it there; raises ContentMistake for a name that is taken."""
    listed = root / course / "course.toml"
    folder = _free(root / course, slug)
    if not listed.is_file():
        what = f"講座 {course} はありません / there is no course {course}"
        raise ContentMistake(listed, what, "python -m course list で名前を見る / see python -m course list")
    text = _listing(listed, slug)
    data = sorted((PATTERN / "data").glob("*.csv"))
    digest = hashlib.sha256(data[0].read_bytes()).hexdigest()
    for pattern in sorted(file for file in PATTERN.rglob("*") if file.is_file()):
        written = pattern.read_text(encoding="utf-8").replace(NAME, slug).replace(DIGEST, digest)
        file = folder / str(pattern.relative_to(PATTERN)).replace(NAME, slug)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written, encoding="utf-8", newline="\n")
    listed.write_text(text, encoding="utf-8", newline="\n")
    return folder


ANYBODY = Text("はじめて学ぶ方", "Anybody who begins")


def new_course(
    root: Path,
    slug: str,
    lessons: Sequence[str],
    title: Text,
    *,
    summary: Text | None = None,
    audience: Text = ANYBODY,
    into: Path | None = None,
) -> Path:
    """Write a course of other courses' lessons, in this order; raises ContentMistake for a lesson that is not there.

    `into` is another root for it, such as the platform's data folder; the lessons stay under `root`. It appears whole.
    """
    if into is not None:
        _free(root, slug)
    folder = _free(into or root, slug)
    for name in lessons:
        _known(root, name)
    lines = [f"title = {_words(title)}", f"summary = {_words(summary or title)}"]
    lines += [f"audience = {_words(audience)}"]
    lines += ["lessons = [", *(f"  {json.dumps(name)}," for name in lessons), "]", ""]
    unfinished = folder.with_name(f".{slug}.{os.getpid()}")
    unfinished.mkdir(parents=True)
    (unfinished / "course.toml").write_text("\n".join(lines), encoding="utf-8", newline="\n")
    try:
        unfinished.rename(folder)
    except OSError:
        shutil.rmtree(unfinished)
        _free(into or root, slug)  # somebody else was quicker
        raise
    return folder / "course.toml"


def _free(parent: Path, slug: str) -> Path:
    folder = parent / slug
    if not SLUG.fullmatch(slug):
        what = f"名前 {slug!r} は使えません / {slug!r} is no name"
        mend = "英小文字・数字・ハイフンで書く / write small letters, digits and hyphens"
        raise ContentMistake(folder, what, mend)
    if folder.exists():
        raise ContentMistake(
            folder, "もうあります / this is there already", "別の名前にする / choose another"
        )
    return folder


def _known(root: Path, name: str) -> None:
    course, _, slug = name.partition("/")
    home = root / course / "course.toml"
    if COURSE.fullmatch(course) and SLUG.fullmatch(slug) and home.is_file():
        table = read_table(home)
        rows = table.rows("planned") if table.has("planned") else ()
        if slug in (*table.strings("lessons"), *(row.string("slug") for row in rows)):
            return
    what = f"レッスン {name!r} は講座にありません / no course has a lesson {name!r}"
    raise ContentMistake(root, what, "beginner/b1 のように書く / write it like beginner/b1")


def _listing(file: Path, slug: str) -> str:
    """The course's text with one lesson more, and no longer announced where it was."""
    table = read_table(file)
    text = file.read_text(encoding="utf-8")
    blocks = re.split(r"^(?=\[\[planned\]\])", text, flags=re.MULTILINE)
    kept = (block for block in blocks if not re.search(rf'^slug = "{re.escape(slug)}"$', block, re.MULTILINE))
    text = "".join(kept).rstrip("\n") + "\n"
    names = [*table.strings("lessons"), slug]
    listed = f"lessons = {json.dumps(names)}"
    found, times = re.subn(r"^lessons = \[[^\]]*\]", listed, text, count=1, flags=re.MULTILINE)
    if not times:
        raise table.mistake(
            "lessons", "lessons の行が見つかりません / no line of lessons", "lessons = […] と書く / write one"
        )
    return found


def _words(text: Text) -> str:
    """Both languages as TOML; JSON's strings are TOML's, but for the delete sign, which TOML wants written out."""
    ja, en = (json.dumps(each, ensure_ascii=False).replace("\x7f", "\\u007f") for each in (text.ja, text.en))
    return f"{{ ja = {ja}, en = {en} }}"

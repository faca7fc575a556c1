"""What pages of the book are made from: releases and kept bytes, neither of which ever changes."""

import logging
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from course.catalogue import Releases, read_releases
from webapp.participation.gradebook.marks import Texts
from webapp.participation.gradebook.notebooks import LessonSource, read_source
from webapp.participation.storage import SubmissionStore

log = logging.getLogger(__name__)


class Library:
    """Reads releases and hand-ins, and keeps what will be asked for again."""

    def __init__(self, store: SubmissionStore, releases: Path) -> None:
        self.texts = Texts(store)
        self.work = store.read
        self.source = lru_cache(maxsize=64)(self._read_source)
        self._current = lru_cache(maxsize=1)(lambda _stamp: read_releases(releases))
        self._releases = releases

    def sources(self, digests: Iterable[str]) -> list[LessonSource]:
        """Those of these releases that are still there: a lost one must not keep everybody's work from the book."""
        found = []
        for digest in digests:
            try:
                found.append(self.source(digest))
            except FileNotFoundError:
                log.error("release %s is missing: what was made from it is not in the book", digest)
        if not found:
            raise FileNotFoundError("every release of this lesson is missing")
        return found

    def released(self, digest: str) -> bytes:
        """The notebook that learners got with a release."""
        return (self._releases / digest / "learner" / "exercise.ipynb").read_bytes()

    def current(self) -> Releases:
        """What is released at this moment."""
        return self._current(self.stamp())

    def stamp(self) -> int:
        """A number that changes when something is released."""
        index = self._releases / "index.json"
        return index.stat().st_mtime_ns if index.is_file() else 0

    def _read_source(self, digest: str) -> LessonSource:
        return read_source((self._releases / digest / "source.ipynb").read_bytes())

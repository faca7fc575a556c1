"""個人情報の取扱いの版: each version is two data files, <version>.ja.toml and <version>.en.toml, never changed once used."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Section:
    """A heading and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Notice:
    """個人情報の取扱い: one version in both languages."""

    version: str
    ja: tuple[Section, ...]
    en: tuple[Section, ...]

    def in_language(self, code: str) -> tuple[Section, ...]:
        """The text in the language of the page."""
        return self.en if code == "en" else self.ja


def versions() -> list[str]:
    """Every version that there is, the oldest first; they are named by their month (2026-04)."""
    return sorted(file.name.removesuffix(".ja.toml") for file in FOLDER.glob("*.ja.toml"))


def read_notice(version: str) -> Notice:
    """One version; raises LookupError where there is none."""
    if version not in versions():
        raise LookupError(version)
    return Notice(version, _read(f"{version}.ja.toml"), _read(f"{version}.en.toml"))


def current_notice() -> Notice:
    """The newest version."""
    return read_notice(versions()[-1])


def _read(name: str) -> tuple[Section, ...]:
    told = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    return tuple(Section(part["heading"], tuple(part["paragraphs"])) for part in told["sections"])

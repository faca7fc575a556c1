"""`python spare.py pyproject.toml [--extra NAME] [--drop PACKAGE]`: lists the installed packages that the platform runs without.

The lock holds developers' tools as well, and an image should not. Run in the environment itself, by the Containerfile;
it needs nothing but the standard library and `packaging`. What is dropped is spare although it is a requirement.
"""

import argparse
import tomllib
from collections.abc import Iterable
from importlib.metadata import distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def spare(wanted: Iterable[str], dropped: Iterable[str], never: Iterable[str] = ()) -> list[str]:
    """The installed packages that none of these requirements needs, nor what they need in turn.

    What is `never` installed is left out although a package names it.
    """
    kept: set[tuple[str, str]] = {(canonicalize_name(name), "") for name in never}
    for text in wanted:
        keep(Requirement(text), "", kept)
    names = {name for name, _ in kept} - {canonicalize_name(name) for name in dropped}
    installed = {canonicalize_name(found.metadata["Name"]) for found in distributions()}
    return sorted(installed - names)


def keep(requirement: Requirement, extra: str, kept: set[tuple[str, str]]) -> None:
    """Note a package with the extras it is wanted with, and everything below it that applies here."""
    if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
        return
    name = canonicalize_name(requirement.name)
    for each in ("", *requirement.extras):
        if (name, each) not in kept:
            kept.add((name, each))
            for below in distribution(name).requires or ():
                keep(Requirement(below), each, kept)


def main() -> None:
    """Print one name a line, as pip reads them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("--extra", action="append", default=[])
    parser.add_argument("--drop", action="append", default=[])
    given = parser.parse_args()
    whole = tomllib.loads(given.project.read_text(encoding="utf-8"))
    project = whole["project"]
    extras = project.get("optional-dependencies", {})
    never = whole.get("tool", {}).get("uv", {}).get("exclude-dependencies", [])
    wanted = [*project["dependencies"], *(each for name in given.extra for each in extras[name])]
    print("\n".join(spare(wanted, given.drop, never)))


if __name__ == "__main__":
    main()

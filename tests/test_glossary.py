"""The glossary and the code use the same words."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from webapp.schema import whole_metadata

CHECKOUT = Path(__file__).resolve().parent.parent
ROW = re.compile(
    r"^\| `(?P<name>\w+)` \| (?P<japanese>[^|]+) \| (?P<meaning>[^|]+) \|(?: (?P<home>[\w.]+) \|)?$"
)


def rows(heading):
    section = (
        (CHECKOUT / "GLOSSARY.md").read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    )
    return [match for line in section.splitlines() if (match := ROW.match(line))]


def names(heading):
    return {row["name"] for row in rows(heading)}


@pytest.mark.parametrize("row", [*rows("Things"), *rows("Verbs")], ids=lambda row: row["name"])
def test_each_name_is_what_the_code_calls_it(row):
    thing = getattr(import_module(row["home"]), row["name"])
    assert thing.__doc__


def test_things_are_classes_and_verbs_are_functions():
    assert all(row["name"][0].isupper() for row in rows("Things"))
    assert all(row["name"].islower() for row in rows("Verbs"))


def test_every_table_has_its_row():
    tables = {table.name.replace("_", "") for table in whole_metadata().tables.values()}
    assert tables <= {name.lower() for name in names("Things")}


def test_a_name_that_is_kept_is_not_in_use_yet():
    classes = {
        node.name
        for package in ("course", "grader", "webapp")
        for file in (CHECKOUT / package).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    assert not names("Names kept for what comes") & classes, "it has come: move its row up"
    assert "Offering" in classes


def test_no_name_stands_twice():
    everywhere = [
        row["name"] for heading in ("Things", "Verbs", "Names kept for what comes") for row in rows(heading)
    ]
    assert len(everywhere) == len(set(everywhere))

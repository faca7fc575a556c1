"""The tests mirror the packages, and nothing derived is committed."""

import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGES = ("course", "grader", "hub_config", "webapp")
DRAWERS = {"utils", "helpers", "manager", "base", "common"}


def tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [Path(name) for name in listed.stdout.splitlines()]


def test_no_init_file_under_tests_hides_a_package():
    assert not list((CHECKOUT / "tests").rglob("__init__.py"))


def test_no_module_is_a_drawer():
    modules = [path for package in PACKAGES for path in (CHECKOUT / package).rglob("*.py")]
    assert [path for path in modules if path.stem in DRAWERS and "node_modules" not in path.parts] == []


def test_no_built_notebook_bytecode_or_translation_is_committed():
    derived = {".ipynb", ".pyc", ".mo", ".sqlite"}
    assert [path for path in tracked() if path.suffix in derived] == []


def test_a_test_folder_mirrors_a_package_folder():
    for package in PACKAGES:
        for folder in (CHECKOUT / "tests" / package).rglob("*/"):
            if folder.name != "__pycache__" and any(folder.glob("test_*.py")):
                mirrored = CHECKOUT / folder.relative_to(CHECKOUT / "tests")
                assert mirrored.is_dir(), f"{folder} mirrors nothing"


def test_the_lock_names_no_address():
    for name in (
        "requirements.lock",
        "hub_config/proxy/package-lock.json",
        "hub_config/labextension/package-lock.json",
    ):
        text = (CHECKOUT / name).read_text()
        assert '"resolved"' not in text
        assert "index-url" not in text.replace("--no-emit-index-url", "")


def test_no_page_keeps_the_marks_of_a_merge():
    marks = ("<" * 7 + " ", ">" * 7 + " ")
    pages = [
        CHECKOUT / path for path in tracked() if path.suffix in (".md", ".toml", ".yaml", ".py", ".html")
    ]
    assert [page for page in pages if any(mark in page.read_text() for mark in marks)] == []

"""Both READMEs say the same and only what the Makefile can do."""

import re
from pathlib import Path

from flask import Flask

from webapp.cli import init_cli

CHECKOUT = Path(__file__).resolve().parent.parent


def commands_of(name):
    return set(re.findall(r"`make ([a-z]+)", (CHECKOUT / name).read_text()))


def targets():
    return set(re.findall(r"^([a-z]+):.*##", (CHECKOUT / "Makefile").read_text(), re.MULTILINE))


def test_the_english_readme_lists_every_target_and_no_other():
    assert commands_of("README.md") == targets()


def test_the_japanese_readme_lists_every_target_and_no_other():
    assert commands_of("README.ja.md") == targets()


def test_both_readmes_name_the_same_accounts_folders_and_pictures():
    def facts(name):
        text = (CHECKOUT / name).read_text()
        return set(re.findall(r"^\| `([^`]+)`", text, re.MULTILINE)), re.findall(
            r"\]\((webapp/static/pictures/[^)]+)\)", text
        )

    assert facts("README.md") == facts("README.ja.md")


def test_every_picture_and_page_that_a_readme_links_to_exists():
    for name in ("README.md", "README.ja.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", (CHECKOUT / name).read_text()):
            assert target.startswith("http") or (CHECKOUT / target).exists(), f"{name}: {target}"


def test_make_help_shows_every_target():
    assert {"run", "test", "check", "help"} <= targets()


# Told by the supervisor to its own children, or by the spawner to what runs inside a sandbox; nobody sets these.
INTERNAL = {
    "TATEYAMA_RUN",
    "TATEYAMA_PROXY_API",
    "TATEYAMA_API",
    "TATEYAMA_LANGUAGE",
    "TATEYAMA_LESSONS",
    "TATEYAMA_LESSON_LIST",
    "TATEYAMA_BEGIN_FD",
    "TATEYAMA_LISTENING_FD",
    "TATEYAMA_MEMORY_LIMIT",
    "TATEYAMA_HOME_LIMIT",
    "TATEYAMA_FILES_LIMIT",
    "TATEYAMA_TIDYING",
    "TATEYAMA_RELAY_PORT",
    "TATEYAMA_SCRATCH",
    "TATEYAMA_GATE",
    "TATEYAMA_ACTIVITY_SECONDS",
}


def test_every_setting_that_the_code_reads_stands_in_the_table_and_no_other():
    code = "\n".join(
        path.read_text()
        for package in ("course", "grader", "hub_config", "webapp")
        for path in (CHECKOUT / package).rglob("*.py")
    )
    read = set(re.findall(r'"(TATEYAMA_[A-Z_]+)"', code)) - INTERNAL
    for name in ("README.md", "README.ja.md"):
        table = set(re.findall(r"^\| `(TATEYAMA_[A-Z_]+)`", (CHECKOUT / name).read_text(), re.MULTILINE))
        assert table == read, name


def operators_commands(name):
    return set(re.findall(r"flask --app webapp ([a-z-]+)", (CHECKOUT / name).read_text()))


def test_the_operators_pages_name_the_same_commands_and_only_those_that_exist():
    app = Flask("commands")
    init_cli(app)
    known = set(app.cli.commands)
    assert operators_commands("OPERATING.md") == operators_commands("OPERATING.ja.md") <= known


def test_the_operators_pages_give_the_same_files_and_settings():
    def files(name):
        blocks = re.findall(r"^```\n(.*?)^```", (CHECKOUT / name).read_text(), re.MULTILINE | re.DOTALL)
        ours = ("<repository>", "<リポジトリ>", "Course office", "講座事務局")
        return [re.sub("|".join(ours), "…", block) for block in blocks]

    assert files("OPERATING.md") == files("OPERATING.ja.md")


def test_the_operators_pages_set_only_settings_that_the_readme_knows():
    settings = set(
        re.findall(r"^\| `(TATEYAMA_[A-Z_]+)`", (CHECKOUT / "README.md").read_text(), re.MULTILINE)
    )
    for name in ("OPERATING.md", "OPERATING.ja.md"):
        assert set(re.findall(r"\b(TATEYAMA_[A-Z_]+)\b", (CHECKOUT / name).read_text())) <= settings

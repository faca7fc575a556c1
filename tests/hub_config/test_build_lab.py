"""The Lab extension's build: from a lock without addresses, once, and what it makes is what Lab loads."""

import json
import re
from pathlib import Path

import pytest

from hub_config import build_lab

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def built():
    """The extension where `make run` has it, built now unless the same sources are built already."""
    out = CHECKOUT / "var" / "labextension"
    out.parent.mkdir(exist_ok=True)
    build_lab.build(out)
    return out / "share" / "jupyter" / "labextensions" / build_lab.NAME


def test_the_bundle_exists_and_names_its_first_file(built):
    about = json.loads((built / "package.json").read_text())["jupyterlab"]["_build"]
    assert (built / about["load"]).is_file()
    assert about["extension"] == "./extension"


def test_the_toolbar_setting_comes_along(built):
    schema = json.loads((built / "schemas" / "@tateyama" / "submit" / "submit.json").read_text())
    assert schema["jupyter.lab.toolbars"]["Notebook"][0]["name"] == "tateyama-submit"


def test_both_languages_are_in_the_bundle(built):
    bundle = "".join(path.read_text() for path in (built / "static").glob("*.js"))
    assert "提出して採点（何度でも可）" in bundle
    assert "Submit and score (any number of times)" in bundle


def test_learners_can_read_every_file(built):
    assert all(path.stat().st_mode & 0o004 for path in built.rglob("*"))


def test_nothing_of_the_build_is_left_behind(built):
    assert not built.parents[4].with_name("labextension-build").exists()
    assert not list(built.rglob("node_modules"))


def test_the_same_sources_are_not_built_again(built, monkeypatch, capsys):
    monkeypatch.setattr(build_lab, "bundle", None)
    assert build_lab.main(["--out", str(CHECKOUT / "var" / "labextension")]) == 0
    assert "できています / the JupyterLab extension is built already" in capsys.readouterr().out


def test_a_changed_source_would_be_built_anew(tmp_path, monkeypatch):
    before = build_lab.fingerprint()
    for path in build_lab.source_files():
        target = tmp_path / path.relative_to(build_lab.SOURCES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    monkeypatch.setattr(build_lab, "SOURCES", tmp_path)
    assert build_lab.fingerprint() == before
    (tmp_path / "src" / "texts.ts").write_text("// changed")
    assert build_lab.fingerprint() != before


def test_a_failed_step_says_what_to_do_and_leaves_the_old_bundle(tmp_path, monkeypatch, capsys):
    out = tmp_path / "labextension"
    out.mkdir()
    (out / "kept").write_text("old")

    def fail(work):
        (work / "source").mkdir(parents=True)
        build_lab.run(work, "/bin/sh", "-c", "echo reason >&2; exit 3")

    monkeypatch.setattr(build_lab, "bundle", fail)
    assert build_lab.main(["--out", str(out)]) == 1
    said = capsys.readouterr().err
    assert "作れませんでした" in said
    assert "check the network and the free space" in said
    assert "reason" in said
    assert (out / "kept").read_text() == "old"
    assert not out.with_name("labextension-build").exists()


def test_the_lock_holds_no_address():
    lock = (build_lab.SOURCES / "package-lock.json").read_text()
    assert "http" not in lock
    packages = json.loads(lock)["packages"]
    assert all("integrity" in about for name, about in packages.items() if name)


def test_every_text_is_there_in_both_languages():
    text = (build_lab.SOURCES / "src" / "texts.ts").read_text(encoding="utf-8")
    japanese, english = re.split(r"const en: typeof ja", text)
    names = [set(re.findall(r"^  (\w+):", part, re.M)) for part in (japanese, english)]
    assert names[0] - names[1] == set()
    assert not re.search(r"[ぁ-ん]", english)


def test_what_lab_tells_as_a_notice_is_short_enough_to_be_shown_whole():
    """Lab cuts a notification off at 140 letters."""
    text = (build_lab.SOURCES / "src" / "texts.ts").read_text(encoding="utf-8")
    told = re.findall(r"^  (?:noKernel|unsaved):\s*'(.*)',?$", text, re.M)
    assert len(told) == 4
    assert max(map(len, told)) <= 140

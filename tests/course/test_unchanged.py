"""What was read of a file stands until the file changes, however fast it changes."""

import os

import pytest

from course import unchanged
from course.unchanged import while_unchanged


@pytest.fixture
def reader():
    """A reader of texts, and what it opened."""
    opened = []

    @while_unchanged
    def read(file):
        opened.append(file.name)
        return file.read_text()

    return read, opened


@pytest.fixture
def settled(monkeypatch):
    """Every file counts as written long ago."""
    monkeypatch.setattr(unchanged, "SETTLED_NS", 0)


@pytest.mark.usefixtures("settled")
def test_an_unchanged_file_is_opened_once(reader, tmp_path):
    read, opened = reader
    for name in ("one", "two", "one", "two"):
        if not (tmp_path / name).exists():
            (tmp_path / name).write_text(name)
        assert read(tmp_path / name) == name
    assert opened == ["one", "two"]


@pytest.mark.usefixtures("settled")
def test_a_changed_file_is_read_again_also_where_it_took_anothers_place(reader, tmp_path):
    read, opened = reader
    file, other = tmp_path / "file", tmp_path / "other"
    file.write_text("first")
    assert read(file) == "first"
    file.write_text("second")
    assert read(file) == "second"
    other.write_text("thirds")
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    other.replace(file)
    assert read(file) == "thirds"
    file.write_text("fourth")  # of the same length, in place: its times alone are others
    os.utime(file, ns=(0, 0))
    assert read(file) == "fourth"
    assert len(opened) == 4


def test_what_was_written_a_moment_ago_is_read_each_time(reader, tmp_path):
    """Two writes of the same length within one tick of the clock leave nothing to tell them apart by."""
    read, _ = reader
    file = tmp_path / "file"
    for text in ("1 + 1", "1 + 2", "2 + 1"):
        file.write_text(text)
        assert read(file) == text


@pytest.mark.usefixtures("settled")
def test_a_file_that_is_gone_is_missed(reader, tmp_path):
    read, _ = reader
    (tmp_path / "file").write_text("there")
    read(tmp_path / "file")
    (tmp_path / "file").unlink()
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "file")


@pytest.mark.usefixtures("settled")
def test_a_mistake_is_said_each_time(tmp_path):
    (tmp_path / "file").write_text("")

    @while_unchanged
    def read(file):
        raise ValueError(file.name)

    for _ in range(2):
        with pytest.raises(ValueError, match="file"):
            read(tmp_path / "file")

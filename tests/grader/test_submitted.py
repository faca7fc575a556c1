import os
import socket

import pytest

from grader import words
from grader.notebook import MAX_BYTES, Rejected
from grader.submitted import read_submitted


def link(path):
    (path.parent / "theirs").write_text("{}")
    path.symlink_to("theirs")


def second_name(path):
    (path.parent / "theirs").write_text("{}")
    path.hardlink_to(path.parent / "theirs")


def loop(path):
    path.symlink_to(path.name)


def listening(path):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))


@pytest.mark.parametrize("make", [link, second_name, loop, listening, os.mkfifo, os.mkdir])
def test_whatever_is_no_ordinary_file_is_refused_without_being_waited_for(make, tmp_path):
    make(tmp_path / "w")
    with pytest.raises(Rejected) as refusal:
        read_submitted(tmp_path / "w")
    assert refusal.value.reason == words.NOT_A_FILE


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"x" * (MAX_BYTES + 1), words.TOO_LARGE), ("富山".encode("cp932"), words.NOT_UTF8)],
)
def test_a_file_that_is_too_large_or_no_text_is_refused(content, reason, tmp_path):
    (tmp_path / "w").write_bytes(content)
    with pytest.raises(Rejected) as refusal:
        read_submitted(tmp_path / "w")
    assert refusal.value.reason == reason


def test_an_ordinary_file_is_read_whatever_folder_leads_to_it(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "w").write_text("富山", "utf-8")
    (tmp_path / "short").symlink_to("folder")
    assert read_submitted(tmp_path / "short" / "w") == "富山"


def test_a_file_that_is_not_there_is_no_refusal(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_submitted(tmp_path / "w")

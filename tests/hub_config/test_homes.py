import os

import pytest

from hub_config.homes import prepare_home

# Only root can give files away; anybody else gives them to himself.
FIRST_UID, SECOND_UID = (40001, 40002) if os.getuid() == 0 else (os.getuid(), os.getuid())


def test_a_home_is_closed_to_everybody_else(tmp_path):
    prepare_home(tmp_path / "homes" / "u1", None)
    assert (tmp_path / "homes" / "u1").stat().st_mode & 0o777 == 0o700


def test_a_home_that_is_there_keeps_its_files(tmp_path):
    home = tmp_path / "u1"
    prepare_home(home, None)
    (home / "work.txt").write_text("mine")
    prepare_home(home, None)
    assert (home / "work.txt").read_text() == "mine"


def test_a_link_is_no_home(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "u1").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotADirectoryError):
        prepare_home(tmp_path / "u1", None)


def test_when_people_are_numbered_anew_a_home_goes_back_to_its_learner_and_links_are_not_followed(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("not theirs")
    home = tmp_path / "u1"
    prepare_home(home, FIRST_UID)
    (home / "folder").mkdir()
    (home / "folder" / "work.txt").write_text("theirs")
    (home / "link").symlink_to(outside)
    prepare_home(home, SECOND_UID)
    assert {path.lstat().st_uid for path in (home, *home.rglob("*"))} == {SECOND_UID}
    assert outside.stat().st_uid == os.getuid()


@pytest.mark.skipif(os.getuid() != 0, reason="only root gives files to somebody else")
def test_a_home_of_1500_folders_in_folders_is_given_too(tmp_path):
    home = tmp_path / "u1"
    prepare_home(home, FIRST_UID)
    folders = os.O_RDONLY | os.O_DIRECTORY
    folder = os.open(home, folders)
    for _ in range(1500):
        os.mkdir("d", dir_fd=folder)
        folder, above = os.open("d", folders, dir_fd=folder), folder
        os.close(above)
    prepare_home(home, SECOND_UID)
    owners = {os.fstat(folder).st_uid}
    for _ in range(1500):
        folder, below = os.open("..", folders, dir_fd=folder), folder
        os.close(below)
        os.rmdir("d", dir_fd=folder)
        owners.add(os.fstat(folder).st_uid)
    os.close(folder)
    assert owners == {SECOND_UID}

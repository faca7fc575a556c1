"""採点の計算機: the setting that has other machines grade; nothing starts over an open way or without keys."""

from datetime import UTC, datetime, timedelta

import pytest

from grader.cluster.keys import make_keys
from webapp.cannot_start import CannotStart
from webapp.grading_cluster import GradingCluster

ADDRESS = "tls://10.0.0.5:8786"


@pytest.fixture
def secrets(tmp_path):
    make_keys(tmp_path / "cluster")
    return tmp_path


def read(secrets, **env):
    return GradingCluster.from_env({"TATEYAMA_DASK_SCHEDULER": ADDRESS, **env}, secrets)


def test_without_the_setting_this_machine_grades(secrets):
    assert GradingCluster.from_env({}, secrets) is None
    assert read(secrets, TATEYAMA_DASK_SCHEDULER=" ") is None


def test_one_setting_is_enough_where_the_keys_lie_in_their_place(secrets):
    found = read(secrets)
    assert (found.scheduler, found.keys) == (ADDRESS, secrets / "cluster" / "platform")
    assert timedelta(days=700) < found.until - datetime.now(UTC) < timedelta(days=731)


def test_the_keys_may_lie_elsewhere(secrets):
    assert read(secrets / "none", TATEYAMA_DASK_KEYS=str(secrets / "cluster" / "platform"))


@pytest.mark.parametrize(
    "given", ["tcp://10.0.0.5:8786", "10.0.0.5:8786", "tls://10.0.0.5", "http://10.0.0.5:8786"]
)
def test_an_address_without_encryption_stops_the_start(secrets, given):
    with pytest.raises(CannotStart, match=r"暗号化しない.*nothing starts over tcp"):
        read(secrets, TATEYAMA_DASK_SCHEDULER=given)


@pytest.mark.parametrize("name", ["ca.pem", "cert.pem", "key.pem"])
def test_a_missing_file_stops_the_start_and_is_named(secrets, name):
    (secrets / "cluster" / "platform" / name).unlink()
    with pytest.raises(CannotStart, match=rf"{name}.*がありません.*is missing"):
        read(secrets)


def test_a_key_that_others_can_read_stops_the_start(secrets):
    (secrets / "cluster" / "platform" / "key.pem").chmod(0o640)
    with pytest.raises(CannotStart, match="chmod 600"):
        read(secrets)


def test_a_certificate_that_is_none_stops_the_start(secrets):
    (secrets / "cluster" / "platform" / "cert.pem").write_text("nothing")
    with pytest.raises(CannotStart, match=r"証明書として読めません.*cannot be read"):
        read(secrets)


def test_one_that_ran_out_does_not_stop_hand_ins_from_being_received(tmp_path):
    make_keys(tmp_path / "cluster", datetime.now(UTC) - timedelta(days=800))
    assert read(tmp_path).until < datetime.now(UTC)

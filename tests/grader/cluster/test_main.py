"""`python -m grader.cluster`: it makes keys, and starts nothing on an open way or without them."""

import pytest

from grader.cluster.__main__ import main


def test_keys_says_where_they_are_and_until_when_they_hold(tmp_path, capsys):
    assert main(["keys", str(tmp_path / "keys")]) == 0
    said = capsys.readouterr().out
    assert str(tmp_path / "keys" / "worker") in said
    assert "まで使えます" in said
    assert "They hold until" in said


@pytest.mark.parametrize(
    "command", [["scheduler", "--listen", "tcp://127.0.0.1:8786"], ["worker", "tcp://127.0.0.1:8786"]]
)
def test_an_address_without_encryption_is_refused(tmp_path, capsys, command):
    main(["keys", str(tmp_path)])
    with pytest.raises(SystemExit):
        main([*command, "--keys", str(tmp_path / "worker")])
    assert "tls://host:8786" in capsys.readouterr().err


def test_without_keys_nothing_starts_and_the_missing_file_is_named(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["scheduler", "--keys", str(tmp_path)])
    said = capsys.readouterr().err
    assert "ca.pem" in said
    assert "python -m grader.cluster keys" in said

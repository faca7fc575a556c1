"""証明書: each role has one of the cluster's own authority, and nobody else can read the keys."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509

from grader.cluster.address import FILES, is_address
from grader.cluster.keys import DAYS, ROLES, make_keys

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def certificate(file):
    return x509.load_pem_x509_certificate(file.read_bytes())


def test_every_role_gets_a_certificate_that_the_authority_signed(tmp_path):
    make_keys(tmp_path / "keys", NOW)
    authority = certificate(tmp_path / "keys" / "ca.pem")
    for role in ROLES:
        found = certificate(tmp_path / "keys" / role / "cert.pem")
        found.verify_directly_issued_by(authority)
        assert found.not_valid_after_utc == NOW + timedelta(days=DAYS)
        assert {file.name for file in (tmp_path / "keys" / role).iterdir()} == set(FILES)


def test_nobody_else_can_read_anything_of_it(tmp_path):
    make_keys(tmp_path / "keys")
    found = [tmp_path / "keys", *(tmp_path / "keys").rglob("*")]
    assert {file.stat().st_mode & 0o077 for file in found} == {0}


def test_new_certificates_are_of_the_same_authority_so_that_old_and_new_work_together(tmp_path):
    make_keys(tmp_path, NOW)
    authority, old = (tmp_path / "ca.pem").read_bytes(), certificate(tmp_path / "worker" / "cert.pem")
    make_keys(tmp_path, NOW + timedelta(days=700))
    new = certificate(tmp_path / "worker" / "cert.pem")
    assert (tmp_path / "ca.pem").read_bytes() == authority
    assert new.not_valid_after_utc == old.not_valid_after_utc + timedelta(days=700)


@pytest.mark.parametrize(
    "given", ["tls://10.0.0.1:8786", "tls://grading.example.ac.jp:1", "tls://[fd00::1]:8786"]
)
def test_an_address_over_tls_is_one(given):
    assert is_address(given)


@pytest.mark.parametrize(
    "given",
    [
        "tcp://10.0.0.1:8786",
        "10.0.0.1:8786",
        "tls://10.0.0.1",
        "tls://h:0",
        "tls://h:99999",
        "ws://h:1",
        "tls://h:1/x",
        "",
    ],
)
def test_every_other_address_is_none(given):
    assert not is_address(given)

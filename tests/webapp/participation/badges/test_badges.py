"""Open Badges 3.0: verified by an independent library, and once more by hand with nothing but cryptography."""

import base64
import gzip
import hashlib
import json
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from tests.webapp.participation.certificates.conftest import AT
from tests.webapp.participation.classroom import send
from webapp.enrolment.models import Learner
from webapp.participation.badges.issuers import did_of
from webapp.participation.badges.keys import FILE, add_key, key_ring
from webapp.participation.badges.models import OpenBadge
from webapp.participation.certificates.models import Certificate
from webapp.participation.certificates.revoking import revoke

PREFIX = "/services/tateyama"
MINE = f"{PREFIX}/my-page/certificates"
MAIL = "taro@example.jp"
DID = "did:web:127.0.0.1%3A8000:services:tateyama:issuers:partner-1"


@pytest.fixture
def learner(database, completed, certify):
    """Somebody with a certificate and a confirmed address."""
    made = certify(completed(email=MAIL, email_confirmed_at=AT))
    with database.sessions() as session:
        return session.get(Learner, made.learner_id)


@pytest.fixture
def certificate(database, learner):
    with database.sessions() as session:
        return session.query(Certificate).filter_by(learner_id=learner.id).one()


@pytest.fixture
def badge(client, sign_in, learner, certificate):
    """The badge as its learner downloads it."""
    sign_in(client, learner)
    assert send(client, f"{MINE}/{certificate.id}/badge").status_code == 303
    return client.get(f"{MINE}/{certificate.id}/badge.jwt").text


@pytest.fixture
def download(app):
    """Fetch an address as a verifier does, who is not signed in; https is what did:web asks for."""
    outside = app.test_client()

    def download(address):
        answer = outside.get(urlsplit(address).path)
        if answer.status_code != 200:
            raise OSError(answer.status)
        return answer.data

    return download


def verified(token, download, **asked):
    verifier = OB3Verifier.for_issuer_did(DID, download)
    return verifier.verify(token, check_status=True, download=download, **asked)


def parts(token):
    return [base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in token.split(".")]


def test_an_independent_library_verifies_signature_issuer_and_status(badge, download, certificate):
    found = verified(badge, download)
    assert found.issuer.id == DID
    assert found.id == certificate.check_url
    (entry,) = found.credential_status
    assert entry["statusListIndex"] == str(certificate.id)


def test_by_hand_the_signature_holds_with_the_published_key(badge, app):
    header, payload, signature = parts(badge)
    told = json.loads(header)
    assert (told["alg"], told["kid"].split("#")[0]) == ("EdDSA", DID)
    document = app.test_client().get(f"{PREFIX}/issuers/partner-1/did.json").json
    (key,) = [
        method["publicKeyJwk"] for method in document["verificationMethod"] if method["id"] == told["kid"]
    ]
    assert set(key) == {"kty", "crv", "x", "kid", "use"}  # nothing of it signs
    public = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(key["x"] + "="))
    public.verify(signature, badge.rsplit(".", 1)[0].encode())
    said = json.loads(payload)
    assert (said["iss"], said["jti"], said["nbf"]) == (DID, said["id"], int(AT.timestamp()))
    with pytest.raises(InvalidSignature):
        public.verify(signature, badge.rsplit(".", 1)[0].encode() + b"x")


def test_it_names_nobody_and_holds_no_score(badge, learner):
    said = json.loads(parts(badge)[1])
    whole = json.dumps(said, ensure_ascii=False)
    for secret in (MAIL, learner.name, learner.name_kana, learner.login_id, "result", "score", "得点"):
        assert secret not in whole
    (who,) = said["credentialSubject"]["identifier"]
    assert who["identityHash"] == "sha256$" + hashlib.sha256((MAIL + who["salt"]).encode()).hexdigest()
    assert len(who["salt"]) == 32


def test_it_says_what_the_model_curriculum_calls_it_with_the_edition(badge):
    achievement = json.loads(parts(badge)[1])["credentialSubject"]["achievement"]
    codes = [row["targetCode"] for row in achievement["alignment"]]
    assert codes == sorted(set(codes))
    assert "mdash-literacy:2020:2-1" in codes
    (reading,) = [row for row in achievement["alignment"] if row["targetCode"] == "mdash-literacy:2020:2-1"]
    assert reading["targetName"] == "2-1 データを読む"
    assert "2020年版" in reading["targetFramework"]
    assert "2/3 以上に出席" in achievement["criteria"]["narrative"]


@pytest.mark.parametrize(
    "change",
    [
        {"id": "https://example.org/mine"},
        {"credentialStatus": None},
        {"name": "博士"},
    ],
)
def test_a_changed_badge_is_refused(badge, download, change):
    header, _payload, signature = badge.split(".")
    said = json.loads(parts(badge)[1]) | change
    forged = base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
    with pytest.raises(OB3VerificationError):
        verified(f"{header}.{forged}.{signature}", download)


def test_a_badge_without_a_signature_is_refused(badge, download):
    _header, payload, _signature = badge.split(".")
    header = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    with pytest.raises(OB3VerificationError):
        verified(f"{header}.{payload}.", download)


def test_one_that_was_taken_back_is_refused_by_its_status_list(badge, download, certificate, database):
    verified(badge, download)
    with database.transaction() as session:
        revoke(session, session.get(Certificate, certificate.id), "氏名の誤り", AT, certificate.learner_id)
    with pytest.raises(OB3VerificationError, match="is set at index"):
        verified(badge, download)
    OB3Verifier.for_issuer_did(DID, download).verify(badge)  # what was signed stays signed


def test_the_status_list_has_one_bit_for_it_and_is_good_for_a_day(badge, download, certificate, database):
    with database.transaction() as session:
        revoke(session, session.get(Certificate, certificate.id), "氏名の誤り", AT, certificate.learner_id)
    said = json.loads(parts(download(f"{PREFIX}/issuers/partner-1/status/0").decode())[1])
    encoded = said["credentialSubject"]["encodedList"]
    bits = gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))
    assert len(bits) * 8 == 131_072
    ones = [place for place in range(len(bits) * 8) if bits[place // 8] & 0x80 >> place % 8]
    assert ones == [certificate.id]
    lives = datetime.fromisoformat(said["validUntil"]) - datetime.fromisoformat(said["validFrom"])
    assert lives.total_seconds() == 86_400


def test_after_the_key_was_changed_old_and_new_badges_verify(
    badge, download, settings, certificate, database, client
):
    folder = settings.data / "secrets"
    first = key_ring(folder).signing.kid
    add_key(folder)
    assert [key.kid for key in key_ring(folder).keys][1:] == [first]
    verified(badge, download)
    with database.transaction() as session:
        session.delete(session.get(OpenBadge, certificate.id))
    assert send(client, f"{MINE}/{certificate.id}/badge").status_code == 303
    newer = client.get(f"{MINE}/{certificate.id}/badge.jwt").text
    assert json.loads(parts(newer)[0])["kid"] != json.loads(parts(badge)[0])["kid"]
    verified(newer, download)


def test_the_key_is_the_installations_alone(badge, settings):
    assert (settings.data / "secrets" / FILE).stat().st_mode & 0o777 == 0o600


def test_the_picture_holds_the_badge(badge, client, certificate):
    picture = client.get(f"{MINE}/{certificate.id}/badge.svg")
    assert OB3Verifier.extract_token_from_svg(picture.data) == badge
    readable = client.get(f"{MINE}/{certificate.id}/badge.json")
    assert readable.json == json.loads(parts(badge)[1])


def test_asked_twice_it_is_the_same_badge(badge, client, certificate):
    assert send(client, f"{MINE}/{certificate.id}/badge").status_code == 303
    assert client.get(f"{MINE}/{certificate.id}/badge.jwt").text == badge


def test_without_a_confirmed_address_the_page_says_what_to_do(client, sign_in, completed, certify, database):
    made = certify(completed())
    with database.sessions() as session:
        sign_in(client, session.get(Learner, made.learner_id))
    answer = send(client, f"{MINE}/{made.id}/badge")
    assert answer.status_code == 422
    assert "確認のメールが届きます" in answer.text


@pytest.mark.parametrize(
    ("home", "did"),
    [
        (
            "https://ds.example.ac.jp/services/tateyama",
            "did:web:ds.example.ac.jp:services:tateyama:issuers:u",
        ),
        ("http://127.0.0.1:8000/x", "did:web:127.0.0.1%3A8000:x:issuers:u"),
    ],
)
def test_an_issuers_name_is_its_address(home, did):
    assert did_of(home, "u") == did


def test_the_profile_and_the_keys_are_where_the_badge_says(badge, client):
    profile = client.get(f"{PREFIX}/issuers/partner-1").json
    assert json.loads(parts(badge)[1])["issuer"] == profile
    assert len(client.get(f"{PREFIX}/issuers/partner-1/jwks.json").json["keys"]) == 1
    assert client.get(f"{PREFIX}/issuers/nobody/did.json").status_code == 404

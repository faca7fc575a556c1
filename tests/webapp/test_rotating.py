"""The installation's keys are made anew, and whoever has a second factor keeps it; a crash in between loses nothing."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from hub_config.prepare import SECRET_NAMES
from webapp import rotating
from webapp.audit import AuditEntry
from webapp.enrolment.accounts import second_factor
from webapp.enrolment.accounts.models import SecondFactor
from webapp.enrolment.models import Learner, Role
from webapp.participation.badges.keys import key_ring
from webapp.rotating import BADGES, KEYS, USUAL, rotate
from webapp.run_lock import not_running


@pytest.fixture
def secrets(settings):
    """The folder of the keys as a first start makes it."""
    folder = settings.data / "secrets"
    folder.mkdir()
    for name in SECRET_NAMES:
        (folder / name).write_text(f"old {name}")
    (folder / "webapp_secret_key").write_text(settings.secret_key)
    return folder


@pytest.fixture
def factor(database, settings, make_learner, make_partner):
    """A coordinator's second factor: what its secret is under a key, None where the key does not open it."""
    person = make_learner((Role.COORDINATOR, make_partner()), login_id="misaki")
    with database.transaction() as session:
        begun = second_factor.begin(
            session, session.get(Learner, person.id), key=settings.key_for("second factor")
        )
        plain = second_factor.secret_of(begun, key=settings.key_for("second factor"))

    def opens(secret_key):
        key = replace(settings, secret_key=secret_key).key_for("second factor")
        with database.sessions() as session:
            try:
                return second_factor.secret_of(session.scalar(select(SecondFactor)), key=key) == plain
            except second_factor.InvalidToken:
                return False

    return opens


@pytest.fixture
def run(app):
    """The command line."""
    with app.app_context():
        yield lambda *words: app.test_cli_runner().invoke(args=["rotate-secrets", *words, "--yes"])


def texts(secrets):
    return {path.name: path.read_text() for path in secrets.iterdir()}


def test_all_keys_but_that_of_grading_are_new_and_closed_to_others(settings, database, secrets):
    before = texts(secrets)
    rotate(settings, database, USUAL)
    after = texts(secrets)
    assert set(after) == set(SECRET_NAMES)
    assert {name for name in SECRET_NAMES if after[name] == before[name]} == {"grading_key"}
    assert len(set(after.values())) == len(SECRET_NAMES)
    assert {path.stat().st_mode & 0o777 for path in secrets.iterdir() if path.name != "grading_key"} == {
        0o600
    }


def test_a_second_factor_goes_on_under_the_new_key_and_not_under_the_old(settings, database, secrets, factor):
    assert rotate(settings, database, ["webapp_secret_key"]) == 1
    assert factor((secrets / "webapp_secret_key").read_text())
    assert not factor(settings.secret_key)


@pytest.mark.parametrize("after_sealing", [False, True])
def test_an_exchange_that_was_cut_off_is_finished_by_the_next(
    settings, database, secrets, factor, monkeypatch, after_sealing
):
    cut = OSError("cut off")
    with monkeypatch.context() as broken:
        part = "os.replace" if after_sealing else "seal_again"
        broken.setattr(f"webapp.rotating.{part}", lambda *_, **__: (_ for _ in ()).throw(cut))
        with pytest.raises(OSError, match="cut off"):
            rotate(settings, database, ["webapp_secret_key"])
    rotate(settings, database, ["webapp_secret_key"])
    assert factor((secrets / "webapp_secret_key").read_text())
    assert not list(secrets.glob(f"*{rotating.NEXT}"))


def test_every_key_that_a_first_start_makes_can_be_made_anew():
    assert set(KEYS) == {*SECRET_NAMES, BADGES}


def test_badges_get_a_new_key_beside_the_old_ones(settings, database, secrets):
    first = key_ring(secrets).signing.kid
    rotate(settings, database, [BADGES])
    assert [key.kid == first for key in key_ring(secrets).keys] == [False, True]


def test_half_a_key_is_never_put_in_place(settings, database, secrets):
    (secrets / f"hub_token{rotating.NEXT}").write_text("half")
    rotate(settings, database, ["hub_token"])
    assert len((secrets / "hub_token").read_text()) == 64


def test_the_command_says_what_people_notice_and_writes_it_into_the_audit(run, session, secrets):
    done = run("cookie_secret")
    assert done.exit_code == 0, done.output
    assert "全員がサインインし直します / everybody signs in again" in done.output
    line = session.scalars(select(AuditEntry)).all()[-1]
    assert (line.action, line.detail) == ("secrets_rotated", {"names": ["cookie_secret"]})


def test_keys_are_not_exchanged_under_a_running_platform(run, settings, secrets):
    before = texts(secrets)
    with not_running(settings.data):
        done = run()
    assert done.exit_code == 1
    assert "先に Ctrl-C で終えてから" in done.output
    assert texts(secrets) == before


def test_a_key_that_does_not_exist_is_named_and_nothing_is_changed(run, secrets):
    before = texts(secrets)
    assert run("hub_tokne").exit_code == 2
    assert texts(secrets) == before

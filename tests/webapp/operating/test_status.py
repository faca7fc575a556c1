"""稼働状況: the operator's page says what stands well and what does not, the worst first, in both languages."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from tests.webapp.small_hub import small_hub
from webapp import create_app, schema
from webapp.enrolment.models import Role
from webapp.languages import COOKIE
from webapp.mail.models import Message, MessageState
from webapp.operating.facts import last_backup, note_backup
from webapp.participation.heartbeat import Heartbeat
from webapp.status_cli import status

NOW = datetime.now(UTC)


@pytest.fixture
def migrated(settings, database):
    """The database as the command makes it."""
    schema.whole_metadata().drop_all(database.engine)
    schema.upgrade(database.engine)


@pytest.fixture
def page(app, sign_in, make_learner):
    """What the operator reads."""

    def page(language="ja"):
        client = sign_in(app.test_client(), make_learner((Role.OPERATOR, None)))
        client.set_cookie(COOKIE, language, path="/services/tateyama")
        answer = client.get("/operator/status")
        assert answer.status_code == 200
        return answer.text

    return page


def states(page):
    """How each thing stands, by its heading, in the order of the page."""
    found = re.findall(r'<li class="(alarm|warn|ok)">.*?<h2>(.*?)</h2>', page, re.DOTALL)
    return [(subject, state) for state, subject in found]


def at_the_terminal(app):
    with app.app_context():
        return CliRunner().invoke(status)


def message(number, state, at):
    return Message(
        key=str(number), template="code", address="hanako@example.jp", language="ja", subject="s", body="b",
        essential=True, state=state, queued_at=at, next_try_at=at,
    )  # fmt: skip


@pytest.mark.usefixtures("migrated")
def test_a_platform_that_stands_well_says_so(page, settings):
    Heartbeat(settings.heartbeats).looked()
    settings.backups.write_text(json.dumps([{"at": NOW.isoformat()}]))
    settings.retention.write_text(json.dumps({"done_at": NOW.isoformat(), "tried_at": NOW.isoformat()}))
    with small_hub(settings.hub_socket):
        found = dict(states(page()))
    del found["ディスクの空き"], found["設定"]  # this machine's
    assert set(found.values()) == {"ok"}
    assert len(found) == 10


@pytest.mark.usefixtures("migrated")
def test_what_does_not_stand_well_stands_first_with_what_to_do(page, database):
    with database.transaction() as session:
        session.add(message(1, MessageState.FAILED, NOW - timedelta(days=1)))
        session.add(message(2, MessageState.FAILED, NOW - timedelta(days=8)))
        session.add(message(3, MessageState.QUEUED, NOW - timedelta(hours=2)))
    text = page()
    order = [state for _, state in states(text)]
    assert order == sorted(order, key=["alarm", "warn", "ok"].index)
    found = dict(states(text))
    assert found["ハブ（JupyterHub）"] == found["採点係"] == "alarm"
    assert found["送れなかったメール"] == found["送信を待つメール"] == found["控え（バックアップ）"] == "warn"
    assert "この7日間に1件ありました。" in text
    assert "hub.log" in text
    assert "hanako" not in text


def test_a_database_of_another_shape_says_how_to_mend_it(page):
    text = page()
    assert dict(states(text))["データベースの形"] == "alarm"
    assert "flask --app webapp upgrade-database" in text


@pytest.mark.usefixtures("migrated")
def test_in_english_no_japanese_is_left_in_the_findings(page):
    findings = page("en").split('<ul class="findings">')[1].split("</ul>")[0]
    assert not re.search("[ぁ-んァ-ヶ一-龠]", findings)


def test_operators_find_the_page_in_the_navigation_and_others_do_not(app, sign_in, make_learner):
    operator = sign_in(app.test_client(), make_learner((Role.OPERATOR, None)))
    assert "/operator/status" in operator.get("/").text
    assert "/operator/status" not in sign_in(app.test_client(), make_learner()).get("/").text


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '"x"', "[1]", '[{"at": "yesterday"}]', '[{"at": 3}]', "nothing"]
)
def test_a_list_of_backups_that_says_nothing_is_none(tmp_path, content):
    (tmp_path / "backups.json").write_text(content)
    assert last_backup(tmp_path / "backups.json") is None


def test_of_several_backups_the_newest_counts(tmp_path):
    (tmp_path / "backups.json").write_text(
        '[{"at": "2026-11-23T12:00:00+09:00"}, {"at": "2026-11-23T02:00:00+00:00"}]'
    )
    assert last_backup(tmp_path / "backups.json") == datetime(2026, 11, 23, 3, tzinfo=UTC)


def test_a_backup_that_was_told_of_is_known(tmp_path):
    file = tmp_path / "backups.json"
    for hours in (2, 1, 3):
        note_backup(file, NOW - timedelta(hours=hours))
    assert last_backup(file) == NOW - timedelta(hours=1)
    assert len(json.loads(file.read_text())) == 2


def test_at_the_terminal_the_same_is_said_in_both_languages_while_the_database_is_away(settings):
    app = create_app(replace(settings, database_url=f"sqlite:///{settings.data}/missing/tateyama.sqlite"))
    done = at_the_terminal(app)
    app.extensions["hub"].close()
    assert done.exit_code == 1
    assert "[対処が必要] データベース: SQLite が応答しません。" in done.output
    assert "SQLite does not answer" in done.output


@pytest.mark.usefixtures("migrated")
def test_at_the_terminal_nothing_urgent_is_success(app, settings):
    Heartbeat(settings.heartbeats).looked()
    with small_hub(settings.hub_socket):
        done = at_the_terminal(app)
    assert done.exit_code == 0, done.output
    assert "$ flask --app webapp backup FILE" in done.output

"""The audit shows when somebody tampered with it: every edit, deletion and insertion is found, and two writers keep one chain."""

import random
import re
import threading
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, insert, select, update

from tests.webapp.around_the_guard import go_around
from webapp.audit import FIRST, AuditEntry, AuditSubject, broken_links, digest_of, record
from webapp.audit_cli import lost_heads, misled_lines
from webapp.audit_heads import anchor, anchored
from webapp.db import Database
from webapp.enrolment.models import Role
from webapp.fiscal_year import JAPAN
from webapp.schema import whole_metadata
from webapp.verify_cli import verify

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=JAPAN)
LINES = 40
TRIALS = 1000
table = AuditEntry.__table__


def write(session, number, **more):
    return record(
        session,
        NOW + timedelta(minutes=number),
        number % 7 or None,
        "view_roster",
        f"offering/{number}",
        rows=number,
        **more,
    )


@pytest.fixture
def heads(database, tmp_path):
    """Where the ends are written down."""
    anchor(database, tmp_path / "audit-heads")
    return tmp_path / "audit-heads"


@pytest.fixture
def chain(database, heads):
    """Forty lines, one commit each."""
    for number in range(LINES):
        with database.transaction() as session:
            record(
                session, NOW + timedelta(minutes=number), number % 7 or None, "learners_seen", f"offering/{number}",
                rows=number, whose=[number + 1, number + 2],
            )  # fmt: skip


@pytest.fixture
def in_hand(database, chain):
    """The file in somebody's hand, who has dropped its triggers."""
    with database.transaction() as session:
        go_around(session.connection())


def rows(session):
    return [dict(row) for row in session.execute(select(table).order_by(table.c.id)).mappings()]


def is_seen(session, heads):
    return bool(list(broken_links(session)) or lost_heads(session, anchored(heads)) or misled_lines(session))


def test_a_chain_that_nobody_touched_is_whole(database, chain, heads):
    with database.sessions() as session:
        assert not is_seen(session, heads)
        assert len(anchored(heads)) == LINES


def test_what_is_read_back_is_what_was_chained(database):
    """Moments of another zone, numbers as keys and pairs come out of the database otherwise than they went in."""
    with database.transaction() as session:
        record(session, NOW, 1, "export", "offering/1", counts={10: 1, 9: 2}, pair=(1, "二"), share=0.1)
    with database.sessions() as session:
        assert list(broken_links(session)) == []


def tamper(session, dice):
    """One change of the kinds that somebody with the database in hand could make; says what."""
    there, held = rows(session), session.connection()
    victim = dice.choice(there)
    kind = dice.choice(["edit", "delete", "insert", "swap", "cut", "rewrite", "hide", "point"])
    if kind == "edit":
        name = dice.choice(["at", "actor", "action", "subject", "detail", "previous", "digest"])
        held.execute(
            update(table).where(table.c.id == victim["id"]).values({name: other_value(name, victim, dice)})
        )
    elif kind == "hide":  # so that somebody does not find who looked at them
        held.execute(delete(AuditSubject).where(AuditSubject.entry_id == victim["id"]))
    elif kind == "point":
        held.execute(insert(AuditSubject).values(entry_id=victim["id"], learner_id=dice.randint(100, 999)))
    elif kind == "delete":
        held.execute(delete(AuditSubject).where(AuditSubject.entry_id == victim["id"]))
        held.execute(delete(table).where(table.c.id == victim["id"]))
    elif kind == "cut":
        held.execute(delete(AuditSubject).where(AuditSubject.entry_id >= victim["id"]))
        held.execute(delete(table).where(table.c.id >= victim["id"]))
    elif kind == "insert":
        made = {**victim, "id": there[-1]["id"] + 1, "digest": f"{dice.getrandbits(256):064x}"}
        held.execute(insert(table).values(made))
    elif kind == "swap":
        other = dice.choice([row for row in there if row["id"] != victim["id"]])
        for target, source in ((victim, other), (other, victim)):
            told = {name: source[name] for name in ("at", "actor", "action", "subject", "detail")}
            held.execute(update(table).where(table.c.id == target["id"]).values(told))
    else:
        rewrite(held, there, victim["id"])
    return kind


def other_value(name, row, dice):
    if name == "at":
        return row["at"] + timedelta(microseconds=dice.randint(1, 10**9))
    if name == "actor":
        return (row["actor"] or 0) + dice.randint(1, 9)
    if name == "detail":
        told = row["detail"]
        other = dice.choice([{"rows": told["rows"] + 1}, {"purpose": "count"}, {"whose": told["whose"][1:]}])
        return {**told, **other}
    if name in ("previous", "digest"):
        return f"{dice.getrandbits(256):064x}"
    return row[name] + dice.choice([" ", "x", "\u200b"])


def rewrite(held, there, first):
    """Somebody who knows how it works changes a line and reckons every digest after it anew."""
    previous = FIRST
    for row in there:
        made = {**row, "previous": previous}
        if row["id"] == first:
            made["subject"] = "offering/999"
        made["digest"] = previous = digest_of(AuditEntry(**made))
        held.execute(update(table).where(table.c.id == row["id"]).values(made))


def test_a_thousand_ways_of_tampering_are_all_seen(database, in_hand, heads):
    dice = random.Random(27)  # noqa: S311 - a test that is the same each time
    kinds, unseen = set(), []
    for trial in range(TRIALS):
        with database.sessions() as session:
            kinds.add(kind := tamper(session, dice))
            if not is_seen(session, heads):
                unseen.append((trial, kind))
            session.rollback()
    assert unseen == []
    assert len(kinds) == 8


def test_the_newest_line_cut_off_is_seen_by_what_was_written_down(database, in_hand, heads):
    with database.transaction() as session:
        last, held = rows(session)[-1]["id"], session.connection()
        held.execute(delete(AuditSubject).where(AuditSubject.entry_id == last))
        held.execute(delete(table).where(table.c.id == last))
    with database.sessions() as session:
        assert list(broken_links(session)) == []
        assert len(lost_heads(session, anchored(heads))) == 1


def test_what_was_rolled_back_is_not_written_down(database, chain, heads):
    def fail():
        with database.transaction() as session:
            write(session, 99)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.sessions() as session:
        assert not is_seen(session, heads)


def test_the_file_is_closed_to_others(chain, heads):
    assert heads.stat().st_mode & 0o077 == 0


@pytest.mark.postgresql
def test_two_writers_at_once_keep_one_chain(postgresql):
    database = Database(postgresql)
    whole_metadata().create_all(database.engine)
    begin = threading.Barrier(4)

    def write_many(which):
        begin.wait()
        for number in range(25):
            with database.transaction() as session:
                write(session, which * 100 + number)

    threads = [threading.Thread(target=write_many, args=(which,)) for which in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    with database.sessions() as session:
        assert list(broken_links(session)) == []
        assert len(rows(session)) == 100
    database.close()


def test_verify_says_it_loudly(app, settings, database):
    with app.app_context(), app.extensions["database"].transaction() as session:
        write(session, 1)
        write(session, 2)

    def look():
        with app.app_context():
            return CliRunner().invoke(verify, [])

    whole = look()
    assert whole.exit_code == 0, whole.output
    assert "監査の記録 2 行" in whole.output
    with database.transaction() as session:
        held = go_around(session.connection())
        held.execute(update(table).where(table.c.id == 1).values(actor=5))
        held.execute(delete(table).where(table.c.id == 2))
    broken = look()
    assert broken.exit_code == 1
    assert "監査の記録 1 番" in broken.output
    assert "1 行がなくなっています" in broken.output


P = "/services/tateyama/operator/audit"


@pytest.fixture
def operator(client, sign_in, make_learner):
    return sign_in(client, make_learner((Role.OPERATOR, None), name="架空 修"))


def test_an_operator_reads_the_newest_first_in_pages(database, operator):
    with database.transaction() as session:
        for number in range(120):
            write(session, number)
    first = operator.get(P).text
    assert first.count("<time") == 50
    assert first.index("offering/119") < first.index("offering/70<")
    second = operator.get(first.split("before=")[1].split('"')[0].join([f"{P}?before=", ""])).text
    assert "offering/69<" in second
    assert "offering/70<" not in second


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("action=export", {3}),
        ("subject=offering/1", {1}),
        ("person=5", {1, 4}),
        ("action=export&person=5", set()),
        ("subject=offering/%25", set()),
        ("action='+or+1=1--", set()),
        ("person=x", set()),
        ("person=99999999999", set()),
    ],
)
def test_it_is_filtered_by_what_was_done_to_what_and_by_whom(database, operator, query, found):
    with database.transaction() as session:
        record(session, NOW, 5, "view_roster", "offering/1")
        record(session, NOW, 6, "view_roster", "offering/2")
        record(session, NOW, None, "export", "offering/3")
        record(session, NOW, 6, "change_role", "learner/5")
    text = operator.get(f"{P}?{query}").text
    shown = {
        number
        for number, subject in enumerate(("offering/1", "offering/2", "offering/3", "learner/5"), 1)
        if f"<td>{subject}</td>" in text
    }
    assert shown == found


def test_a_person_is_a_number_there(database, operator, make_learner):
    learner = make_learner(name="架空 花")
    with database.transaction() as session:
        record(session, NOW, learner.id, "view_roster", "offering/1")
    text = operator.get(P).text
    assert re.search(rf'<td class="figure"[^>]*>{learner.id}</td>', text)
    assert "架空 花" not in text


def test_a_number_that_is_none_keeps_what_was_typed(operator):
    text = operator.get(f"{P}?person=abc&subject=offering/1").text
    assert 'value="abc"' in text
    assert 'value="offering/1"' in text
    assert "数字で入力してください" in text
    assert operator.get(f"{P}?before=abc").status_code == 404

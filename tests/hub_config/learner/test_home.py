"""The home watch: a full home is told in words, and a notebook can be saved all the same."""

import base64
import json
import signal

import nbformat
import pytest
from jupyter_events.logger import EventLogger

from hub_config.learner import home, processes
from hub_config.learner.home import GRACE, HomeWatch, Usage, measure
from hub_config.learner.kernels import Kernels
from hub_config.learner.notices import Notices

MEGABYTE = 1_000_000


@pytest.fixture
def notices():
    return Notices(EventLogger())


@pytest.fixture
def watch(tmp_path, notices):
    return HomeWatch(tmp_path, 100 * MEGABYTE, notices, Kernels(NoKernels()))


class NoKernels:
    """A server without kernels: whatever runs is a terminal."""

    def list_kernel_ids(self):
        return []


class Tree(processes.ProcessTree):
    """A process tree that remembers what it was sent."""

    sent: list = []  # noqa: RUF012
    total = 0

    def written_bytes(self):
        return Tree.total

    def send(self, number):
        Tree.sent.append(number)


@pytest.fixture
def writer(monkeypatch):
    """One kernel, which writes as much as the test says."""
    Tree.sent, Tree.total = [], 0
    monkeypatch.setattr(home, "children_of", lambda server: [Tree(7, (7,))])
    return Tree


def test_the_largest_files_are_found_and_links_not_followed(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "large.bin").write_bytes(b"x" * 2 * MEGABYTE)
    (tmp_path / "small.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    usage = measure(tmp_path)
    assert usage.largest[0][0] == "data/large.bin"
    assert 2 * MEGABYTE <= usage.total < 2 * MEGABYTE + 100_000


def test_a_file_with_two_names_counts_once(tmp_path):
    (tmp_path / "one").write_bytes(b"x" * MEGABYTE)
    (tmp_path / "two").hardlink_to(tmp_path / "one")
    assert measure(tmp_path).total < 1.2 * MEGABYTE


def test_a_file_that_only_claims_to_be_large_takes_no_space(tmp_path):
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(10_000 * MEGABYTE)
    assert measure(tmp_path).total < MEGABYTE


def test_the_learner_is_told_once_and_reads_which_files(watch, notices, writer):
    full = Usage(120 * MEGABYTE, (("data/large.bin", 90 * MEGABYTE), ("tiny", 100)))
    watch.look(full)
    watch.look(full)
    (notice,) = notices.since(0)
    assert notice.kind == "home"
    assert "ファイルの置き場所がいっぱいです。ノートブックは保存できます。" in notice.message["ja"]
    assert notice.message["ja"].endswith("data/large.bin（90 MB）")
    assert "data/large.bin (90 MB)" in notice.message["en"]


def test_too_many_files_are_told_by_their_number_and_only_notebooks_come_in(tmp_path, notices, writer):
    watch = HomeWatch(tmp_path, 100 * MEGABYTE, notices, Kernels(NoKernels()), files_limit=1000)
    (tmp_path / "old.csv").touch()
    watch.look(Usage(1000, (), files=1001))
    (notice,) = notices.since(0)
    assert "1,001 個" in notice.message["ja"]
    assert "too many files (1,001)" in notice.message["en"]
    assert max(map(len, notice.message.values())) <= 140
    assert not watch.room_for(tmp_path / "new.csv", 10, notebook=False)
    assert watch.room_for(tmp_path / "old.csv", 10, notebook=False)
    assert watch.room_for(tmp_path / "new.ipynb", 10, notebook=True)
    watch.look(Usage(1000, (), files=1000))
    assert watch.room_for(tmp_path / "new.csv", 10, notebook=False)


def test_files_and_folders_are_counted(tmp_path):
    (tmp_path / "data").mkdir()
    for name in ("a", "b", "data/c"):
        (tmp_path / name).touch()
    assert measure(tmp_path).files == 4


def test_a_home_that_fills_again_is_told_again(watch, notices, writer):
    for total in (120, 50, 120):
        watch.look(Usage(total * MEGABYTE, ()))
    assert len(notices.since(0)) == 2


def test_the_notice_fits_into_labs_notification(watch, writer):
    name = "とても長い名前のフォルダー/もっと長い名前のファイル名がつづきます.csv"
    watch.look(Usage(120 * MEGABYTE, ((name, 90 * MEGABYTE),) * 3))
    assert all(len(words) <= 140 for words in watch.message().values())


def test_whoever_writes_is_stopped_gently_first_and_then_for_good(watch, writer):
    full = Usage(120 * MEGABYTE, ())
    for total in (50, 100, 150):
        writer.total = total * MEGABYTE
        watch.look(full)
    assert writer.sent == [signal.SIGINT, signal.SIGKILL, signal.SIGKILL]


def test_a_kernel_at_rest_is_left_alone(watch, writer):
    writer.total = 50 * MEGABYTE
    watch.look(Usage(0, ()))
    watch.look(Usage(120 * MEGABYTE, ()))
    assert writer.sent == []


def test_notebooks_have_room_above_the_limit_and_other_files_do_not(watch, tmp_path, writer):
    watch.look(Usage(900 * MEGABYTE, ()))
    assert not watch.room_for(tmp_path / "new.csv", 1000, notebook=False)
    assert watch.room_for(tmp_path / "new.ipynb", 1000, notebook=True)
    assert not watch.room_for(tmp_path / "huge.ipynb", GRACE, notebook=True)


def test_the_room_for_notebooks_is_given_again_when_the_home_has_been_tidied(watch, tmp_path, writer):
    watch.look(Usage(900 * MEGABYTE, ()))
    assert watch.room_for(tmp_path / "a.ipynb", GRACE, notebook=True)
    assert not watch.room_for(tmp_path / "b.ipynb", 1000, notebook=True)
    watch.look(Usage(50 * MEGABYTE, ()))
    watch.look(Usage(900 * MEGABYTE, ()))
    assert watch.room_for(tmp_path / "b.ipynb", 1000, notebook=True)


def test_a_file_may_always_become_smaller(watch, tmp_path, writer):
    (tmp_path / "data.csv").write_bytes(b"x" * MEGABYTE)
    watch.look(Usage(500 * MEGABYTE, ()))
    assert watch.room_for(tmp_path / "data.csv", 10, notebook=False)


def test_what_is_granted_counts_before_it_is_measured(watch, tmp_path, writer):
    assert watch.room_for(tmp_path / "a", 60 * MEGABYTE, notebook=False)
    assert not watch.room_for(tmp_path / "b", 60 * MEGABYTE, notebook=False)


@pytest.fixture
def full_server(small_server, kernel_of, eventually):
    """A learner's server whose home was filled by a kernel, in 30 MB; emptied again after the test."""
    with small_server.client() as client:
        last = max((one["id"] for one in client.get("tateyama/api/notices").json()["notices"]), default=0)
        kernel = kernel_of(small_server, "f.ipynb")
        code = "import time\nwith open('big.bin', 'wb', 0) as f:\n    while True:\n        f.write(b'x' * 4_000_000); time.sleep(0.05)"
        kernel.begin(code)

        def told():
            after = client.get("tateyama/api/notices", params={"after": last}).json()["notices"]
            return [notice for notice in after if notice["kind"] == "home"]

        eventually(told)
        eventually(lambda: client.get(f"api/kernels/{kernel.id}").json()["execution_state"] == "idle")
        yield small_server, client, told()[0]
        (small_server.home / "big.bin").unlink(missing_ok=True)


def test_a_home_filled_by_a_kernel_stops_the_kernel_and_saves_the_notebook(full_server, eventually):
    server, client, notice = full_server
    size = (server.home / "big.bin").stat().st_size
    assert "big.bin" in notice["message"]["ja"]
    assert size < 400 * MEGABYTE

    notebook = json.loads(nbformat.writes(nbformat.v4.new_notebook()))
    saved = client.put("api/contents/work.ipynb", json={"type": "notebook", "content": notebook})
    assert saved.status_code == 201

    content = base64.b64encode(b"x" * 2 * MEGABYTE).decode()
    upload = {"type": "file", "format": "base64", "content": content}
    for chunk in ({}, {"chunk": 1}, {"chunk": 2}):
        refused = client.put("api/contents/new.bin", json=upload | chunk)
        assert refused.status_code == 507
        assert "いっぱいです" in refused.json()["message"]

    assert client.delete("api/contents/big.bin").status_code == 204
    eventually(lambda: client.put("api/contents/new.bin", json=upload).status_code == 201)
    (server.home / "new.bin").unlink()

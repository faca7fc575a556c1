"""Two learners in real sandboxes: what each can do, and what cannot be read, reached or killed from a kernel."""

import asyncio
import contextlib
import ctypes
import json
import os
import platform as machine
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import psutil
import pytest

from hub_config import culler, leftovers, seccomp
from hub_config.settings import CHECKOUT, read_settings
from tests.hub_config.small_platform import PASSWORD, KernelDied, Learner, Platform, sign_in, wait_for

pytestmark = pytest.mark.sandbox

AOI, YUI, KEN = "u00000000a01a", "u00000000b02b", "u00000000c03c"
LIMITS = {"TATEYAMA_MEMORY_MEGABYTES": "512", "TATEYAMA_HOME_MEGABYTES": "48"}
IDLE_SECONDS = 4
# Two runs of these tests on one host share its abstract names.
ABSTRACT = f"tateyama-test-abstract-{os.getpid()}"
# A sentence of the lesson that every learner reads: the search must find it, or it would find nothing.
SHOWN = "ここまでは合っています"


@pytest.fixture(scope="module")
def platform():
    """A hub whose first life, ended by kill -9, had one learner with a very short patience for idleness."""
    data = Path(tempfile.mkdtemp(prefix="tateyama-test-"))
    data.chmod(0o711)
    found = Platform(data)
    try:
        build = [sys.executable, "-m", "course", "build", "--out", str(data / "releases")]
        subprocess.run(build, cwd=CHECKOUT, check=True, capture_output=True, timeout=120)
        people = {"aoi": AOI, "yui": YUI, "ken": KEN}
        found.start(people, **LIMITS, TATEYAMA_IDLE_SECONDS=str(IDLE_SECONDS))
        found.enrol([AOI, YUI], "beginner")
        ken = Learner(found, "ken")
        ken.open_lab()
        ken.api("PUT", "contents/notes.txt", {"type": "file", "format": "text", "content": "as I left it"})
        ken.close()
        found.kill_hub()
        found.start_hub(**LIMITS)
        yield found
    finally:
        found.stop()
        shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="module")
def aoi(platform):
    with contextlib.closing(Learner(platform, "aoi")) as learner:
        learner.page, learner.seconds = learner.open_lab()
        yield learner


@pytest.fixture(scope="module")
def yui(platform):
    with contextlib.closing(Learner(platform, "yui")) as learner:
        learner.page, learner.seconds = learner.open_lab()
        yield learner


@pytest.fixture(scope="module")
def secrets_of_instructors(platform):
    """Hints, hidden tests and reference answers of the real lesson: sentences that stand in no learner's notebook."""
    found = []
    for manifest in platform.data.glob("releases/*/lesson.json"):
        shown = (manifest.parent / "learner" / "exercise.ipynb").read_text()
        told = [
            hint["ja"]
            for exercise in json.loads(manifest.read_text())["exercises"]
            for hint in exercise["hints"]
        ]
        cells = json.loads((manifest.parent / "source.ipynb").read_text())["cells"]
        hidden = ["".join(cell["source"]).partition("### BEGIN HIDDEN TESTS")[2] for cell in cells]
        lines = [line.strip() for text in hidden for line in text.splitlines() if "rerun" in line]
        found += [
            line for line in (*told, *lines) if line not in shown and '"' not in line and "\\" not in line
        ]
    assert len(found) > 5
    return found


@pytest.fixture(scope="module")
def report(platform, aoi, yui, secrets_of_instructors):
    """What a program in aoi's kernel found when it tried everything at once."""
    other = leftovers.remembered(platform.run / "servers" / YUI / "pid.json")
    with socket.create_server(("127.0.0.1", 0)) as neighbour, socket.socket(socket.AF_UNIX) as abstract:
        abstract.bind(f"\0{ABSTRACT}")
        abstract.listen(1)
        wanted = {
            "closed": [str(path) for path in closed_paths(platform)],
            "addresses": addresses(platform, neighbour.getsockname()[1]),
            "abstract": ABSTRACT,
            "pids": [*other, platform.hub.pid, platform.proxy.pid, os.getpid()],
            "fixed": [
                *(
                    "/",
                    "/usr",
                    "/etc",
                    "/dev",
                    "/opt/tateyama",
                    "/opt/tateyama/releases",
                    "/run/tateyama/gate",
                ),
                sys.prefix,
            ],
            "sentences": [*secrets_of_instructors, SHOWN],
            **{name: seccomp.NUMBERS[machine.machine()][name] for name in ("unshare", "mount", "ptrace")},
        }
        probe = (Path(__file__).parent / "probe.py").read_text()
        text = json.dumps(json.dumps(wanted, ensure_ascii=False), ensure_ascii=False)
        said = aoi.start_kernel().run(probe.replace('"@WANTED@"', text), seconds=120)
    return json.loads(said)


def closed_paths(platform):
    data = platform.data
    return [
        *(
            data / "secrets" / name
            for name in (
                "hub_token",
                "cookie_secret",
                "verify_token",
                "proxy_token",
                "grading_key",
                "metrics_token",
            )
        ),
        *(
            data / "hub" / "jupyterhub.sqlite",
            data / "homes" / YUI,
            data / "homes",
            data / "logs" / "hub.log",
        ),
        *(platform.run / "hub" / "hub.sock", platform.run / "web" / "webapp.sock", platform.run / "hub"),
        *(data / "releases" / "index.json", platform.run / "servers" / YUI / "s.sock"),
        *(next(data.glob("releases/*/source.ipynb")), next(data.glob("releases/*/lesson.json"))),
        *(
            CHECKOUT / name
            for name in ("course", "grader", "webapp", "tests", "hub_config/settings.py", ".git")
        ),
        *map(Path, ("/etc/shadow", "/etc/hostname", "/etc/resolv.conf")),
        *(
            folder
            for folder in map(Path, ("/root", "/var", "/boot", "/srv"))
            if not leads_to_environment(folder)
        ),
    ]


def leads_to_environment(folder):
    """Whether the bound environment stands below a folder, which then is there, with nothing else in it."""
    return any(Path(place).is_relative_to(folder) for place in (sys.prefix, Path(sys.executable).resolve()))


def addresses(platform, neighbour):
    own = [
        found.address
        for many in psutil.net_if_addrs().values()
        for found in many
        if found.family == socket.AF_INET and not found.address.startswith("127.")
    ]
    loopback = [["127.0.0.1", port] for port in (neighbour, platform.port, platform.proxy_port)]
    gateways = [[address.rsplit(".", 1)[0] + ".1", 80] for address in own]
    lan = [[address, platform.port] for address in own]
    return [*loopback, *lan, *gateways, ["169.254.169.254", 80], ["8.8.8.8", 53], ["192.0.2.1", 443]]


def test_from_sign_in_to_jupyterlab_takes_seconds(aoi, yui, record_property):
    record_property("spawn_to_lab_seconds", [aoi.seconds, yui.seconds])
    print(f"spawn to Lab page: {aoi.seconds:.1f} s and {yui.seconds:.1f} s")
    assert "jupyter-config-data" in aoi.page.text
    assert max(aoi.seconds, yui.seconds) < 30


def test_lab_opens_in_japanese_without_tools_of_instructors(aoi):
    address = f"{aoi.prefix}/lab/api/settings/@jupyterlab/translation-extension:plugin"
    assert aoi.browser.get(address).json()["schema"]["properties"]["locale"]["default"] == "ja_JP"
    assert "nbgrader" not in json.dumps(
        [name["name"] for name in lab_configuration(aoi)["federated_extensions"]]
    )
    assert aoi.browser.get(f"{aoi.prefix}/formgrader").status_code == 404


def lab_configuration(learner):
    text = learner.page.text.partition('id="jupyter-config-data"')[2]
    return json.loads(text.partition(">")[2].partition("</script>")[0])


def test_the_enrolled_lesson_is_in_the_home_and_the_unenrolled_have_none(aoi, platform):
    names = {entry["name"] for entry in aoi.api("GET", "contents/beginner/b1").json()["content"]}
    assert {"lesson.ipynb", "exercise.ipynb", "data"} <= names
    assert not (platform.data / "homes" / KEN / "beginner").exists()


def test_no_file_of_another_learner_of_the_hub_or_of_an_instructor_can_be_seen(report):
    assert {path: names for path, names in report["readable"].items() if names} == {}
    assert report["homes"] == ["learner"]


def test_no_port_of_this_machine_of_the_network_or_beyond_can_be_reached(report):
    assert {address: how for address, how in report["listening"].items() if how is None} == {}
    assert report["abstract"] == "ECONNREFUSED"
    assert report["dns"] is not None


def test_the_network_inside_has_nothing_but_the_relay(report):
    assert report["tcp"] >= 1
    assert report["vsock"] is not None
    assert report["packet"] is not None


def test_no_process_outside_can_be_seen_or_killed(report):
    assert set(report["kill"].values()) == {"ESRCH"}
    commands = " ".join(command for command, _ in report["processes"].values())
    assert "--config" not in commands
    assert "configurable-http-proxy" not in commands


def test_no_token_stands_on_a_command_line_or_in_the_first_process(report):
    command, environment = report["processes"]["1"]
    assert environment == ""
    token = report["processes"]
    own = next(text for _, text in token.values() if "JUPYTERHUB_API_TOKEN=" in text)
    secret = own.partition("JUPYTERHUB_API_TOKEN=")[2].partition("\0")[0]
    assert len(secret) > 20
    assert secret not in command
    assert secret not in all_command_lines()


def all_command_lines():
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            found.append(" ".join(process.cmdline()))
    return "\n".join(found)


def test_there_is_no_capability_and_no_way_to_new_privileges_or_namespaces(report):
    status = report["status"]
    assert {status[name] for name in ("CapEff", "CapPrm", "CapBnd")} == {"0" * 16}
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"
    assert set(report["unshare"].values()) == {"EPERM"}
    assert report["mount"] == "EPERM"
    assert report["ptrace"] == "EPERM"


def test_only_home_and_scratch_space_can_be_written(report):
    assert {path: how for path, how in report["written"].items() if how is None} == {}


def test_processes_are_limited(report):
    assert 50 < report["forks"] < 320


def test_no_hint_hidden_test_or_answer_stands_in_any_file_that_a_learner_can_read(report):
    found = report["walk"]["found"]
    assert [where for where in found if where[1] != SHOWN] == []
    assert any(path.startswith("/home/learner/") for path, _ in found)
    assert any(path.startswith("/opt/tateyama/releases/") for path, _ in found)
    assert report["walk"]["looked"] > 5000
    assert report["walk"]["seconds"] < 60


def test_a_learners_token_hands_in_and_reads_results_and_opens_nobody_else(platform, aoi):
    token = aoi.start_kernel().run("import os; print(os.environ['JUPYTERHUB_API_TOKEN'])").strip()
    owner = platform.ask_hub("GET", "/user", token=token).json()
    assert owner["name"] == AOI
    assert {"custom:tateyama:submit", "custom:tateyama:results"} <= set(owner["scopes"])
    for method, path in (
        *(
            ("GET", "/users"),
            ("GET", f"/users/{YUI}"),
            ("DELETE", f"/users/{YUI}/server"),
            ("GET", "/groups"),
        ),
        *(
            ("POST", f"/users/{AOI}/tokens"),
            ("GET", "/proxy"),
            ("POST", "/shutdown"),
            ("DELETE", f"/users/{AOI}"),
        ),
    ):
        assert platform.ask_hub(method, path, token=token).status_code in (403, 404), (method, path)


# Everything a hub offers to whoever reaches its socket, and what stands behind the same proxy.
NOT_FOR_LEARNERS = (
    *(("GET", path) for path in ("/hub/api/users", "/hub/api/groups", "/hub/api/services", "/hub/api/proxy")),
    *(("GET", path) for path in ("/hub/api/info", "/hub/login", "/hub/health", f"/hub/api/users/{AOI}", "/")),
    *(("POST", path) for path in (f"/hub/api/users/{YUI}/activity", f"/hub/api/users/{AOI}/tokens")),
    *(("POST", path) for path in (f"/hub/api/users/{AOI}/server", "/hub/api/proxy", "/hub/api/shutdown")),
    *(("GET", path) for path in ("/services/tateyama/", "/services/tateyama/metrics", "//hub/api/user")),
    *(("GET", path) for path in ("/hub/api/%2e%2e/api/users", "http://hub/hub/api/users", "/hub/api/user?x")),
)


@pytest.fixture(scope="module")
def battle(platform, aoi, yui):
    """What a program in aoi's kernel could do to yui, who has left everything open that a learner can leave open."""
    victim = yui.start_kernel()
    token = victim.run(
        "import ctypes, os, pathlib, socket\n"
        "pathlib.Path.home().joinpath('private.txt').write_text('mine')\n"
        "theirs = socket.socket(socket.AF_UNIX); theirs.bind('\\0theirs'); theirs.listen()\n"
        "for place in ('/tmp', '/dev/shm'):\n"
        "    pathlib.Path(place, 'theirs').write_text('mine')\n"
        "ctypes.CDLL(None).shmget(4712, 4096, 0o1666)\n"
        "print(os.environ['JUPYTERHUB_API_TOKEN'])"
    ).strip()
    home = platform.data / "homes" / YUI
    book = platform.data / "gradebooks" / "1"
    book.mkdir(mode=0o700, exist_ok=True)
    attack = aoi.start_kernel()
    attack.run("import pathlib; pathlib.Path.home().joinpath('private.txt').write_text('mine')")
    numbers = seccomp.NUMBERS[machine.machine()]
    wanted = {
        "home": str(home),
        "pid": leftovers.remembered(platform.run / "servers" / YUI / "pid.json")[0],
        "socket": str(platform.run / "servers" / YUI / "s.sock"),
        "uid": home.stat().st_uid if os.getuid() == 0 else 0,
        "book": str(book),
        **{"name": YUI, "own": AOI, "kernel": victim.identity, "token": token},
        "asked": NOT_FOR_LEARNERS,
        "passed": (
            ("GET", "/hub/api/", None),
            ("GET", "/hub/api/user", None),
            ("POST", f"/hub/api/users/{AOI}/activity", '{"last_activity": "2026-11-28T00:00:00Z"}'),
            ("GET", "/services/tateyama/api/submissions/S-1", None),
        ),
        **{
            name: numbers[name]
            for name in ("ptrace", "process_vm_readv", "inotify_init1", "fanotify_init", "fallocate")
        },
    }
    program = (Path(__file__).parent / "neighbour.py").read_text()
    text = json.dumps(json.dumps(wanted))
    said = attack.run(program.replace('"@WANTED@"', text), seconds=60)
    report = json.loads(said)
    report["victim"] = victim
    return report


def test_no_attack_on_a_neighbour_succeeds_and_each_would_on_oneself(battle):
    assert {name: how["oneself"] for name, how in battle["attacks"].items() if how["oneself"]} == {}
    assert [name for name, how in battle["attacks"].items() if how["them"] is None] == []
    assert [name for name, how in battle["refused"].items() if how is None] == []


def test_the_neighbour_has_noticed_nothing(battle, platform):
    assert battle["victim"].run("print(theirs.fileno() > 0)").strip() == "True"
    assert (platform.data / "homes" / YUI / "private.txt").read_text() == "mine"


def test_who_opens_shared_files_could_be_watched_if_the_filter_let_it(platform, aoi):
    """The control for inotify: outside the fence the kernel does tell when a learner reads a lesson's file."""
    libc = ctypes.CDLL(None, use_errno=True)
    watching = libc.inotify_init1(os.O_NONBLOCK)
    # Of another course than the learner's own nothing is bound into the sandbox.
    own = (
        manifest.parent
        for manifest in platform.data.glob("releases/*/lesson.json")
        if json.loads(manifest.read_text())["course"] == "beginner"
    )
    shared = next(own) / "learner"
    assert libc.inotify_add_watch(watching, str(shared).encode(), 0x20) >= 0  # IN_OPEN
    try:
        inside = f"/opt/tateyama/releases/{shared.parent.name}"
        aoi.start_kernel().run(f"import os; os.listdir({inside!r})")
        assert os.read(watching, 4096)
    finally:
        os.close(watching)


def test_a_kernel_reaches_of_the_hub_what_its_server_needs_and_nothing_else(battle):
    refused = {what: said for what, (status, said) in battle["asked"].items() if status == 403}
    assert {what: status for what, (status, _) in battle["asked"].items() if what not in refused} == {}
    assert all("取り次ぎませんでした" in said for said in refused.values())
    assert {what: status for what, (status, _) in battle["passed"].items() if status != 200} == {}
    assert AOI in battle["passed"]["GET /hub/api/user"][1]


def test_the_hubs_own_socket_is_open_to_no_learners_uid(platform):
    found = (platform.run / "hub" / "hub.sock").stat()
    assert stat.S_IMODE(found.st_mode) == 0o600
    assert found.st_uid == os.getuid()


def test_a_killed_gate_is_waited_for(platform, aoi):
    """The supervisor holds the gate's socket: who asks meanwhile stands in its queue."""
    gate = platform.gate
    gate.process.kill()
    gate.process.wait()
    kernel = aoi.start_kernel()
    ask = "import os, urllib.request as u; print(u.urlopen(os.environ['TATEYAMA_API'] + '/submissions/S-1').status)"
    answered = []
    asking = threading.Thread(target=lambda: answered.append(kernel.run(ask).strip()))
    asking.start()
    gate.start()
    asking.join(timeout=30)
    assert answered == ["200"]


def test_signing_out_says_so_and_the_next_page_asks_for_the_password_again(platform):
    with contextlib.closing(Learner(platform, "aoi")) as learner:
        signed_out = learner.browser.get("/hub/logout")
        assert signed_out.status_code == 200
        assert "サインアウトしました" in signed_out.text
        assert learner.browser.get("/hub/home").url.path == "/hub/login"


def test_a_neighbour_cannot_open_somebody_elses_lab(aoi, yui):
    assert aoi.browser.get(f"{yui.prefix}/api/contents").status_code in (403, 404)


def test_where_we_are_root_every_learner_has_a_uid_of_their_own(platform, aoi, yui):
    owners = {(platform.data / "homes" / name).stat().st_uid for name in (AOI, YUI, KEN)}
    assert 0 not in owners or os.getuid() != 0
    assert len(owners) == (3 if os.getuid() == 0 else 1)


def test_a_variable_survives_a_killed_hub_and_the_next_hub_can_stop_the_server(platform, yui):
    kernel = yui.start_kernel()
    kernel.run("kept = 12345")
    platform.kill_hub()
    platform.start_hub(**LIMITS)
    assert kernel.run("print(kept)").strip() == "12345"
    pids = leftovers.remembered(platform.run / "servers" / YUI / "pid.json")
    stop = yui.browser.delete(
        f"/hub/api/users/{YUI}/server", params={"_xsrf": yui.browser.cookies.get("_xsrf", path="/hub/")}
    )
    assert stop.status_code in (202, 204)
    wait_for(lambda: not any(leftovers.start_ticks(pid) for pid in pids), 20, "the end of the server")
    yui.page, _ = yui.open_lab()


def test_a_kernel_that_takes_too_much_memory_ends_and_the_notebook_the_hub_and_the_others_go_on(
    platform, aoi, yui
):
    neighbour = yui.start_kernel()
    neighbour.run("mine = 7")
    with pytest.raises(KernelDied):
        aoi.start_kernel().run(
            "hoard = []\nwhile True:\n    hoard.append(bytearray(b'x' * 20_000_000))", seconds=40
        )
    assert aoi.api("GET", "contents/beginner/b1/exercise.ipynb?content=0").status_code == 200
    assert neighbour.run("print(mine)").strip() == "7"
    assert platform.answers()


def test_a_process_that_hides_from_the_watch_inside_meets_the_one_outside(aoi):
    hog = "kept = bytearray(b'x' * 800_000_000); import time; time.sleep(600)"
    kernel = aoi.start_kernel()
    kernel.run(
        "import pathlib, subprocess, sys\n"
        f"pathlib.Path('/tmp/hog.py').write_text({hog!r})\n"
        "subprocess.run(['/bin/sh', '-c', f'setsid {sys.executable} /tmp/hog.py >/dev/null 2>&1 & echo $! > /tmp/hog.pid'])"
    )
    running = "print(pathlib.Path('/proc/' + open('/tmp/hog.pid').read().strip() + '/statm').exists())"
    wait_for(lambda: kernel.run(running).strip() == "False", 30, "the end of the hidden process")


def test_countless_empty_files_in_scratch_space_end_the_sandbox_that_holds_them(platform, aoi):
    with pytest.raises(KernelDied):
        aoi.start_kernel().run(
            "import itertools\nfor n in itertools.count():\n    open(f'/tmp/{n}', 'w').close()", 60
        )
    assert platform.answers()
    aoi.open_lab()


def test_a_terminal_works_inside_the_fence(aoi):
    name = aoi.api("POST", "terminals").json()["name"]
    connection = aoi.connect(f"terminals/websocket/{name}")
    try:
        connection.send(json.dumps(["stdin", "echo $((6 * 7)) $(id -un)\r"]))
        said = ""
        while "42 learner" not in said:
            said += "".join(map(str, json.loads(connection.recv())[1:]))
    finally:
        connection.close()


def test_a_full_home_stops_whoever_fills_it_and_nobody_else(platform, aoi, yui):
    fill = (
        "import itertools, pathlib, time\n"
        "for n in itertools.count():\n"
        "    pathlib.Path.home().joinpath(f'full{n}.bin').write_bytes(b'x' * 4_000_000); time.sleep(0.15)\n"
    )
    with contextlib.suppress(KernelDied):
        assert "KeyboardInterrupt" in aoi.start_kernel().run(fill, seconds=60)
    home = platform.data / "homes" / AOI
    used = sum(path.lstat().st_blocks * 512 for path in home.rglob("*"))
    assert used < 2 * 48 * 2**20
    assert yui.start_kernel().run("print(1)").strip() == "1"
    assert platform.answers()
    for path in home.glob("full*.bin"):
        path.unlink()


def test_no_single_file_can_be_larger_than_a_home(aoi):
    said = aoi.start_kernel().run("open('/tmp/large', 'wb').truncate(10**9)")
    assert "File too large" in said


def test_the_culler_ends_the_server_that_nobody_uses_and_no_other(platform, aoi, yui, monkeypatch):
    idle = leftovers.remembered(platform.run / "servers" / YUI / "pid.json")
    busy = leftovers.remembered(platform.run / "servers" / AOI / "pid.json")
    token = aoi.start_kernel().run("import os; print(os.environ['JUPYTERHUB_API_TOKEN'])").strip()
    monkeypatch.setattr(culler, "HUB_KNOWS_AFTER", 1)
    settings = read_settings(
        {
            **{"TATEYAMA_DATA": str(platform.data), "TATEYAMA_RUN": str(platform.run)},
            "TATEYAMA_IDLE_SECONDS": "1",
        }
    )
    now = (datetime.now(UTC) + timedelta(seconds=30)).isoformat()
    told = {"servers": {"": {"last_activity": now}}, "last_activity": now}
    platform.ask_hub("POST", f"/users/{AOI}/activity", told, token).raise_for_status()
    time.sleep(culler.limit_of(settings))
    asyncio.run(culler.cull_once(settings))
    wait_for(lambda: not any(leftovers.start_ticks(pid) for pid in idle), 20, "the end of the idle server")
    assert all(leftovers.start_ticks(pid) for pid in busy)
    yui.open_lab()


def test_an_idle_server_has_ended_by_itself_and_the_work_is_as_it_was_left(platform):
    """Jupyter looks for idleness once a minute; this one began before all other tests of this file."""
    pids = lambda: leftovers.remembered(platform.run / "servers" / KEN / "pid.json")  # noqa: E731
    wait_for(lambda: not pids(), 90, "the end of the idle server")
    with contextlib.closing(Learner(platform, "ken")) as ken:
        _, seconds = ken.open_lab()
        assert seconds > 0
        assert ken.api("GET", "contents/notes.txt").json()["content"] == "as I left it"


@pytest.fixture
def stranger(platform):
    """A browser in which nobody has signed in."""
    with httpx.Client(
        base_url=f"http://127.0.0.1:{platform.port}", follow_redirects=True, timeout=30
    ) as browser:
        yield browser


def test_a_wrong_password_is_explained_and_the_login_id_kept(stranger):
    answer = sign_in(stranger, "aoi", "wrong")
    assert answer.status_code == 403
    assert "ログインIDかパスワードが違います" in answer.text
    assert 'value="aoi"' in answer.text


def test_while_webapp_is_away_sign_in_says_so_and_open_labs_go_on(platform, stranger, aoi):
    socket_path = platform.run / "web" / "webapp.sock"
    away = socket_path.with_name("away.sock")
    socket_path.rename(away)
    try:
        answer = sign_in(stranger, "yui", PASSWORD)
        assert answer.status_code == 503
        assert "保存した作業は残っています" in answer.text
        assert aoi.api("GET", "contents").status_code == 200
    finally:
        away.rename(socket_path)


def test_the_first_address_leads_to_webapp(stranger):
    assert stranger.get("/").text == "webapp"

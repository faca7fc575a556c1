"""A learner's pod and home under our configuration, as KubeSpawner would send them to a cluster.

`.venv/bin/python tests/hub_config/kubernetes/golden.py` writes learner_pod.yaml anew; look at what changed before it is kept.
"""

import asyncio
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import kubernetes_asyncio.config.kube_config as kube_config
import yaml
from jupyterhub.objects import Server
from jupyterhub.utils import maybe_future
from traitlets.config import Config

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(CHECKOUT))

HEAD = "# Written by golden.py beside this file: what KubeSpawner asks a cluster for, for one learner.\n"
GOLDEN = HERE / "learner_pod.yaml"
VALUES = CHECKOUT / "hub_config" / "kubernetes" / "values.yaml"
LEARNER = "u0123456789ab"
CULLER = "jupyterhub-idle-culler"
USER_NODES = {"key": "hub.jupyter.org/node-purpose", "operator": "In", "values": ["user"]}
TOLERATED = {"key": "hub.jupyter.org/dedicated", "operator": "Equal", "value": "user", "effect": "NoSchedule"}
# What Kubernetes and the chart put into the hub's pod.
ENVIRONMENT = {"HUB_SERVICE_HOST": "10.96.10.1", "WEBAPP_SERVICE_HOST": "10.96.10.2"}
DATABASE = "postgresql://tateyama:word@db.example.ac.jp/tateyama?sslmode=verify-full&sslrootcert=/etc/tateyama/database/ca.crt"
KUBECONFIG = """
{apiVersion: v1, kind: Config, current-context: none,
 contexts: [{name: none, context: {cluster: none, user: none}}],
 clusters: [{name: none, cluster: {server: "https://cluster.invalid"}}], users: [{name: none, user: {}}]}
"""
INDEX = """{"courses": {"beginner": {"title": {"ja": "初級", "en": "Beginner"}, "lessons": [
 {"lesson": "b1", "digest": "0b1d", "title": {"ja": "はじめに", "en": "Start"}, "minutes": 60},
 {"lesson": "b2", "digest": "0b2d", "title": {"ja": "表", "en": "Tables"}, "minutes": 60}]}}}"""


def values():
    return yaml.safe_load(VALUES.read_text(encoding="utf-8"))


def plain_environment():
    """values.yaml's settings of the hub, with what comes from a Secret filled in."""
    return {**values()["hub"]["extraEnv"], "TATEYAMA_DATABASE_URL": DATABASE}


def as_the_chart_leaves_it():
    """What Zero to JupyterHub's own configuration has set before it runs `hub.extraConfig` (the part that pods show)."""
    image = values()["singleuser"]["image"]
    c = Config()
    c.JupyterHub.hub_bind_url = "http://:8081"
    c.JupyterHub.hub_connect_url = "http://hub:8081"
    c.JupyterHub.spawner_class = "kubespawner.KubeSpawner"
    c.JupyterHub.tornado_settings = {"slow_spawn_timeout": 0}
    c.JupyterHub.services = [{"name": CULLER, "command": ["python3", "-m", "jupyterhub_idle_culler"]}]
    c.JupyterHub.load_roles = [{"name": CULLER, "scopes": ["list:users"], "services": [CULLER]}]
    c.KubeSpawner.namespace = "tateyama"
    c.KubeSpawner.common_labels = {"app": "jupyterhub", "heritage": "jupyterhub", "release": "hub"}
    c.KubeSpawner.image = f"{image['name']}:{image['tag']}"
    c.KubeSpawner.image_pull_policy = image["pullPolicy"]
    c.KubeSpawner.start_timeout = values()["singleuser"]["startTimeout"]
    c.KubeSpawner.extra_labels = {"hub.jupyter.org/network-access-hub": "true"}
    c.KubeSpawner.uid, c.KubeSpawner.fs_gid = 1000, 100
    c.KubeSpawner.allow_privilege_escalation = values()["singleuser"]["allowPrivilegeEscalation"]
    c.KubeSpawner.init_containers = []
    c.KubeSpawner.node_affinity_preferred.append(
        {"weight": 100, "preference": {"matchExpressions": [USER_NODES]}}
    )
    c.KubeSpawner.tolerations = [TOLERATED]
    c.KubeSpawner.volumes.extend([])
    c.KubeSpawner.volume_mounts.extend([])
    c.Spawner.cmd = "jupyterhub-singleuser"
    return c


def configured(data, **changes):
    """The hub's configuration after values.yaml's own lines ran in a pod with this data folder."""
    for name in ("hub_token", "verify_token", "cookie_secret"):
        (data / "secrets").mkdir(exist_ok=True)
        (data / "secrets" / name).write_text(f"the {name}")
    (data / "releases").mkdir(exist_ok=True)
    (data / "releases" / "index.json").write_text(INDEX)
    (data / "releases" / "0b1d" / "learner").mkdir(parents=True, exist_ok=True)
    environment = {**plain_environment(), **ENVIRONMENT, "TATEYAMA_DATA": str(data), **changes}
    c = as_the_chart_leaves_it()
    before = dict(os.environ)
    try:
        os.environ.update(environment)
        (lines,) = values()["hub"]["extraConfig"].values()
        exec(lines, {"c": c})  # noqa: S102  # as the chart does
    finally:
        os.environ.clear()
        os.environ.update(before)
    return c


def spawner(c, name=LEARNER, courses=("beginner",)):
    """KubeSpawner of one learner; the cluster of its kubeconfig is never asked."""
    from hub_config.kubernetes.spawner import LearnerPods

    groups = [SimpleNamespace(name=f"g{number}", properties={"course": course}) for number, course in enumerate(courses)]  # fmt: skip
    user = SimpleNamespace(
        name=name, escaped_name=name, id=7, url=f"/user/{name}/", settings={},
        orm_user=SimpleNamespace(groups=groups, encrypted_auth_state=None),
    )  # fmt: skip
    hub = SimpleNamespace(
        public_host="", base_url="/hub/", api_url="http://hub:8081/hub/api", url="http://hub:8081/hub/"
    )
    found = LearnerPods(config=c, user=user, hub=hub, orm_spawner=None, api_token="the server's token")
    found._server = Server(proto="http", ip="0.0.0.0", port=8888, base_url=f"/user/{name}/")
    return found


@contextmanager
def a_cluster_to_name():
    """KubeSpawner wants to know of a cluster before it says what it would ask of one."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as kubeconfig:
        kubeconfig.write(KUBECONFIG)
        kubeconfig.flush()
        before = kube_config.KUBE_CONFIG_DEFAULT_LOCATION
        kube_config.KUBE_CONFIG_DEFAULT_LOCATION = kubeconfig.name
        try:
            yield
        finally:
            kube_config.KUBE_CONFIG_DEFAULT_LOCATION = before


def within(c, ask, **learner):
    """What `ask` says of the spawner of a learner, in a loop of its own as the hub has one."""

    async def run():
        made = spawner(c, **learner)
        # Its client is closed with the loop, once its own task has begun.
        await asyncio.sleep(0)
        return await maybe_future(ask(made))

    with a_cluster_to_name():
        return asyncio.run(run())


def manifests(c, **learner):
    """The pod and the claim as they would be sent."""

    async def ask(made):
        send = made.api.api_client.sanitize_for_serialization
        return send(await made.get_pod_manifest()), send(made.get_pvc_manifest())

    return within(c, ask, **learner)


def written(made):
    """The same as text, less the versions of JupyterHub and KubeSpawner, which every renewed lock changes."""
    for each in made:
        notes = each["metadata"]["annotations"]
        each["metadata"]["annotations"] = {key: notes[key] for key in notes if not key.endswith("-version")}
    return HEAD + yaml.safe_dump_all(made, allow_unicode=True, sort_keys=True)


def main():
    with tempfile.TemporaryDirectory() as folder:
        GOLDEN.write_text(written(manifests(configured(Path(folder)))), encoding="utf-8")


if __name__ == "__main__":
    main()

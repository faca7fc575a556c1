"""A learner's pod (受講者のポッド): the fence around one server where the cluster builds it, as pure functions.

Here the pod is the sandbox, so there is no bubblewrap in it. What a learner sees is what the embedded platform shows:
own home, own /tmp, the installed packages and the lessons' learner folders, all but the first two read-only.
"""

from typing import Any

from hub_config import sandbox
from hub_config.kubernetes.cluster import Cluster
from hub_config.settings import MEGABYTE, Settings

# Where the image for learners holds Python and its packages (Containerfile).
INSTALLED = "/opt/tateyama/venv"
COMMAND = (f"{INSTALLED}/bin/python", "-m", "tateyama_learner.launcher")
HOME_VOLUME, SCRATCH_VOLUME = "home", "scratch"
# Inside, a friendlier watch speaks first; the cluster acts a quarter above the limit, as the hub's watch does elsewhere.
ABOVE = 5 / 4
CORES, LEAST_CORES = 2.0, 0.1
# Nothing is written to the node's disk but what containers say.
NODE_DISK = "128Mi"


def options(settings: Settings, cluster: Cluster) -> dict[str, Any]:
    """KubeSpawner's options for every learner; image, namespace and labels are the chart's."""
    return {
        "cmd": list(COMMAND),
        "working_dir": sandbox.HOME,
        **identity(),
        **sizes(settings),
        **volumes(),
        "init_containers": [],
        "extra_containers": [],
        "events_enabled": False,
        "extra_pod_config": surroundings(settings, cluster),
    }


def identity() -> dict[str, Any]:
    """Nobody's account in the cluster, an ordinary uid, no capability, and nothing to gain one with."""
    return {
        "uid": sandbox.INSIDE_UID,
        "gid": sandbox.INSIDE_UID,
        "fs_gid": sandbox.INSIDE_UID,
        "privileged": False,
        "allow_privilege_escalation": False,
        "automount_service_account_token": False,
        "container_security_context": {
            "runAsNonRoot": True,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        },
        "pod_security_context": {"seccompProfile": {"type": "RuntimeDefault"}},
    }


def sizes(settings: Settings) -> dict[str, Any]:
    """Memory (with what /tmp may hold in it), cores and home, with a limit on each."""
    return {
        "mem_limit": int(settings.memory_limit * ABOVE) + sandbox.TMP_BYTES,
        "mem_guarantee": settings.memory_limit // 4,
        "cpu_limit": CORES,
        "cpu_guarantee": LEAST_CORES,
        "extra_resource_limits": {"ephemeral-storage": NODE_DISK},
        "extra_resource_guarantees": {"ephemeral-storage": NODE_DISK},
        "storage_capacity": f"{int(settings.home_limit * ABOVE) // MEGABYTE}Mi",
    }


def volumes() -> dict[str, Any]:
    """The home, which is deleted with the hub's user (so an erasure reaches it), and a /tmp in memory."""
    return {
        "pvc_name_template": "home-{user_server}",
        "storage_pvc_ensure": True,
        "storage_access_modes": ["ReadWriteOnce"],
        "delete_pvc": True,
        "volumes": [
            {"name": HOME_VOLUME, "persistentVolumeClaim": {"claimName": "{pvc_name}"}},
            {
                "name": SCRATCH_VOLUME,
                "emptyDir": {"medium": "Memory", "sizeLimit": f"{sandbox.TMP_BYTES // MEGABYTE}Mi"},
            },
        ],
        "volume_mounts": [
            {"name": HOME_VOLUME, "mountPath": sandbox.HOME},
            {"name": SCRATCH_VOLUME, "mountPath": sandbox.TMP},
        ],
    }


def surroundings(settings: Settings, cluster: Cluster) -> dict[str, Any]:
    """No variables about the namespace's Services and no resolver: two names are written into the pod's hosts file.

    A resolver would be a way out of the policy on the network. Where no runtime class fences the kernel off, the pod
    has a user namespace of its own at least.
    """
    own_kernel = (
        {"runtimeClassName": settings.runtime_class} if settings.runtime_class else {"hostUsers": False}
    )
    return {
        "enableServiceLinks": False,
        "dnsPolicy": "None",
        "dnsConfig": {"nameservers": ["127.0.0.1"]},
        "hostAliases": [
            {"ip": address, "hostnames": [name]} for name, address in sorted(cluster.addresses.items())
        ],
        **own_kernel,
    }

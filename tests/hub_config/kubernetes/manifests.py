"""What stands in the folder of manifests, read as a cluster would be given it."""

import copy
from pathlib import Path

import kubernetes_validate
import yaml

CHECKOUT = Path(__file__).resolve().parents[3]
KUBERNETES = CHECKOUT / "hub_config" / "kubernetes"
MANIFESTS = KUBERNETES / "manifests"
# The first that gives pods user namespaces without being asked to, and the newest that the schemas know.
VERSIONS = ("1.33", "1.37")
# Kinds of other projects, of which Kubernetes has no schema.
OTHERS = {"Kustomization", "ServiceMonitor"}


def resources(folder=MANIFESTS, pattern="**/*.yaml"):
    """Every resource of every file, with the file's name."""
    return [
        (path.relative_to(folder).as_posix(), found)
        for path in sorted(folder.glob(pattern))
        for found in yaml.safe_load_all(path.read_text(encoding="utf-8"))
    ]


def of_kind(*kinds):
    return [found for _, found in resources() if found["kind"] in kinds]


def named(kind, name):
    """One resource, as a copy that a test may break."""
    (found,) = [found for found in of_kind(kind) if found["metadata"]["name"] == name]
    return copy.deepcopy(found)


def pods():
    """The pod template of everything that makes pods, by the maker's name."""
    return {found["metadata"]["name"]: found["spec"]["template"] for found in of_kind("Deployment", "Job")}


def containers(pod):
    """Every container of a pod, those that go first too."""
    return [*pod["spec"].get("initContainers", ()), *pod["spec"]["containers"]]


def complaints(resource):
    """What the two versions' strict schemas have against a resource."""
    found = []
    for version in VERSIONS:
        try:
            kubernetes_validate.validate(resource, version, strict=True)
        except kubernetes_validate.ValidationError as error:
            found.append(error.message)
    return found


def selects(selector, labels):
    """Whether a policy's selector means a pod with these labels."""
    if not (selector.get("matchLabels", {}).items() <= labels.items()):
        return False
    return all(
        rule["operator"] == "In" and labels.get(rule["key"]) in rule["values"]
        for rule in selector.get("matchExpressions", ())
    )

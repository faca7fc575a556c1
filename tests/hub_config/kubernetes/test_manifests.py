"""Shown without a cluster: the schemas of two versions and our own rules are asked, no API server."""

import os
import subprocess
import time
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from tests.hub_config.kubernetes.manifests import (
    CHECKOUT,
    KUBERNETES,
    MANIFESTS,
    OTHERS,
    complaints,
    containers,
    named,
    of_kind,
    pods,
    resources,
    selects,
)
from webapp.participation.heartbeat import Heartbeat

CORE = [pytest.param(found, id=f"{name}-{found['kind']}-{found.get('metadata', {}).get('name')}") for name, found in resources() if found["kind"] not in OTHERS]  # fmt: skip


@pytest.mark.parametrize("resource", CORE)
def test_every_manifest_is_what_two_versions_of_kubernetes_expect(resource):
    assert complaints(resource) == []


def replicas_in_words(found):
    found["spec"]["replicas"] = "two"


def a_misspelt_field(found):
    found["spec"]["template"]["spec"]["automountServiceAccountTokens"] = False


def no_selector(found):
    del found["spec"]["selector"]


def a_container_without_a_name(found):
    del found["spec"]["template"]["spec"]["containers"][0]["name"]


def a_port_as_a_list(found):
    found["spec"]["template"]["spec"]["containers"][0]["ports"][0]["containerPort"] = [8000]


def a_field_of_the_pod_on_a_container(found):
    found["spec"]["template"]["spec"]["containers"][0]["hostUsers"] = False


@pytest.mark.parametrize(
    "broken",
    [
        replicas_in_words,
        a_misspelt_field,
        no_selector,
        a_container_without_a_name,
        a_port_as_a_list,
        a_field_of_the_pod_on_a_container,
    ],
)
def test_a_broken_manifest_fails_in_both_versions(broken):
    manifest = named("Deployment", "webapp")
    assert complaints(manifest) == []
    broken(manifest)
    assert len(complaints(manifest)) == 2


@pytest.mark.parametrize("folder", [MANIFESTS, MANIFESTS / "monitoring"], ids=["base", "monitoring"])
def test_a_kustomization_names_every_file_beside_it(folder):
    listed = yaml.safe_load((folder / "kustomization.yaml").read_text())["resources"]
    assert sorted(listed) == sorted(
        path.name for path in folder.glob("*.yaml") if path.name != "kustomization.yaml"
    )


def test_no_file_uses_what_only_some_readers_of_yaml_know():
    for path in MANIFESTS.rglob("*.yaml"):
        events = yaml.parse(path.read_text(encoding="utf-8"))
        assert not [event for event in events if getattr(event, "anchor", None)], path


def test_all_is_in_one_namespace():
    (namespace,) = of_kind("Namespace")
    assert {found["metadata"]["namespace"] for found in of_kind("Deployment", "Job", "Service", "NetworkPolicy", "ConfigMap", "PersistentVolumeClaim", "PodDisruptionBudget", "ServiceMonitor")} == {namespace["metadata"]["name"]}  # fmt: skip


def test_selectors_mean_the_pods_that_are_made():
    for found in of_kind("Deployment", "PodDisruptionBudget"):
        labels = pods()[found["metadata"]["name"]]["metadata"]["labels"]
        assert selects(found["spec"]["selector"], labels)
    service = named("Service", "webapp")["spec"]
    template = pods()["webapp"]
    assert selects({"matchLabels": service["selector"]}, template["metadata"]["labels"])
    (port,), (container,) = service["ports"], template["spec"]["containers"]
    assert port["targetPort"] == container["ports"][0]["name"]
    assert str(container["ports"][0]["containerPort"]) == container["command"][-1] == str(port["port"])


def test_every_volume_that_is_mounted_exists_and_secrets_are_read_only():
    claims = {found["metadata"]["name"] for found in of_kind("PersistentVolumeClaim")}
    for pod in pods().values():
        volumes = {volume["name"]: volume for volume in pod["spec"]["volumes"]}
        mounted = [mount for each in containers(pod) for mount in each.get("volumeMounts", ())]
        assert {mount["name"] for mount in mounted} == set(volumes)
        assert all(mount["readOnly"] for mount in mounted if "secret" in volumes[mount["name"]])
        assert claims >= {each["persistentVolumeClaim"]["claimName"] for each in volumes.values() if "persistentVolumeClaim" in each}  # fmt: skip


def test_the_claim_can_be_held_by_several_pods_at_once():
    assert named("PersistentVolumeClaim", "tateyama-data")["spec"]["accessModes"] == ["ReadWriteMany"]


def test_every_image_is_of_this_version_and_none_names_a_registry():
    version = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]["version"]
    images = {each["image"] for pod in pods().values() for each in containers(pod)}
    assert images == {f"tateyama-webapp:{version}"}


def test_no_secret_stands_in_a_file():
    assert not of_kind("Secret")
    for path in KUBERNETES.rglob("*.yaml"):
        assert "://tateyama:" not in path.read_text(encoding="utf-8")


def test_a_pods_keys_lie_where_its_settings_look_for_them():
    data = named("ConfigMap", "tateyama")["data"]["TATEYAMA_DATA"]
    for pod in pods().values():
        for container in containers(pod):
            places = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
            assert places.get("data", data) == data
            assert places.get("keys", f"{data}/secrets") == f"{data}/secrets"


def beat(folder: Path, command: list[str]) -> int:
    return subprocess.run(command, env={"PATH": "/usr/bin:/bin", "TATEYAMA_DATA": str(folder)}, check=False).returncode  # fmt: skip


def test_a_worker_whose_heart_has_stopped_is_started_anew(tmp_path):
    (worker,) = pods()["worker"]["spec"]["containers"]
    command = worker["livenessProbe"]["exec"]["command"]
    assert beat(tmp_path, command) != 0
    Heartbeat(tmp_path / "heartbeats").looked()
    assert beat(tmp_path, command) == 0
    (file,) = (tmp_path / "heartbeats").iterdir()
    long_ago = time.time() - timedelta(minutes=10).total_seconds()
    os.utime(file, (long_ago, long_ago))
    assert beat(tmp_path, command) != 0


def test_prometheus_brings_the_token_and_asks_the_page_of_metrics():
    (monitor,) = of_kind("ServiceMonitor")
    (endpoint,) = monitor["spec"]["endpoints"]
    service = named("Service", "webapp")
    assert monitor["spec"]["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items()
    assert endpoint["port"] == service["spec"]["ports"][0]["name"]
    assert endpoint["authorization"]["credentials"] == {"name": "tateyama-keys", "key": "metrics_token"}

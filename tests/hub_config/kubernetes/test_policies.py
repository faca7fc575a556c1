"""What every pod may do, and what it may speak to; the learner's own pod has its rules in test_pod."""

import pytest

from tests.hub_config.kubernetes.manifests import containers, named, of_kind, pods, selects


@pytest.mark.parametrize("name", pods())
def test_no_pod_has_an_account_in_the_cluster_or_variables_of_its_services(name):
    spec = pods()[name]["spec"]
    assert spec["automountServiceAccountToken"] is False
    assert spec["enableServiceLinks"] is False
    assert "serviceAccountName" not in spec


@pytest.mark.parametrize("name", pods())
def test_every_container_is_an_ordinary_user_on_a_read_only_root_without_capabilities(name):
    pod = pods()[name]
    assert pod["spec"]["securityContext"]["runAsNonRoot"] is True
    assert pod["spec"]["securityContext"]["runAsUser"] > 0
    for container in containers(pod):
        allowed = container["securityContext"]
        assert allowed["readOnlyRootFilesystem"] is True
        assert allowed["allowPrivilegeEscalation"] is False
        assert allowed["capabilities"] == {"drop": ["ALL"]}
        assert "privileged" not in allowed
        assert "runAsUser" not in allowed


@pytest.mark.parametrize("name", pods())
def test_every_container_has_limits_on_cores_memory_and_the_nodes_disk(name):
    for container in containers(pods()[name]):
        for bound in ("requests", "limits"):
            assert set(container["resources"][bound]) == {"cpu", "memory", "ephemeral-storage"}


@pytest.mark.parametrize("name", pods())
def test_no_pod_shares_anything_of_its_node(name):
    spec = pods()[name]["spec"]
    assert not {"hostNetwork", "hostPID", "hostIPC"} & spec.keys()
    assert not [volume for volume in spec.get("volumes", ()) if "hostPath" in volume]


def test_only_the_worker_asks_for_more_than_the_usual_filter_and_it_has_a_user_namespace_for_that():
    for name, pod in pods().items():
        spec = pod["spec"]
        unmasked = {
            each["name"] for each in containers(pod) if each["securityContext"].get("procMount") == "Unmasked"
        }
        if name == "worker":
            assert spec["hostUsers"] is False
            assert unmasked == {"doctor", "worker"}
            profile = spec["securityContext"]["seccompProfile"]
            assert profile["localhostProfile"] == "tateyama/worker.json"
        else:
            assert unmasked == set()
            assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}


@pytest.mark.parametrize("name", ["webapp", "worker"])
def test_a_new_version_waits_until_the_database_has_its_shape(name):
    waiting = pods()[name]["spec"]["initContainers"][-1]
    assert waiting["command"][-1] == "wait-for-database"


def test_the_worker_starts_only_where_the_doctor_has_made_a_sandbox_under_the_very_same_limits():
    spec = pods()["worker"]["spec"]
    (doctor, _database), (worker,) = spec["initContainers"], spec["containers"]
    assert doctor["command"] == ["python", "-m", "grader", "doctor"]
    for same in ("image", "securityContext", "resources"):
        assert doctor[same] == worker[same]


def test_every_pod_is_denied_everything_first():
    denied = named("NetworkPolicy", "deny-all")["spec"]
    assert denied == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


def outward(name):
    """The ports that a pod may reach."""
    labels = pods()[name]["metadata"]["labels"]
    return {
        port["port"]
        for policy in of_kind("NetworkPolicy")
        if selects(policy["spec"]["podSelector"], labels)
        for rule in policy["spec"].get("egress", ())
        for port in rule["ports"]
    }


def test_each_part_reaches_what_it_needs_and_no_more():
    assert outward("prepare") == {53, 5432}
    assert outward("webapp") == {53, 5432, 8081}
    assert outward("worker") == {53, 5432, 8081, 587, 465}


def test_no_rule_opens_every_port_and_nothing_may_call_the_worker():
    for policy in of_kind("NetworkPolicy"):
        for direction in ("ingress", "egress"):
            for rule in policy["spec"].get(direction, ()):
                assert rule["ports"]
                assert rule.get("from") or rule.get("to")
        labels = pods()["worker"]["metadata"]["labels"]
        if selects(policy["spec"]["podSelector"], labels):
            assert not policy["spec"].get("ingress")

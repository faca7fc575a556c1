"""A learner's pod as KubeSpawner would ask a cluster for it; no cluster is asked."""

import pytest
import yaml

from hub_config import sandbox
from hub_config.settings import MEGABYTE
from tests.hub_config.kubernetes.golden import GOLDEN, configured, manifests, written
from tests.hub_config.kubernetes.manifests import complaints


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return manifests(configured(tmp_path_factory.mktemp("hub")))


@pytest.fixture(scope="module")
def spec(made):
    return made[0]["spec"]


@pytest.fixture(scope="module")
def container(spec):
    (only,) = spec["containers"]
    return only


def test_the_pod_and_the_home_are_the_golden_ones(made):
    assert written(made) == GOLDEN.read_text(encoding="utf-8"), "see golden.py for how it is written anew"


def test_the_golden_ones_are_what_two_versions_of_kubernetes_expect():
    pod, claim = yaml.safe_load_all(GOLDEN.read_text(encoding="utf-8"))
    assert complaints(pod) == complaints(claim) == []


def test_a_pod_with_a_field_that_does_not_exist_fails():
    pod, _claim = yaml.safe_load_all(GOLDEN.read_text(encoding="utf-8"))
    pod["spec"]["hostUser"] = False
    assert len(complaints(pod)) == 2


def test_a_learner_has_no_account_in_the_cluster_and_hears_of_none_of_its_services(spec):
    assert spec["automountServiceAccountToken"] is False
    assert "serviceAccountName" not in spec
    assert spec["enableServiceLinks"] is False


def test_a_learner_is_an_ordinary_user_on_a_read_only_root(spec, container):
    assert container["securityContext"] == {
        "runAsNonRoot": True,
        "runAsUser": sandbox.INSIDE_UID,
        "runAsGroup": sandbox.INSIDE_UID,
        "readOnlyRootFilesystem": True,
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
    }
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert not {"hostNetwork", "hostPID", "hostIPC"} & spec.keys()


def test_only_home_and_tmp_can_be_written_to_and_both_have_an_end(made, spec, container):
    assert {mount["mountPath"] for mount in container["volumeMounts"]} == {sandbox.HOME, sandbox.TMP}
    scratch = next(volume["emptyDir"] for volume in spec["volumes"] if "emptyDir" in volume)
    assert scratch == {"medium": "Memory", "sizeLimit": "256Mi"}
    assert made[1]["spec"]["resources"]["requests"]["storage"] == "1280Mi"


def test_the_cluster_acts_above_the_limit_at_which_the_friendlier_watch_speaks(container):
    told = {each["name"]: each["value"] for each in container["env"]}
    limits = container["resources"]["limits"]
    assert limits["memory"] == int(told["TATEYAMA_MEMORY_LIMIT"]) * 5 // 4 + 256 * MEGABYTE
    assert set(limits) == set(container["resources"]["requests"]) == {"cpu", "memory", "ephemeral-storage"}


def test_there_is_no_resolver_and_the_two_neighbours_are_known_by_address(spec):
    assert spec["dnsPolicy"] == "None"
    assert spec["dnsConfig"] == {"nameservers": ["127.0.0.1"]}
    assert spec["hostAliases"] == [
        {"ip": "10.96.10.1", "hostnames": ["hub"]},
        {"ip": "10.96.10.2", "hostnames": ["webapp"]},
    ]


def test_without_a_runtime_class_the_pod_has_a_user_namespace_of_its_own(spec):
    assert spec["hostUsers"] is False
    assert "runtimeClassName" not in spec


def test_where_there_is_a_runtime_class_it_runs_the_pod(tmp_path):
    pod, _claim = manifests(configured(tmp_path, TATEYAMA_RUNTIME_CLASS="gvisor"))
    assert pod["spec"]["runtimeClassName"] == "gvisor"
    assert "hostUsers" not in pod["spec"]
    assert complaints(pod) == []


def test_other_sizes_of_the_settings_reach_the_pod(tmp_path):
    pod, claim = manifests(
        configured(tmp_path, TATEYAMA_MEMORY_MEGABYTES="512", TATEYAMA_HOME_MEGABYTES="2048")
    )
    (only,) = pod["spec"]["containers"]
    assert only["resources"]["limits"]["memory"] == (640 + 256) * MEGABYTE
    assert claim["spec"]["resources"]["requests"]["storage"] == "2560Mi"


def test_nothing_of_the_hubs_own_keys_or_settings_reaches_a_pod(container):
    told = {each["name"]: each["value"] for each in container["env"]}
    assert not [
        value for value in told.values() if value.startswith("the ") and value != "the server's token"
    ]
    assert {name for name in told if name.startswith("TATEYAMA_")} == {
        *("TATEYAMA_API", "TATEYAMA_LESSON_LIST", "TATEYAMA_LANGUAGE"),
        *("TATEYAMA_MEMORY_LIMIT", "TATEYAMA_HOME_LIMIT", "TATEYAMA_FILES_LIMIT", "TATEYAMA_IDLE_SECONDS"),
    }

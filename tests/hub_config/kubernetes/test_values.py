"""values.yaml, held against the names of the chart's schema; the chart itself was rendered nowhere."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from hub_config.culler import limit_of
from hub_config.kubernetes.configuring import SECRETS
from hub_config.prepare import SECRET_NAMES
from hub_config.services import hub_command
from hub_config.settings import Settings
from tests.hub_config.kubernetes.golden import HERE, values
from tests.hub_config.kubernetes.manifests import CHECKOUT, named, of_kind, pods
from webapp.config import Settings as WebappSettings

NAMES = yaml.safe_load((HERE / "chart_names.yaml").read_text(encoding="utf-8"))["chart"]
KINDS = {"truth": bool, "number": int, "text": str, "list": list}


def unknown(given, names, path=""):
    """What stands in a value that the chart has no such name for, or another kind of thing for."""
    if names == "free":
        return []
    if isinstance(names, str):
        return [] if isinstance(given, KINDS[names]) else [f"{path}: no {names}"]
    if not isinstance(given, dict):
        return [f"{path}: no mapping"]
    return [
        problem
        for name, value in given.items()
        for problem in (
            unknown(value, names[name], f"{path}.{name}") if name in names else [f"{path}.{name}: unknown"]
        )
    ]


def test_the_chart_knows_every_name():
    assert unknown(values(), NAMES) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("singleuser", "networkPolicies"), {}),
        (("hub", "networkPolicy", "egressAllowRules", "privateIps"), False),
        (("cull", "enabled"), "false"),
        (("ingress", "hosts"), "tateyama.example.ac.jp"),
    ],
)
def test_a_misspelt_name_or_another_kind_of_value_is_found(path, value):
    broken = values()
    place = broken
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    assert len(unknown(broken, NAMES)) == 1


def test_every_image_is_of_this_version_and_none_names_a_registry():
    version = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]["version"]
    assert {(part, values()[part]["image"]["name"]) for part in ("hub", "singleuser")} == {
        ("hub", "tateyama-hub"),
        ("singleuser", "tateyama-learner"),
    }
    assert {values()[part]["image"]["tag"] for part in ("hub", "singleuser")} == {version}


def test_the_hub_is_started_as_everywhere_with_the_charts_configuration():
    _python, *started = hub_command()
    charts = "/usr/local/etc/jupyterhub/jupyterhub_config.py"
    assert values()["hub"]["args"] == ["python", *started[:-1], charts, "--upgrade-db"]


def test_no_secret_stands_in_the_values_and_the_hub_is_given_only_its_own():
    (keys,) = [volume for volume in values()["hub"]["extraVolumes"] if volume["name"] == "keys"]
    assert {item["path"] for item in keys["secret"]["items"]} == set(SECRETS) <= set(SECRET_NAMES)
    mounts = {mount["name"]: mount for mount in values()["hub"]["extraVolumeMounts"]}
    assert mounts["keys"]["readOnly"] is True
    assert mounts["keys"]["mountPath"] == values()["hub"]["extraEnv"]["TATEYAMA_DATA"] + "/secrets"
    assert values()["hub"]["db"] == {"type": "other"}


def test_hub_webapp_and_worker_take_the_databases_address_from_one_secret():
    (given,) = [values()["hub"]["extraEnv"]["TATEYAMA_DATABASE_URL"]["valueFrom"]]
    for pod in pods().values():
        for part in pod["spec"]["containers"]:
            assert [each["valueFrom"] for each in part["env"] if each["name"] == "TATEYAMA_DATABASE_URL"] == [
                given
            ]


def test_both_sides_take_their_keys_from_the_same_secret():
    (keys,) = [volume for volume in values()["hub"]["extraVolumes"] if volume["name"] == "keys"]
    for pod in pods().values():
        for volume in pod["spec"]["volumes"]:
            if volume["name"] == "keys":
                assert volume["secret"]["secretName"] == keys["secret"]["secretName"]


def test_hub_and_webapp_find_each_other_by_the_names_of_their_services():
    service = named("Service", "webapp")
    port = service["spec"]["ports"][0]["port"]
    url = f"http://{service['metadata']['name']}:{port}"
    assert values()["hub"]["extraEnv"]["TATEYAMA_WEBAPP_URL"] == url
    assert named("ConfigMap", "tateyama")["data"]["TATEYAMA_HUB_URL"] == "http://hub:8081"


@pytest.mark.parametrize("part", [("hub",), ("proxy", "chp"), ("singleuser",)])
def test_hub_proxy_and_learners_reach_webapp_where_it_listens(part):
    place = values()
    for name in part:
        place = place[name]
    policy = place["networkPolicy"]
    assert policy["enabled"] is True
    (rule,) = policy["egress"]
    (peer,), (port,) = rule["to"], rule["ports"]
    labels = pods()["webapp"]["metadata"]["labels"]
    assert peer["podSelector"]["matchLabels"].items() <= labels.items()
    assert port["port"] == named("Service", "webapp")["spec"]["ports"][0]["port"]


def test_a_learners_pod_reaches_nothing_else_and_no_privileged_container_is_put_beside_it():
    learner = values()["singleuser"]
    assert set(learner["networkPolicy"]["egressAllowRules"].values()) == {False}
    assert len(learner["networkPolicy"]["egressAllowRules"]) == 6
    assert learner["cloudMetadata"]["blockWithIptables"] is False
    assert learner["allowPrivilegeEscalation"] is False


def test_a_server_that_does_not_end_itself_is_ended_when_the_embedded_platform_would():
    idle = int(values()["hub"]["extraEnv"]["TATEYAMA_IDLE_SECONDS"])
    elsewhere = limit_of(Settings(data=Path("/d"), run=Path("/r"), idle_seconds=idle))
    assert values()["cull"] == {"enabled": True, "timeout": elsewhere, "every": 300, "users": False}


def test_what_deny_all_would_stop_is_switched_off():
    assert values()["scheduling"]["userScheduler"]["enabled"] is False
    assert values()["prePuller"]["hook"]["enabled"] is False


def test_hub_and_proxy_have_a_read_only_root_no_capabilities_and_limits():
    for place in (values()["hub"], values()["proxy"]["chp"]):
        allowed = place["containerSecurityContext"]
        assert allowed["readOnlyRootFilesystem"] is True
        assert allowed["allowPrivilegeEscalation"] is False
        assert allowed["capabilities"] == {"drop": ["ALL"]}
        assert set(place["resources"]["limits"]) == {"cpu", "memory"}


def test_people_reach_the_platform_by_https_at_the_address_of_the_settings():
    ingress = values()["ingress"]
    assert [f"https://{host}" for host in ingress["hosts"]] == [
        named("ConfigMap", "tateyama")["data"]["TATEYAMA_URL"]
    ]
    assert ingress["tls"][0]["hosts"] == ingress["hosts"]
    for given in (values()["hub"]["extraEnv"], named("ConfigMap", "tateyama")["data"]):
        assert given["TATEYAMA_SECURE_COOKIES"] == "1"


def settings_named():
    return {
        *(name for name in values()["hub"]["extraEnv"]),
        *(name for name in named("ConfigMap", "tateyama")["data"]),
        *(
            each["name"]
            for pod in pods().values()
            for part in pod["spec"]["containers"]
            for each in part["env"]
        ),
    }


def test_every_setting_that_is_named_stands_in_the_table_of_settings():
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert settings_named() <= set(re.findall(r"^\| `(TATEYAMA_[A-Z_]+)`", text, re.MULTILINE))


def test_webapp_accepts_the_settings_of_the_manifests(tmp_path):
    (tmp_path / "secrets").mkdir()
    for name in SECRET_NAMES:
        (tmp_path / "secrets" / name).write_text("secret")
    settings = WebappSettings.from_env(
        {**named("ConfigMap", "tateyama")["data"], "TATEYAMA_DATA": str(tmp_path)}
    )
    assert settings.hub_address == "http://hub:8081"
    assert settings.smtp is not None
    assert settings.demo is False


def test_no_services_name_makes_a_variable_that_reads_like_a_setting():
    services = [found["metadata"]["name"] for found in of_kind("Service")]
    made = {f"{name.upper().replace('-', '_')}_PORT" for name in services}
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert not made & set(re.findall(r"TATEYAMA_[A-Z_]+", text))

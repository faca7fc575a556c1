import pytest

from hub_config.kubernetes.cluster import read_cluster
from hub_config.refusal import Refusal

TOLD = {"HUB_SERVICE_HOST": "10.0.0.1", "THE_WEBAPP_SERVICE_HOST": "fd00::2"}


def test_the_names_in_the_addresses_are_known_by_what_kubernetes_says_of_their_services():
    assert read_cluster(TOLD, "http://the-webapp:8000").addresses == {
        "hub": "10.0.0.1",
        "the-webapp": "fd00::2",
    }


@pytest.mark.parametrize("missing", ["HUB_SERVICE_HOST", "THE_WEBAPP_SERVICE_HOST"])
def test_a_service_that_is_not_there_yet_refuses_the_start_and_says_which(missing):
    told = {name: value for name, value in TOLD.items() if name != missing}
    with pytest.raises(Refusal, match=missing):
        read_cluster(told, "http://the-webapp:8000")


@pytest.mark.parametrize("headless", ["None", "hub.example"])
def test_a_service_without_an_address_of_its_own_is_as_good_as_none(headless):
    with pytest.raises(Refusal, match="HUB_SERVICE_HOST"):
        read_cluster({**TOLD, "HUB_SERVICE_HOST": headless}, "http://the-webapp:8000")


def test_webapps_address_has_to_be_given():
    with pytest.raises(Refusal, match="TATEYAMA_WEBAPP_URL"):
        read_cluster(TOLD, "")

"""Region packs are data: a whole one is read, a wrong one stops the start with a sentence that says what to mend."""

import shutil

import pytest
from sqlalchemy import select

from hub_config.brand import read_brand
from hub_config.refusal import Refusal
from webapp.config import CannotStart, Settings
from webapp.demo.places import invented_village
from webapp.enrolment.models import Municipality
from webapp.enrolment.towns import write_towns
from webapp.region import SHIPPED, check_digit, load_region


@pytest.fixture
def pack(tmp_path):
    """A copy of the sample pack, to be spoilt."""
    return shutil.copytree(SHIPPED / "mihon", tmp_path / "pack")


def replace(pack, file, before, after):
    text = (pack / file).read_text(encoding="utf-8")
    assert before in text
    (pack / file).write_text(text.replace(before, after), encoding="utf-8")


def test_each_shipped_pack_is_whole():
    toyama, mihon = load_region("toyama"), load_region("mihon")
    assert (len(toyama.towns), len(toyama.areas)) == (15, 4)
    assert (len(mihon.towns), len(mihon.areas)) == (4, 2)
    assert (toyama.brand.ja, mihon.prefecture.en) == ("立山", "Mihon Prefecture")


def test_invented_towns_bear_no_prefectures_code():
    assert {town.code5[:2] for town in load_region("mihon").towns} == {"99"}


def test_a_partner_with_an_office_of_its_own_is_asked_there():
    mihon = load_region("mihon")
    assert mihon.contact_of("city").mail == "shimin@example.invalid"
    assert mihon.contact_of("university") == mihon.contact


@pytest.mark.parametrize(("code5", "digit"), [("16201", "9"), ("13101", "6"), ("01100", "2"), ("27100", "4")])
def test_the_check_digit_is_the_ministrys(code5, digit):
    assert check_digit(code5) == digit


def test_the_demos_village_has_a_code_of_its_own_in_every_region():
    for name in ("toyama", "mihon"):
        region = load_region(name)
        assert invented_village(region).code5 not in {town.code5 for town in region.towns}


def test_a_pack_may_lie_anywhere(pack):
    assert load_region(str(pack)).prefecture.ja == "見本県"


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("region.toml", "[brand]", "[brad]", "brand"),
        ("region.toml", 'ja = "見本県"', 'jo = "見本県"', "prefecture"),
        ("region.toml", 'en = "East"', 'en = ""', "areas"),
        ("region.toml", "mail = ", "male = ", "mail"),
        ("region.toml", "council = 5", "council = 1", "disclosure"),
        ("region.toml", "public = 10", "public = 4", "disclosure"),
        ("population.csv", "99302,2400", "99302,two", "two"),
        ("population.csv", "2400,2020", "2400,2015", "census_year"),
        ("region.toml", 'icon = "icon.svg"', 'icon = "none.svg"', "none.svg"),
        ("region.toml", "[contact]", "[contact", "region.toml"),
        ("municipalities.csv", "99202,992020", "99201,992011", "99201"),
        ("municipalities.csv", "99202,992020", "16202,162020", "162020"),
        ("municipalities.csv", "99202,992020", "9920,99202", "9920"),
        ("municipalities.csv", "Reiji,西部", "Reiji,北部", "北部"),
        ("municipalities.csv", "name_en", "english", "name_en"),
        ("municipalities.csv", "例示市", "", "name_ja"),
        ("school_types.csv", "中学校", "小学校", "小学校"),
    ],
)
def test_what_is_wrong_in_a_pack_is_said_in_both_languages(pack, file, before, after, said):
    replace(pack, file, before, after)
    with pytest.raises(CannotStart) as refused:
        load_region(str(pack))
    ja, en = refused.value.message.split(" / Mend ")
    assert said in ja
    assert said in en


@pytest.mark.parametrize("named", ["atlantis", "/nowhere", "../toyama"])
def test_an_unknown_pack_stops_the_start(tmp_path, named):
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    for name in ("hub_token", "verify_token", "webapp_secret_key", "grading_key", "metrics_token"):
        (secrets / name).write_text("secret")
    with pytest.raises(CannotStart, match=r"地域パックはありません.*There is no region pack"):
        Settings.from_env({"TATEYAMA_DATA": str(tmp_path), "TATEYAMA_REGION": named})


def test_towns_are_written_once_and_mended_where_they_changed(database, pack):
    with database.transaction() as session:
        assert write_towns(session, load_region(str(pack))) == 5
        assert write_towns(session, load_region(str(pack))) == 0
    replace(pack, "municipalities.csv", "例示市,Reiji", "新例示市,New Reiji")
    with database.transaction() as session:
        assert write_towns(session, load_region(str(pack))) == 1
        assert session.get(Municipality, "99202").name_ja == "新例示市"


def test_a_town_that_left_the_pack_stays_for_those_who_lived_there(database, pack):
    with database.transaction() as session:
        write_towns(session, load_region(str(pack)))
    replace(pack, "municipalities.csv", "99302,993026,雛形村,Hinagata,西部\n", "")
    with database.transaction() as session:
        write_towns(session, load_region(str(pack)))
        assert "99302" in set(session.scalars(select(Municipality.code5)))


def test_the_hub_reads_the_same_name_and_refuses_what_webapp_refuses():
    assert read_brand("mihon").name_ja == load_region("mihon").brand.ja
    assert read_brand().icon.startswith("data:image/svg+xml;base64,")
    with pytest.raises(Refusal, match="atlantis"):
        read_brand("atlantis")

"""The package passes programs that are not ours, and lets no small count out."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from webapp.region import Words, load_region
from webapp.reports.frozen.report import Edition, ParticipationReport, Section, Version
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.numerals import Sign
from webapp.reports.open_data.package import NotPublishable, package

# rdflib's reader of JSON-LD warns of a part of rdflib itself.
THEIR_OWN = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
REGION = load_region("mihon")
PEOPLE, PER_CENT = Words("人", "people"), Words("％", "%")
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass dcat:Dataset ;
  sh:property [ sh:path dct:title ; sh:minCount 2 ; sh:uniqueLang true ] ,
    [ sh:path dct:license ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path dct:temporal ; sh:minCount 1 ; sh:node [ sh:property [ sh:path dcat:startDate ; sh:minCount 1 ; sh:datatype xsd:date ] ] ] ,
    [ sh:path dcat:distribution ; sh:minCount 6 ; sh:node [ sh:property [ sh:path dcat:mediaType ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ] ] .
"""


def both(ja, en="English"):
    return Words(ja, en)


def a_report(
    cells=(120, Decimal("61.2")), edition=Edition.PUBLIC, version=Version.FINAL, label="製造業 髙﨑"
):
    columns = (
        Column("I07", both("実受講者数"), PEOPLE, "I07"),
        Column("I12", both("修了率"), PER_CENT, "I12"),
    )
    rows = (
        Row("E", both(label, "Manufacturing"), cells),
        Row("J", both("金融業，保険業"), (Sign.HIDDEN, Sign.HIDDEN)),
        Row("?", both("不明"), (Sign.NIL, Sign.PENDING)),
    )
    table = Table("industries", both("業種別"), both("業種"), columns, rows)
    return ParticipationReport(
        both("受講状況報告書"), "第1号", edition, version, 2026, None, date(2027, 3, 31), date(2027, 5, 31),
        datetime(2027, 6, 1, tzinfo=UTC), both("事務局"), True, (Section("all", both("全体"), (), (table,)),),
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    for name, written in package(a_report(), REGION, 10).items():
        (tmp_path / name).write_bytes(written)
    return tmp_path


def problems_of(folder):
    from frictionless import system, validate

    with system.use_context(trusted=True):
        return validate(str(folder / "datapackage.json")).flatten(["type", "note"])


def rows_of(written, encoding="utf-8-sig"):
    return list(csv.DictReader(io.StringIO(written.decode(encoding))))


def test_frictionless_finds_nothing_wrong(folder):
    assert problems_of(folder) == []


def test_frictionless_refuses_a_count_below_the_threshold(folder):
    file = folder / "people.csv"
    file.write_bytes(file.read_bytes().replace(b",120,", b",9,"))
    assert any(kind == "constraint-error" for kind, _note in problems_of(folder))


def test_a_report_with_too_small_a_count_gives_no_package():
    with pytest.raises(NotPublishable, match="下限"):
        package(a_report((9, Sign.HIDDEN)), REGION, 10)


@pytest.mark.parametrize(
    ("edition", "version"), [(Edition.COUNCIL, Version.FINAL), (Edition.PUBLIC, Version.DRAFT)]
)
def test_what_was_not_released_to_the_public_gives_no_package(edition, version):
    with pytest.raises(NotPublishable, match="公開資料"):
        package(a_report(edition=edition, version=version), REGION, 10)


def test_a_hidden_number_is_a_mark_and_no_number():
    rows = rows_of(package(a_report(), REGION, 10)["people.csv"])
    assert [(row["row"], row["value"], row["mark"]) for row in rows] == [
        ("E", "120", ""),
        ("J", "", "suppressed"),
        ("?", "", "nil"),
    ]


def test_the_file_of_the_office_holds_the_same_rows():
    files = package(a_report(), REGION, 10)
    assert rows_of(files["figures-cp932.csv"], "cp932") == rows_of(files["figures.csv"])


def test_a_letter_that_the_office_has_not_is_a_mark_there_and_itself_elsewhere():
    files = package(a_report(label="𠮷野"), REGION, 10)
    assert rows_of(files["people.csv"])[0]["row_ja"] == "𠮷野"
    assert rows_of(files["people-cp932.csv"], "cp932")[0]["row_ja"] == "〓野"


@THEIR_OWN
def test_a_catalogue_can_read_the_data_set(folder):
    from pyshacl import validate
    from rdflib import Graph

    found = Graph().parse(folder / "catalog.jsonld", format="json-ld")
    fits, _graph, said = validate(found, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))
    assert fits, said


@THEIR_OWN
def test_a_catalogue_without_a_licence_is_noticed(folder):
    from pyshacl import validate
    from rdflib import Graph

    told = json.loads((folder / "catalog.jsonld").read_text())
    del told["dct:license"]
    found = Graph().parse(data=json.dumps(told), format="json-ld")
    assert not validate(found, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))[0]


def test_the_entities_carry_the_published_numbers_and_no_others():
    made = json.loads(package(a_report(), REGION, 10)["entities.jsonld"])
    assert [entity["row"]["value"] for entity in made] == ["E"]
    assert made[0]["value1"]["value"] == 120
    assert made[0]["value2"]["value"] == 61.2
    assert made[0]["id"].startswith("urn:ngsi-ld:ParticipationIndicator:participation-mihon-2026:")
    assert all(part["type"] == "Property" for key, part in made[0].items() if isinstance(part, dict))


def test_the_same_release_gives_the_same_bytes():
    assert package(a_report(), REGION, 10) == package(a_report(), REGION, 10)


def test_the_reader_is_told_that_it_is_invented():
    assert "架空のデータ" in package(a_report(), REGION, 10)["README.md"].decode()

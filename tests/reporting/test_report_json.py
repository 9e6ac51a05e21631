"""The JSON report and its published schema."""

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from sousveil.model.words import Kind
from sousveil.reporting import from_json, schema, to_json
from tests.reporting.invented import CASES, capability, case, report

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(schema.published())
    return jsonschema.Draft202012Validator(schema.published())


def test_published_schema_is_current() -> None:
    assert schema.published() == schema.build(), "run: python -m sousveil.reporting.schema"


def test_description_is_current() -> None:
    written = (ROOT / "docs" / "report-schema.md").read_text("utf-8")
    assert written == schema.description(), "run: python -m sousveil.reporting.schema"


@pytest.mark.parametrize("name", CASES)
def test_reports_are_valid_and_come_back(name: str, validator: jsonschema.Draft202012Validator) -> None:
    data = to_json(case(name))
    validator.validate(json.loads(data))
    assert from_json(data) == case(name)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("extra",), 1),
        (("schema",), 2),
        (("targets", 0, "verdict", "states", "enabled"), "maybe"),
        (("targets", 0, "verdict", "states", "score"), "shown"),
        (("targets", 0, "findings", 0, "trait"), "age"),
        (("targets", 0, "findings", 0, "evidence", 0, "line"), 0),
        (("targets", 0, "findings", 0, "evidence", 0, "offset"), -1),
        (("targets", 0, "blobs", "b2", "sha256"), "XYZ"),
        (("targets", 0, "blobs", "b2", "extent"), [1]),
    ],
)
def test_schema_refuses(path: tuple, value: object, validator: jsonschema.Draft202012Validator) -> None:
    document = json.loads(to_json(case("found")))
    node = document
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    assert not validator.is_valid(document)


def test_schema_asks_for_every_key(validator: jsonschema.Draft202012Validator) -> None:
    document = json.loads(to_json(case("found")))
    del document["targets"][0]["folder"]
    assert not validator.is_valid(document)


def test_json_is_utf8_ends_with_a_newline_and_keeps_the_order_of_the_types() -> None:
    data = to_json(case("found"))
    assert data.endswith(b"}\n")
    assert "维吾尔族".encode() in data
    target = json.loads(data)["targets"][0]
    assert list(target)[:5] == ["name", "sha256", "size", "provenance", "verdict"]
    assert list(target["findings"][0]["chain"][0]) == ["from", "to", "by", "why"]


def test_equal_reports_are_equal_bytes_whatever_order_their_maps_were_filled_in() -> None:
    one = case("found")
    target = one.targets[0]
    turned = msgspec.structs.replace(target, blobs=dict(reversed(target.blobs.items())))
    assert to_json(report(turned)) == to_json(one)


def test_lone_surrogates_are_written_as_escapes() -> None:
    target = CASES["found"].target()
    odd = msgspec.structs.replace(target, name="a\udcffb\ud800c", findings=(capability(claim="\udc80"),))
    back = json.loads(to_json(report(odd)))["targets"][0]
    assert back["name"] == r"a\xffb\ud800c"
    assert back["findings"][0]["claim"] == r"\x80"


def test_what_is_no_report_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        from_json(b'{"schema": 1}')


def test_every_kind_of_finding_is_in_the_cases() -> None:
    kinds = {finding.kind for made in CASES.values() for finding in made.findings}
    assert kinds >= {Kind.CAPABILITY, Kind.TRACE, Kind.COMPONENT, Kind.DECLARED, Kind.VOCABULARY}

"""Documents that say that they are schemas are read as such; others stay the data that they are."""

import json

from tests.reading.looking import outline, read

_SCHEMA = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "Face",
    "properties": {
        "race": {"enum": ["black", "white", 3], "description": "as it looks"},
        "many": {"type": "array", "items": {"$ref": "#/definitions/Kind"}},
        "inner": {"properties": {"age": {"type": "integer"}}},
    },
    "required": ["race"],
    "definitions": {"Kind": {"type": "string", "enum": ["a", "b"]}},
}


def test_records_fields_and_lists():
    reading, _ = read(json.dumps(_SCHEMA).encode(), "face.json")
    text = [line.strip() for line in outline(reading)]
    assert "record Face" in text
    assert "field race : race  # as it looks" in text
    assert text[text.index("enum race") + 1 :][:2] == ["enum-member black", "enum-member white"]
    assert "field many : Kind" in text
    assert "field inner : inner" in text
    assert "field age : integer" in text
    assert text[text.index("enum Kind") + 1 :][:1] == ["entry type = string"]
    assert "enum-member a" in text


def test_calls_with_what_they_take_and_give():
    document = b"""swagger: "2.0"
paths:
  /faces:
    get:
      operationId: findFaces
      summary: Search among faces
      parameters:
        - name: race
          in: query
          type: string
        - in: body
          schema:
            $ref: '#/definitions/FaceFilter'
      responses:
        "200":
          schema:
            $ref: '#/definitions/FaceList'
"""
    reading, _ = read(document, "api.yaml")
    text = [line.strip() for line in outline(reading)]
    assert "function findFaces : FaceList  # Search among faces" in text
    assert "parameter race" in text


def test_a_document_that_is_no_schema_stays_data():
    data = {**_SCHEMA, "$schema": None}
    del data["$schema"]
    reading, _ = read(json.dumps({"inner": {"properties": data}}).encode(), "face.json")
    assert not {symbol.kind for symbol in reading.symbols} & {"record", "field", "enum", "enum-member"}

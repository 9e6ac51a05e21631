"""A schema in JSON of what an invented analyser sends."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "Latino or Hispanic"),
    stages=("vocabulary", "field", "scheme"),
    quotes=(("enum-member", "latino"), ("field", "race")),
)


def case() -> dict[str, bytes]:
    """A property that allows a list of values."""
    return {
        "schemas/face.schema.json": b"""\
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "FaceAttributes",
  "type": "object",
  "properties": {
    "age": {"type": "integer"},
    "glasses": {"type": "boolean"},
    "beard": {"type": "boolean"},
    "race": {
      "description": "As the model sees it.",
      "type": "string",
      "enum": ["asian", "black", "latino", "white"]
    }
  },
  "required": ["age"]
}
""",
    }


def twin() -> dict[str, bytes]:
    """Paint."""
    return {
        "schemas/paint.schema.json": b"""\
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Paint",
  "type": "object",
  "properties": {
    "litres": {"type": "number"},
    "colour": {"type": "string", "enum": ["black", "white", "yellow", "red"]}
  }
}
""",
    }

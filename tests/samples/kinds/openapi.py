"""The interface of an invented face service, in JSON."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur", "Han"),
    stages=("vocabulary", "field", "scheme", "exposure"),
    quotes=(("enum-member", "uyghur"), ("field", "ethnic")),
)


def case() -> dict[str, bytes]:
    """A schema for a face, and a search that takes it."""
    return {
        "openapi.json": b"""\
{
  "openapi": "3.0.3",
  "info": {"title": "Face service", "version": "2.1"},
  "paths": {
    "/faces/search": {
      "post": {
        "operationId": "searchFaces",
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/FaceSearchFilter"}}}}
      }
    }
  },
  "components": {
    "schemas": {
      "Ethnic": {"type": "string", "enum": ["han", "uyghur", "unknown"]},
      "FaceSearchFilter": {
        "type": "object",
        "properties": {
          "age": {"type": "integer"},
          "mask": {"type": "boolean"},
          "glasses": {"type": "boolean"},
          "ethnic": {"$ref": "#/components/schemas/Ethnic"}
        }
      }
    }
  }
}
""",
    }


def twin() -> dict[str, bytes]:
    """A picker of languages."""
    return {
        "openapi.json": b"""\
{
  "openapi": "3.0.3",
  "info": {"title": "Settings service", "version": "2.1"},
  "components": {
    "schemas": {
      "UiSettings": {
        "type": "object",
        "properties": {
          "theme": {"type": "string"},
          "language": {"type": "string", "enum": ["english", "chinese", "uyghur", "kazakh"]}
        }
      }
    }
  }
}
""",
    }

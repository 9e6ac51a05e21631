"""The published JSON Schema of the report and its description, both made from the types of the model.

``python -m sousveil.reporting.schema`` writes ``report-1.json`` beside this file and, in a checkout,
``docs/report-schema.md``; a test holds both to the types.
"""

import json
from importlib import resources
from typing import Any

import msgspec

from sousveil.model import words
from sousveil.model.report import SCHEMA_VERSION, Report
from sousveil.model.words import Stage
from sousveil.reporting.schema.meanings import MEANINGS

Schema = dict[str, Any]

NAME = f"report-{SCHEMA_VERSION}.json"
_DIGEST = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
_NATURAL = {"type": "integer", "minimum": 0}
_FROM_ONE = {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}]}
_ID = {"type": "string", "pattern": "^b[0-9]+$"}
_RUN_OF_BYTES = {"type": "array", "prefixItems": [_NATURAL, _NATURAL], "minItems": 2, "maxItems": 2, "items": False}

# What the types cannot say, by definition and field.
_TIGHTER: dict[tuple[str, str], Schema] = {
    ("Report", "schema"): {"const": SCHEMA_VERSION},
    ("TargetReport", "sha256"): _DIGEST,
    ("TargetReport", "size"): _NATURAL,
    ("BlobEntry", "parent"): {"anyOf": [_ID, {"type": "null"}]},
    ("BlobEntry", "name_hex"): {"type": "string", "pattern": "^([0-9a-f]{2})*$"},
    ("BlobEntry", "sha256"): _DIGEST,
    ("BlobEntry", "size"): _NATURAL,
    ("BlobEntry", "index"): {"anyOf": [_NATURAL, {"type": "null"}]},
    ("BlobEntry", "extent"): {"anyOf": [_RUN_OF_BYTES, {"type": "null"}]},
    ("Evidence", "blob"): _ID,
    ("Evidence", "line"): _FROM_ONE,
    ("Evidence", "column"): _FROM_ONE,
    ("Evidence", "offset"): _NATURAL,
    ("Evidence", "length"): _NATURAL,
    ("Evidence", "encoding"): {"type": "array", "items": {"type": "string"}, "minItems": 1},
    ("Evidence", "spans"): {"type": "array", "items": _RUN_OF_BYTES},
    ("ContextLine", "number"): _NATURAL,
    ("ChainLink", "from"): _NATURAL,
    ("ChainLink", "to"): _NATURAL,
    ("Finding", "revision"): {"type": "integer", "minimum": 1},
    ("Finding", "enabled_in"): {"enum": ["", "delivered", "installation"]},
    ("Finding", "seen"): {"enum": ["", "face", "person"]},
    ("Finding", "records"): _NATURAL,
    ("Discard", "count"): {"type": "integer", "minimum": 1},
    ("GapEntry", "bytes"): _NATURAL,
    ("GapEntry", "count"): {"type": "integer", "minimum": 1},
    ("Part", "parent"): {"anyOf": [_NATURAL, {"type": "null"}]},
    ("Part", "gap"): {"anyOf": [_NATURAL, {"type": "null"}]},
    ("Part", "merged"): {"type": "integer", "minimum": 1},
    **{("Part", name): _NATURAL for name in ("blobs", "understood", "sifted", "padding", "opaque")},
    ("BuiltFrom", "how"): {"enum": ["exports", "version", "names", "copyright", "signed"]},
    ("BuiltFrom", "count"): {"type": "integer", "minimum": 1},
    ("Signature", "state"): {"enum": ["valid", "invalid", "none", "unchecked"]},
    **{
        ("Coverage", name): _NATURAL
        for name in ("bytes", "understood", "sifted", "padding", "opaque", "blobs")
    },
}  # fmt: skip


def build() -> Schema:
    """The schema: every key is always written, no other key is, maps have known keys where they have."""
    ((root,), definitions) = msgspec.json.schema_components([Report], ref_template="#/$defs/{name}")
    for name, definition in definitions.items():
        if "properties" not in definition:
            definition["description"] = MEANINGS[name]
            definition["enum"] = [word.value for word in getattr(words, name)]  # in the order of the model
            continue
        definition["description"] = _plain(definition["description"])
        definition["additionalProperties"] = False
        definition["required"] = list(definition["properties"])
        for field, schema in definition["properties"].items():
            if (name, field) in _TIGHTER:
                schema = definition["properties"][field] = dict(_TIGHTER[name, field])  # noqa: PLW2901
            schema.pop("default", None)
            meaning = MEANINGS[f"{name}.{field}"]
            definition["properties"][field] = (
                {"allOf": [schema], "description": meaning} if "$ref" in schema else {**schema, "description": meaning}
            )
    states = definitions["Verdict"]["properties"]["states"]
    stages = [stage.value for stage in Stage]
    states["propertyNames"] = {"enum": stages}
    states["required"] = stages
    definitions["TargetReport"]["properties"]["blobs"]["propertyNames"] = {"pattern": "^b[0-9]+$"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Sousveil report, version {SCHEMA_VERSION}",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _plain(docstring: str) -> str:
    return " ".join(docstring.replace("``", "").split())


def schema_text() -> str:
    """The schema as it is published, ending with a newline."""
    return json.dumps(build(), indent=1, ensure_ascii=False) + "\n"


def published() -> Schema:
    """The schema as it was published with this version."""
    loaded: Schema = json.loads(resources.files(__name__).joinpath(NAME).read_text("utf-8"))
    return loaded


def description() -> str:
    """The schema for people: one table for each record, in the order in which a report nests them."""
    schema = build()
    parts = [
        "# The JSON report",
        "",
        f"Version {SCHEMA_VERSION}. Made from the types by `python -m sousveil.reporting.schema`; the schema itself is",
        f"`src/sousveil/reporting/schema/{NAME}`. Every key is always there. Sizes and offsets count bytes; lines and",
        "columns count from 1, columns in code points.",
        "",
    ]
    for name in _order(schema):
        definition = schema["$defs"][name]
        parts += [f"## {name}", "", definition.get("description", ""), ""]
        if "enum" in definition:
            parts += [", ".join(f"`{word}`" for word in definition["enum"]) + ".", ""]
            continue
        parts += ["| Key | Type | Meaning |", "| --- | --- | --- |"]
        for key, field in definition["properties"].items():
            parts.append(f"| `{key}` | {_type(field)} | {field['description']} |")
        parts.append("")
    return "\n".join(parts)


def _order(schema: Schema) -> list[str]:
    order: list[str] = []
    queue = [schema]
    while queue:
        for name in _references(queue.pop(0)):
            if name not in order:
                order.append(name)
                queue.append(schema["$defs"][name])
    return order


def _references(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [str(node["$ref"]).rpartition("/")[2]] if "$ref" in node else []
        return own + [name for key, item in node.items() if key != "$defs" for name in _references(item)]
    return [name for item in node for name in _references(item)] if isinstance(node, list) else []


def _type(field: Schema) -> str:  # noqa: PLR0911 - one answer a shape
    if "allOf" in field:
        return _type(field["allOf"][0])
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in field:
        return " or ".join(_type(choice) for choice in field["anyOf"])
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return ", ".join(f"`{word}`" for word in field["enum"])
    if field.get("type") == "array":
        if "prefixItems" in field:
            return "two integers"
        return f"list of {_type(field['items'])}"
    if field.get("type") == "object":
        return f"map to {_type(field['additionalProperties'])}"
    return str(field.get("type", "any"))

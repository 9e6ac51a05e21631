"""Texts and types as Java and Android write them in compiled code: their own form of UTF-8, descriptors, signatures.

Source: The Java Virtual Machine Specification, Java SE 21, 4.3 (descriptors), 4.4.7 (text), 4.7.9.1 (signatures).
"""

import re

from sousveil.model.text import Span, TextUnit
from sousveil.model.words import Role
from sousveil.reading import strings
from sousveil.reading.source.types import bare_type

_ODD = re.compile(rb"\xc0\x80|\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
"""What differs from UTF-8: a NUL in two bytes, and characters beyond 0xFFFF in two halves."""
_PRIMITIVE = {
    "B": "byte", "C": "char", "D": "double", "F": "float", "I": "int", "J": "long", "S": "short", "Z": "boolean",
    "V": "void",
}  # fmt: skip
_CLASS = re.compile(r"L(?:[^;<>/]+/)*([^;<>/]+?)(?=[;<.])")
_DESCRIPTOR = re.compile(r"\[*(?:[BCDFIJSZV]|L[^;]*;)")
KEYS = (
    "JsonProperty;", "SerializedName;", "JSONField;", "Column;", "TableField;", "JsonAlias;", "XmlElement;", "Field;",
    "ColumnInfo;", "Json;", "SerialName;", "Element;", "XmlAttribute;", "JsonbProperty;", "Protobuf;", "ExcelProperty;",
)  # fmt: skip
"""Ends of the names of annotations whose text is the name under which a value is written."""


def unit(data: memoryview, start: int, end: int, role: Role) -> TextUnit | None:
    """A text, without what no codec here writes (NULs, characters beyond 0xFFFF); ``None`` where it is no text."""
    raw = bytes(data[start:end])
    spans: list[Span] = []
    text, at = "", 0
    for low, high in [*(match.span() for match in _ODD.finditer(raw)), (len(raw), len(raw))]:
        piece = strings.exact(raw[at:low], "utf-8")
        if piece is None:
            return None
        if piece:
            spans.append(Span(len(text), len(text) + len(piece), start + at, low - at, ("utf-8",)))
            text += piece
        at = high
    return TextUnit(text, role, tuple(spans)) if text else None


def simple(unit: TextUnit) -> TextUnit:
    """The simple name in the unit of a class (``com/x/A$B`` or ``Lcom/x/A$B;``): only its last part."""
    bare = unit.text.rstrip(";")
    short = bare.rpartition("/")[2].rpartition("$")[2] or bare
    if len(unit.spans) != 1 or short == unit.text:
        return unit
    before = len(bare[: len(bare) - len(short)].encode())
    span = Span(0, len(short), unit.spans[0].offset + before, len(short.encode()), ("utf-8",))
    return TextUnit(short, unit.role, (span,))


def written_type(descriptor: str) -> str:
    """The simple name of a descriptor's type: ``[Lcom/x/A$B;`` is ``B``, ``I`` is ``int``, of a method the result."""
    bare = descriptor.rpartition(")")[2].lstrip("[")
    if bare.startswith("L"):
        return bare[1:].rstrip(";").rpartition("/")[2].rpartition("$")[2]
    return _PRIMITIVE.get(bare, "")


def parameters(descriptor: str) -> list[tuple[str, int, int]]:
    """The types that a method takes, and where the name of each stands in its descriptor (code points)."""
    inside = descriptor.rpartition(")")[0]
    found = []
    for match in _DESCRIPTOR.finditer(inside, 1):
        name = written_type(match[0])
        start = match.end() - 1 - len(name)
        found.append((name, start, start + len(name)) if match[0].endswith(";") else (name, -1, -1))
    return found


def generic_type(signature: str) -> str:
    """The bare name of a type with its arguments: ``Ljava/util/List<Lcom/x/Race;>;`` is ``Race``."""
    text = _CLASS.sub(lambda match: match[1].rpartition("$")[2], signature.rpartition(")")[2].lstrip("["))
    text = re.sub(r"[+\-*]", "", text).replace(";>", ">").rstrip(";").replace(";", ", ")
    return bare_type(text)

"""A compiled WPF screen, record by record, after WPF's own source (``BamlRecords.cs``)."""

import struct
from collections.abc import Mapping, Sequence

from sousveil.model.place import Place

NAME = "views/facefilterview.baml"
Value = str | tuple[str, str]
"""A text, or ``("bind", path)``, or ``("resource", key)``."""
Element = tuple[str, Sequence[tuple[str, Value]], Sequence["Element | str"]]
KNOWN = {
    "Binding": 20, "CheckBox": 74, "ComboBox": 92, "ComboBoxItem": 93, "Label": 346, "ResourceDictionary": 524,
    "StackPanel": 601, "String": 612, "TextBlock": 638, "TextBox": 639,
}  # fmt: skip
"""From ``KnownTypes.cs``."""
_PROPERTIES = {"Content": 14, "Name": 54, "Text": 110}
SCREEN: Element = (
    "Client.FaceFilterView",
    (),
    (
        ("TextBlock", (("Text", "Filter captured faces"),), ()),
        ("Label", (("Content", "Ethnicity"),), ()),
        (
            "ComboBox",
            (("Name", "EthnicityBox"), ("SelectedValue", ("bind", "Filter.Ethnicity"))),
            (("ComboBoxItem", (("Content", "Han"),), ()), ("ComboBoxItem", (), ("Uyghur",))),
        ),
        ("Client.Gauge", (("Caption", ("resource", "GaugeCaption")),), ()),
    ),
)


def _number(value: int) -> bytes:
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def _text(text: str) -> bytes:
    raw = text.encode()
    return _number(len(raw)) + raw


def _sized(kind: int, body: bytes) -> bytes:
    """The length counts its own bytes."""
    size = len(body) + 1
    size += len(_number(size)) - 1
    return bytes([kind]) + _number(size) + body


class Writer:
    """Collects records; names get numbers where they first occur."""

    def __init__(self) -> None:
        version = struct.pack("<HH", 0, 0x60)
        self.out = b"\x0c\0\0\0" + "MSBAML".encode("utf-16-le") + 3 * version
        self.out += b"\1" + struct.pack("<BiB", 0, -1, 0)
        self.out += _sized(28, struct.pack("<H", 0) + _text("Client, Version=1.0.0.0"))
        self._types: dict[str, int] = {}
        self._attributes: dict[str, int] = {}
        self._strings: dict[str, int] = {}

    def type(self, name: str) -> int:
        if name in KNOWN:
            return 0x10000 - KNOWN[name]
        if name not in self._types:
            self._types[name] = len(self._types)
            self.out += _sized(29, struct.pack("<HH", self._types[name], 0) + _text(name))
        return self._types[name]

    def attribute(self, name: str) -> int:
        if name in _PROPERTIES:
            return 0x10000 - _PROPERTIES[name]
        if name not in self._attributes:
            self._attributes[name] = len(self._attributes)
            self.out += _sized(31, struct.pack("<HHB", self._attributes[name], 0, 0) + _text(name))
        return self._attributes[name]

    def string(self, text: str) -> int:
        if text not in self._strings:
            self._strings[text] = len(self._strings)
            self.out += _sized(32, struct.pack("<H", self._strings[text]) + _text(text))
        return self._strings[text]

    def start(self, name: str) -> None:
        number = self.type(name)
        self.out += b"\3" + struct.pack("<HB", number, 0)

    def element(self, element: Element) -> None:
        name, attributes, children = element
        self.start(name)
        for key, value in attributes:
            number = self.attribute(key)
            if isinstance(value, str):
                self.out += _sized(5, struct.pack("<H", number) + _text(value))
            elif value[0] == "bind":
                self.out += b"\7" + struct.pack("<H", number)
                self.start("Binding")
                self.out += b"\x2a" + _sized(16, _text(value[1])) + b"\x2b" + b"\4" + b"\x08"
            else:
                text = self.string(value[1])
                self.out += b"\x23" + struct.pack("<HHH", number, 189, text)
        for child in children:
            if isinstance(child, str):
                self.out += _sized(16, _text(child))
            else:
                self.element(child)
        self.out += b"\4"


def screen(root: Element) -> bytes:
    """A whole document."""
    writer = Writer()
    writer.element(root)
    return writer.out + b"\2"


def texts(entries: Mapping[str, str]) -> bytes:
    """A dictionary of texts: keys first, then what they stand for."""
    writer = Writer()
    numbers = [writer.string(key) for key in entries]
    values, offsets = b"", []
    for text in entries.values():
        offsets.append(len(values))
        values += b"\3" + struct.pack("<HB", 0x10000 - KNOWN["String"], 0) + _sized(16, _text(text)) + b"\4"
    keys = b"".join(
        _sized(38, struct.pack("<HIBB", number, at, 1, 0)) for number, at in zip(numbers, offsets, strict=True)
    )
    writer.start("ResourceDictionary")
    body = keys + b"\x30" + struct.pack("<HB", 0x10000 - 603, 0) + b"\x31" + values
    writer.out += b"\x25" + struct.pack("<I", len(body)) + body + b"\4"
    return writer.out + b"\2"


def build() -> bytes:
    return screen(SCREEN)


def places() -> list[Place]:
    """A name, and a choice."""
    data = build()
    return [Place(data.index(w), data.index(w) + len(w), 0, "utf-8") for w in (b"Ethnicity", b"Uyghur")]

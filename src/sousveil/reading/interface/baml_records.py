"""Records of compiled WPF screens (BAML): what follows which mark, and the numbers that WPF knows without a name.

Source: WPF's own source (dotnet/wpf, MIT): ``BamlRecords.cs`` (kinds of records and what they hold), ``KnownTypes.cs``
(numbers of elements and properties), ``BamlVersionHeader.cs``.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.opening.leb128 import unsigned

HEAD = b"\x0c\0\0\0" + "MSBAML".encode("utf-16-le")
_BODY = len(HEAD) + 12
"""Behind the mark: three versions of two numbers each."""

(
    ELEMENT, ELEMENT_END, PROPERTY, COMPLEX, COMPLEX_END, ARRAY, ARRAY_END, LIST, LIST_END, DICTIONARY, DICTIONARY_END,
) = (3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14)  # fmt: skip
LITERAL, TEXT, TEXT_CONVERTED, EVENT, DEFINED = 15, 16, 17, 18, 25
TYPE_INFO, TYPE_SERIALIZER, ATTRIBUTE_INFO, STRING_INFO = 29, 30, 31, 32
STRING_REFERENCE, EXTENSION, CONVERTED, DEFERRED, KEY_STRING, KEY_TYPE = 33, 35, 36, 37, 38, 39
KEY_ELEMENT, KEY_ELEMENT_END, STATIC, STATIC_END, TEXT_NUMBERED, STATIC_OPTIMIZED = 40, 41, 48, 49, 51, 55
OPENS = frozenset({COMPLEX, ARRAY, LIST, DICTIONARY})
"""What begins a property whose value is written as elements."""
CLOSES = frozenset({ELEMENT_END, COMPLEX_END, ARRAY_END, LIST_END, DICTIONARY_END})
DEFINITIONS = frozenset({TYPE_INFO, TYPE_SERIALIZER, ATTRIBUTE_INFO, STRING_INFO, 28, 53, 54})
"""What may stand anywhere: names for numbers, and lines of the source."""
KEYS = frozenset({KEY_STRING, KEY_TYPE, STATIC_OPTIMIZED})
"""What stands before the values of a dictionary, each one record."""

_SIZED = {
    5: "hs", 6: "hh", 15: "s", 16: "s", 17: "sh", 18: "hs", 20: "ss", 21: "", 22: "", 23: "", 24: "", 25: "sh",
    27: "ssh", 28: "hs", 29: "hhs", 30: "hhs", 31: "hhbs", 32: "hs", 36: "hsh", 38: "hi", 51: "h", 52: "sh",
}  # fmt: skip
"""Records that say their length: the fields that are read (h: two bytes, i: four, b: one, s: a text)."""
_FIXED = {
    1: (6, ""), 2: (0, ""), 3: (3, "h"), 4: (0, ""), 7: (2, "h"), 8: (0, ""), 9: (2, "h"), 10: (0, ""), 11: (2, "h"),
    12: (0, ""), 13: (2, "h"), 14: (0, ""), 26: (0, ""), 33: (4, "hh"), 34: (4, "hh"), 35: (6, "hhh"), 37: (4, "i"),
    39: (9, "h"), 40: (9, "h"), 41: (0, ""), 42: (0, ""), 43: (0, ""), 44: (2, "h"), 45: (4, "i"), 46: (2, "h"),
    48: (3, "h"), 49: (0, ""), 50: (2, "h"), 53: (8, ""), 54: (4, ""), 55: (3, "bh"), 56: (4, "hh"),
}  # fmt: skip
_MOST = 1_000_000
_WIDTHS = {"h": ("<H", 2), "i": ("<I", 4), "b": ("<B", 1)}

TYPES = {
    1: "AccessText", 20: "Binding", 41: "Bold", 43: "Boolean", 50: "Border", 55: "Button", 74: "CheckBox",
    92: "ComboBox", 93: "ComboBoxItem", 100: "ContentControl", 105: "ContextMenu", 120: "DataTemplate",
    122: "DataTrigger",
    163: "DockPanel", 189: "DynamicResourceExtension", 199: "Expander", 254: "Grid", 259: "GridViewColumn",
    264: "GroupBox", 273: "Hyperlink", 309: "Int32", 346: "Label", 373: "ListBox", 374: "ListBoxItem", 377: "ListView",
    378: "ListViewItem", 401: "Menu", 403: "MenuItem", 416: "MultiBinding", 426: "Object", 434: "Page",
    438: "Paragraph", 503: "RadioButton", 516: "RelativeSource", 524: "ResourceDictionary", 542: "Run", 556: "Setter",
    580: "Span", 601: "StackPanel", 602: "StaticExtension", 603: "StaticResourceExtension", 612: "String", 620: "Style",
    623: "TabControl", 624: "TabItem", 634: "TemplateBindingExtension", 638: "TextBlock", 639: "TextBox",
    668: "ToggleButton", 673: "ToolTip", 686: "TreeView", 687: "TreeViewItem", 688: "Trigger", 691: "TypeExtension",
    706: "UserControl", 739: "Window", 742: "WrapPanel",
}  # fmt: skip
PROPERTIES = {
    1: "Text", 7: "Command", 8: "CommandParameter", 14: "Content", 19: "Content", 54: "Name", 55: "Style",
    65: "Header", 67: "Header", 71: "Header", 74: "NavigateUri", 75: "Source", 82: "ItemsSource", 85: "Content",
    110: "Text", 114: "Text", 133: "IsEnabled", 135: "Visibility", 147: "Content", 148: "Content", 152: "Content",
    155: "Content", 166: "Content", 177: "Content", 178: "Content", 180: "Content", 194: "Content", 198: "Content",
    201: "Content", 221: "Content", 223: "Content", 226: "Text", 240: "Content", 248: "Content", 253: "Content",
    259: "Content", 266: "Content",
}  # fmt: skip
STRINGS = {1: "Name", 2: "Uid"}
BINDINGS = frozenset({"Binding", "MultiBinding", "PriorityBinding"})
EXTENSIONS = frozenset({
    "StaticResourceExtension", "DynamicResourceExtension", "StaticExtension", "TypeExtension", "RelativeSource",
    "TemplateBindingExtension", *BINDINGS,
})  # fmt: skip
"""Elements that are written in braces, as the value of a property."""
RESOURCES = frozenset({603, 189})
"""The extensions that name a text by its key."""


class Record(NamedTuple):
    """One record: its kind, where it begins and ends, its numbers, and where its texts lie."""

    kind: int
    start: int
    end: int
    numbers: tuple[int, ...]
    texts: tuple[tuple[int, int], ...]


def records(data: memoryview) -> Iterator[Record]:
    """The records in their order. Raises ``ValueError``, ``IndexError`` or ``struct.error`` where one is cut short."""
    at = _BODY
    for _ in range(_MOST):
        if at >= len(data):
            return
        start, kind = at, data[at]
        at += 1
        if kind in _SIZED:
            size, begin = unsigned(data, at)
            end, fields = at + size, _SIZED[kind]
            at = begin
        elif kind in _FIXED:
            size, fields = _FIXED[kind]
            end = at + size
        else:
            raise ValueError(f"a record of an unknown kind: {kind}")
        if end > len(data) or end < at:
            raise ValueError("a record that is cut short")
        yield _record(data, kind, start, at, end, fields)
        at = end


def _record(data: memoryview, kind: int, start: int, at: int, end: int, fields: str) -> Record:
    numbers: list[int] = []
    texts: list[tuple[int, int]] = []
    for field in fields:
        if field == "s":
            size, at = unsigned(data, at)
            texts.append((at, min(at + size, end)))
            at += size
        else:
            layout, width = _WIDTHS[field]
            numbers.append(struct.unpack_from(layout, data, at)[0])
            at += width
    return Record(kind, start, end, tuple(numbers), tuple(texts))


def known(value: int) -> int:
    """The number by which WPF knows a thing without a name, 0 for one that the file names itself."""
    return 0x10000 - value if value & 0x8000 else 0

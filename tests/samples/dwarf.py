"""Debug information byte by byte: an enum, a record with it, an event with that, a function that takes the event.

``sections`` gives the sections; ``tests.samples.opening.elf.image`` makes a file of them. Versions 2 to 5, strings in
the entries, in a table of their own, or by way of a table of offsets.
"""

import struct
from collections.abc import Sequence
from typing import NamedTuple

NAME, TYPE, VALUE, LOCATION, SIBLING, SIZE, DECLARATION = 0x03, 0x49, 0x1C, 0x38, 0x01, 0x0B, 0x3C
STRING, STRP, STRX1, DATA1, REF4, SDATA, BLOCK1, FLAG = 0x08, 0x0E, 0x25, 0x0B, 0x13, 0x0D, 0x0A, 0x0C
SECTION_OFFSET = 0x17


class Product(NamedTuple):
    """What the library is about; every list is of names."""

    enum: str
    members: Sequence[tuple[str, int]]
    record: str
    fields: Sequence[str]
    slot: str
    event: str
    event_fields: Sequence[str]
    payload: str
    function: str


class Die:
    """An entry: a tag, attributes as (number, form, value), entries in it; ``at`` when it is laid out."""

    def __init__(self, tag: int, attributes: Sequence[tuple[int, int, object]], children: Sequence["Die"] = ()):
        self.tag, self.attributes, self.children, self.at = tag, tuple(attributes), tuple(children), 0


def uleb(value: int) -> bytes:
    """An unsigned LEB128 number."""
    out = bytearray()
    while True:
        value, byte = value >> 7, value & 0x7F
        out.append(byte | (0x80 if value else 0))
        if not value:
            return bytes(out)


def sleb(value: int) -> bytes:
    """A signed LEB128 number."""
    out = bytearray()
    while True:
        byte, value = value & 0x7F, value >> 7
        done = (value == 0 and not byte & 0x40) or (value == -1 and byte & 0x40)
        out.append(byte | (0 if done else 0x80))
        if done:
            return bytes(out)


class Writer:
    """Lays out one unit."""

    def __init__(self, version: int, form: int, order: str, strings: bytearray, offsets: list[int]):
        self.version, self.form, self.order = version, form, order
        self.strings, self.offsets = strings, offsets
        self.abbreviations = bytearray()
        self._codes: dict[tuple, int] = {}

    def name(self, text: str) -> tuple[int, int, object]:
        """The attribute of a name."""
        return (NAME, self.form, text)

    def _string(self, text: str) -> int:
        raw = text.encode() + b"\0"
        found = self.strings.find(b"\0" + raw)
        if found < 0:
            self.strings += raw
            return len(self.strings) - len(raw)
        return found + 1

    def _value(self, form: int, value: object) -> bytes:
        if form == STRING:
            return str(value).encode() + b"\0"
        if form == STRP:
            return struct.pack(self.order + "I", self._string(str(value)))
        if form == STRX1:
            at = self._string(str(value))
            if at not in self.offsets:
                self.offsets.append(at)
            return bytes([self.offsets.index(at)])
        if form == REF4:
            return struct.pack(self.order + "I", value.at)
        if form == SECTION_OFFSET:
            return struct.pack(self.order + "I", value)
        if form == SDATA:
            return sleb(value)
        if form == BLOCK1:
            return bytes([len(value)]) + value
        return bytes([value])

    def _code(self, die: Die) -> bytes:
        key = (die.tag, bool(die.children), tuple((number, form) for number, form, _ in die.attributes))
        if key not in self._codes:
            self._codes[key] = len(self._codes) + 1
            pairs = b"".join(uleb(number) + uleb(form) for number, form in key[2])
            self.abbreviations += uleb(self._codes[key]) + uleb(die.tag) + bytes([key[1]]) + pairs + b"\0\0"
        return uleb(self._codes[key])

    def _die(self, die: Die, at: int) -> bytes:
        die.at = at
        out = self._code(die)
        out += b"".join(self._value(form, value) for _, form, value in die.attributes)
        for child in die.children:
            out += self._die(child, at + len(out))
        return out + (b"\0" if die.children else b"")

    def unit(self, root: Die, abbreviations_at: int = 0) -> bytes:
        """The unit with its header; laid out twice, since entries may refer to later ones."""
        head = 12 if self.version >= 5 else 11
        body = self._die(root, head)
        body = self._die(root, head)
        rest = struct.pack(self.order + "H", self.version)
        if self.version >= 5:
            rest += b"\1\10" + struct.pack(self.order + "I", abbreviations_at)
        else:
            rest += struct.pack(self.order + "I", abbreviations_at) + b"\10"
        return struct.pack(self.order + "I", len(rest) + len(body)) + rest + body


def tree(product: Product, writer: Writer) -> Die:
    """The entries of the library."""
    name = writer.name
    integer = Die(0x24, [name("int"), (SIZE, DATA1, 4)])
    enum = Die(0x04, [(SIZE, DATA1, 4)], [Die(0x28, [name(m), (VALUE, SDATA, v)]) for m, v in product.members])
    alias = Die(0x16, [name(product.enum), (TYPE, REF4, enum)])

    def at(offset: int) -> tuple[int, int, object]:
        expression = b"\x23" + uleb(offset)  # plus_uconst, as versions 2 and 3 have it
        return (LOCATION, BLOCK1, expression) if writer.version < 4 else (LOCATION, DATA1, offset)

    fields = [Die(0x0D, [name(f), (TYPE, REF4, integer), at(4 * i)]) for i, f in enumerate(product.fields)]
    slot = Die(0x0D, [name(product.slot), (TYPE, REF4, alias), at(4 * len(fields))])
    record = Die(0x13, [name(product.record), (SIZE, DATA1, 64)], [*fields, slot])
    inner = [Die(0x0D, [name(f), (TYPE, REF4, integer), at(4 * i)]) for i, f in enumerate(product.event_fields)]
    payload = Die(0x0D, [name(product.payload), (TYPE, REF4, record), at(4 * len(inner))])
    event = Die(0x13, [name(product.event), (SIZE, DATA1, 96)], [*inner, payload])
    constant = Die(0x26, [(TYPE, REF4, event)])
    pointer = Die(0x0F, [(SIZE, DATA1, 8), (TYPE, REF4, constant)])
    after = Die(0x24, [name("long"), (SIZE, DATA1, 8)])
    body = Die(0x0B, [], [Die(0x34, [name("counter"), (TYPE, REF4, integer)])])
    parameters = [
        Die(0x05, [name("pEvent"), (TYPE, REF4, pointer)]),
        Die(0x05, [name("handle"), (TYPE, REF4, integer)]),
    ]
    function = Die(0x2E, [name(product.function), (TYPE, REF4, integer), (SIBLING, REF4, after)], [*parameters, body])
    attributes = [name("sdk.c")]
    if writer.form == STRX1:
        attributes.insert(0, (0x72, SECTION_OFFSET, 8))
    return Die(0x11, attributes, [integer, enum, alias, record, event, constant, pointer, function, after])


def sections(product: Product, version: int = 4, form: int = STRP, order: str = "<") -> dict[bytes, bytes]:
    """The sections of debug information by name."""
    strings, offsets = bytearray(b"\0GNU C17\0"), []
    writer = Writer(version, form, order, strings, offsets)
    info = writer.unit(tree(product, writer))
    found = {
        b".debug_abbrev": bytes(writer.abbreviations) + b"\0",
        b".debug_info": info,
        b".debug_str": bytes(strings),
    }
    if form == STRX1:
        table = b"".join(struct.pack(order + "I", each) for each in offsets)
        found[b".debug_str_offsets"] = struct.pack(order + "IHH", len(table) + 4, 5, 0) + table
    return found

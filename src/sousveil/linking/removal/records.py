"""Fields of a record as they stand: their order, their sizes, their comments; and names that say nothing."""

import re
from collections.abc import Sequence

from sousveil.linking.graph import View
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

RESERVED = late(
    r"(?:m_|_)?(?:by|n|sz|b|dw|w|c|ch|u|em|i|str|p)?_?"
    r"(?:res|rsv|rsvd|resv|reserve|reserved|reserves|reverse|reversed|unused|dummy|pad|padding|spare|blank|undefined)"
    r"_?\d*(?:ed)?_?",
    re.IGNORECASE,
)
"""Names of slots that say nothing; ``reverse`` is a common misspelling of *reserve* in published headers."""
_PREFIX = late(r"^(?:_*tag_*|_+)", re.IGNORECASE)
_ARRAY = late(r"\[\s*(\w+)\s*\]|\*\s*(\w+)\s*\)")
_LETTERS = late(r"[^\W\d_]")
_SIZES = {
    1: "byte sbyte char uchar u_char c_char c_byte c_ubyte uint8 uint8_t int8 int8_t",
    2: "short ushort word c_short c_ushort int16 uint16 int16_t uint16_t",
    4: "int uint dword c_int c_uint int32 uint32 int32_t uint32_t float c_float",
    8: "double c_double int64 uint64 int64_t uint64_t ulong",
}
_SIZE_OF = {name: size for size, names in _SIZES.items() for name in names.split()}


def record_name(name: str) -> str:
    """The name of a record without the marks of a C tag: ``tagNET_FACE_DATA`` is ``NET_FACE_DATA``."""
    return _PREFIX.sub("", name)


def is_reserved(name: str) -> bool:
    """Whether a slot's name says nothing but that it is kept free."""
    return RESERVED.fullmatch(name) is not None


def fields_of(view: View, record: int) -> list[int]:
    """The fields of a record that have a name, in the order in which they stand."""
    return [
        child
        for child in view.children.get(record, ())
        if view.symbol(child).kind is SymbolKind.FIELD and view.symbol(child).name and view.symbol(child).unit >= 0
    ]


def comments_of(view: View, symbol: int) -> list[int]:
    """The units of the comments on a symbol that say something: a bare ``//`` does not."""
    return [
        unit
        for unit in view.texts.get(symbol, ())
        if view.unit(unit).role is Role.COMMENT and _LETTERS.search(view.unit(unit).text)
    ]


def is_bare(view: View, slot: int, siblings: Sequence[int]) -> bool:
    """Whether a slot has no comment where its siblings have one: five or more of them, and four of five."""
    if comments_of(view, slot):
        return False
    others = [other for other in siblings if other != slot and not is_reserved(view.symbol(other).name)]
    told = sum(bool(comments_of(view, other)) for other in others)
    return told >= 5 and told >= 0.8 * len(others)


def size_of(view: View, slot: int) -> int:
    """The size of a field in bytes as its own line says it, 0 where it does not: arrays lose their length elsewhere."""
    symbol = view.symbol(slot)
    size = _SIZE_OF.get(symbol.type.replace("[]", "").strip().lower().removeprefix("ctypes."), 0)
    line = view.unit(symbol.unit).line
    if not size or line is None or not view.reading.text:
        return 0
    text = re.split(r"//|/\*|#|;", view.lines[line - 1], maxsplit=1)[0]
    counts = [a or b for a, b in _ARRAY.findall(symbol.value or text.partition(symbol.name)[2])]
    if not all(count.isdigit() for count in counts) or ("[]" in text and not counts):
        return 0
    for count in counts:
        size *= int(count)
    return size

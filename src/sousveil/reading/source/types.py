"""The bare name of a written type, the same way for every language."""

import re
from functools import lru_cache

from sousveil.model.late import late

_WORDS = late(
    r"\b(?:const|volatile|struct|enum|union|class|static|final|readonly|typename|register|restrict|extern|mut|ref|out|in"
    r"|params|inline|constexpr)\b"
)
_ARRAY = late(r"\[[^\[\]]*\]")
_GENERIC = late(r"^([\w.:$]+)\s*[<\[](.+)[>\]]$")
_HOLDER_WORDS = """
list arraylist linkedlist set hashset sequence iterable iterator collection optional vector array map hashmap dict
dictionary shared_ptr unique_ptr weak_ptr ienumerable ilist icollection nullable promise task readonlyarray tuple
frozenset deque span queue observablecollection final classvar annotated partial record ireadonlylist
"""
_HOLDERS = frozenset(_HOLDER_WORDS.split())
_OWN_WORDS = """
void bool boolean char byte short int long float double size_t string str object any none unknown never number
bigint symbol undefined null var auto let decimal sbyte ushort uint ulong nint nuint int8 int16 int32 int64 uint8
uint16 uint32 uint64 int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t float32 float64 rune error
uintptr complex64 complex128 integer character dword word llong ulong uint lpvoid handle ldword lpcstr lpcwstr
lpstr wchar_t tchar date datetime list dict set tuple map array function bytes bytearray c_int c_uint c_char
c_char_p c_void_p c_byte c_ubyte c_short c_ushort c_long c_ulong c_bool c_float c_double c_int32 c_uint32 c_int64
c_uint64 c_longlong c_ulonglong c_wchar c_wchar_p c_dword c_lldword c_llong pointer nativelong ll long64 int64
unsigned signed self cls this structure
"""
PRIMITIVES = frozenset(_OWN_WORDS.split())


@lru_cache(maxsize=4096)
def bare_type(written: str) -> str:
    """``const EM_RACE_TYPE *`` -> ``EM_RACE_TYPE``, ``List<sdk.Race>`` -> ``Race``, ``c_int * 8`` -> ``c_int``."""
    text = " ".join(_WORDS.sub(" ", written).replace('"', " ").replace("'", " ").split())
    text = text.split("=")[0].strip()
    for _ in range(4):
        if "|" in text:
            text = next(
                (part for part in map(str.strip, text.split("|")) if part not in ("None", "null", "undefined", "")), ""
            )
        text = text.strip("*&?. ")
        if text.startswith("map["):
            text = text[text.find("]") + 1 :]
            continue
        if text.startswith("["):
            text = _ARRAY.sub("", text, count=1)
            continue
        if (generic := _GENERIC.match(text)) and (
            text.endswith(">") or generic[1].rsplit(".", 1)[-1].lower() in _HOLDERS
        ):
            holder = re.split(r"[.:]", generic[1])[-1]
            text = generic[2].rsplit(",", 1)[-1] if holder.lower() in _HOLDERS else generic[1]
            continue
        if " * " in text or "*" in text:
            text = text.split("*")[0]
            continue
        shorter = _ARRAY.sub("", text)
        if shorter == text:
            break
        text = shorter
    text = text.strip("*&? ()")
    return re.split(r"\.|::|->", text)[-1].strip() if " " not in text else text


def is_named(bare: str) -> bool:
    """Whether a bare type is a name somebody gave, not a language's own."""
    return bare.isidentifier() and bare.lower() not in PRIMITIVES

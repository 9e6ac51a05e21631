"""Which reader reads a blob: an ordered table, the first that accepts it wins.

A reader's module is imported when a blob could be its own for the first time, so that start-up stays short. A reader
that is not in this installation is passed over: the next ones (at last lines, or raw bytes) take its material.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple, cast

from sousveil.reading.reader import Reader

_HEAD = 64


class Entry(NamedTuple):
    """Where a reader is, and what its material looks like.

    ``suffixes`` (lower case, with the dot), ``prefixes`` of names (lower case) and ``starts`` (first bytes) are a cheap
    filter: a reader with none is asked about every blob, one with some only about blobs that have one of them.
    """

    module: str
    reader: str
    suffixes: tuple[str, ...] = ()
    starts: tuple[bytes, ...] = ()
    prefixes: tuple[str, ...] = ()

    def fits(self, head: bytes, name: str) -> bool:
        """Whether the reader is worth asking about a blob with these first bytes and this lower-case name."""
        if not (self.suffixes or self.starts or self.prefixes):
            return True
        return name.endswith(self.suffixes) or head.startswith(self.starts) or name.startswith(self.prefixes)


READERS: tuple[Entry, ...] = (
    Entry("emoji_table", "EmojiTable", (".py", ".pyi", ".pyc", ".pyo", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx",
          ".rb", ".go", ".php", ".java", ".kt", ".swift", ".dart", ".c", ".h", ".cc", ".cpp", ".hpp", ".cs", ".rs",
          ".lua", ".json")),
    Entry("classfile", "ClassFile", starts=(b"\xca\xfe\xba\xbe",)),
    Entry("dex", "DexFile", starts=(b"dex\n",)),
    Entry("pyc", "Bytecode", (".pyc", ".pyo")),
    Entry("descriptors", "Descriptors", starts=(b"\n",)),
    Entry("wasm", "Wasm", starts=(b"\0asm",)),
    Entry("elf", "Elf", starts=(b"\x7fELF",)),
    Entry("net_resources", "NetResources", starts=(b"\xce\xca\xef\xbe",)),
    Entry("net", "Net", starts=(b"MZ",)),
    Entry("net", "NetMixed", starts=(b"MZ",)),
    Entry("pe", "Pe", starts=(b"MZ",)),
    Entry("macho", "MachO", starts=(
        b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe")),
    Entry("codeview", "CodeView", starts=(b"\x0b\xca\x31\x01",)),
    Entry("coff", "Coff", starts=(
        b"\x4c\x01", b"\x64\x86", b"\xc0\x01", b"\xc2\x01", b"\xc4\x01", b"\x64\xaa", b"\0\0\xff\xff")),
    Entry("interface.mo", "Mo", starts=(b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")),
    Entry("interface.qm", "Qm", starts=(bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd"),)),
    Entry("interface.arsc", "Arsc", starts=(b"\x02\x00\x0c\x00",)),
    Entry("interface.axml", "Axml", starts=(b"\x03\x00\x08\x00",)),
    Entry("bfbs", "Bfbs", (".bfbs",)),
    Entry("biff", "Biff", starts=(b"\x09\x08\x10\0\0\x06\x05",)),
    Entry("interface.baml", "Baml", starts=(b"\x0c\0\0\0M\0S\0",)),
    Entry("hive", "RegistryHive", starts=(b"regf",)),
    Entry("sqlite_", "Sqlite", starts=(b"SQLite format 3\0", b"\x37\x7f\x06", b"\xd9\xd5\x05\xf9")),
    Entry("leveldb", "Leveldb", (".log",), prefixes=("leveldb-block/",)),
    Entry("string_table", "StringTable", prefixes=("stringtable/",)),
    Entry("dialog", "Dialog", prefixes=("dialog/", "menu/", "dlginit/")),
    Entry("source.c", "C", (".c", ".h", ".inc")),
    Entry("source.cpp", "Cpp", (".cpp", ".cc", ".cxx", ".c++", ".hpp", ".hh", ".hxx", ".h++", ".h", ".inc", ".ipp",
          ".tpp", ".inl", ".cu", ".cuh", ".ino", ".mm")),
    Entry("source.java", "Java", (".java",)),
    Entry("source.csharp", "CSharp", (".cs", ".csx")),
    Entry("source.python", "Python", (".py", ".pyi", ".pyw", ".pyx"), (b"#!",)),
    Entry("source.go", "Go", (".go",)),
    Entry("source.javascript", "JavaScript", (".js", ".jsx", ".mjs", ".cjs"), (b"#!",)),
    Entry("source.typescript", "TypeScript", (".ts", ".tsx", ".mts", ".cts")),
    Entry("notebook", "Notebook", (".ipynb",)),
    Entry("chunks", "Chunks", (".rmd", ".qmd", ".rmarkdown", ".md", ".markdown", ".myst")),
    Entry("smali", "Smali", (".smali",), (b".class ",)),
    Entry("spreadsheet", "Spreadsheet", (".xml",), (b"<?xml", b"<sst", b"<worksheet", b"<workbook", b"<x:")),
    Entry("reference", "Reference", (".dic", ".aff", ".txt", ".tab", ".zi", ".vec", ".bpe", ".tiktoken", ".vocab",
          ".merges", ".words", ".freq", ".list", ".dict", ".json", ".xml", ".dat", ".model", ".spm", ".res", ".icu",
          ".class", ".cnv", ".brk", ".nrm", ".cfu", ".spp", "africa", "asia", "europe", "america", "australasia",
          "antarctica", "backward", "words", "english"), (b"TZif",)),
    Entry("toml_", "Toml", (".toml",)),
    Entry("lua", "Lua", (".lua", ".conf", ".cfg", ".config", ".dat", ".txt", ".settings")),
    Entry("reg", "RegistryExport", (".reg", ".txt", ".inf"),
          (b"Windows Reg", b"REGEDIT", b"\xff\xfeW\0", b"\xef\xbb\xbfWin")),
    Entry("plist", "Plist", (".plist", ".strings", ".stringsdict", ".mobileconfig", ".entitlements"),
          (b"bplist00", b"<?xml", b"\xef\xbb\xbf<?xml", b"<!DOCTYPE plist", b"<plist")),
    Entry("markup", "Markup"),
    Entry("json_", "Json"),
    Entry("yaml_", "Yaml"),
    Entry("keys", "Keys"),
    Entry("media", "Media"),
    Entry("lines", "Lines"),
    Entry("raw", "Raw"),
)  # fmt: skip


_SUFFIXES = frozenset(suffix for entry in READERS for suffix in entry.suffixes if suffix.rfind(".") == 0)
_OTHERS = tuple(suffix for entry in READERS for suffix in entry.suffixes if suffix.rfind(".") != 0)
_PREFIXES = tuple(prefix for entry in READERS for prefix in entry.prefixes)


@lru_cache(maxsize=4096)
def _worth_asking(first: bytes, ending: str) -> tuple[Entry, ...]:
    """The entries that may fit a blob with this first byte, whose name has this of ``_SUFFIXES`` or none of them."""
    return tuple(
        entry
        for entry in READERS
        if not (entry.suffixes or entry.starts or entry.prefixes)
        or ending in entry.suffixes
        or any(start[:1] == first for start in entry.starts)
    )


def candidates(head: bytes, name: str) -> tuple[Entry, ...]:
    """The entries that may fit, in their order: a name with a telling beginning or word is shown to all of them."""
    if name.startswith(_PREFIXES) or name.endswith(_OTHERS):
        return READERS
    dot = name.rfind(".")
    ending = name[dot:] if dot >= 0 else ""
    return _worth_asking(head[:1], ending if ending in _SUFFIXES else "")


@cache
def _load(entry: Entry) -> Reader | None:
    """The reader of an entry, or ``None`` where its module is not in this installation."""
    module = f"{__package__}.{entry.module}"
    if find_spec(module) is None:
        return None
    return cast("Reader", getattr(import_module(module), entry.reader)())


def readers() -> Iterator[Reader]:
    """All readers, in the order in which they are asked."""
    yield from (reader for entry in READERS if (reader := _load(entry)))


def recognise(data: bytes | memoryview, name: str) -> Reader | None:
    """The reader for a blob, or ``None`` where none wants it.

    ``data`` are the blob's bytes, ``name`` its printable member name (``""`` where it has none).
    """
    view = memoryview(data)
    head, lower = bytes(view[:_HEAD]), name.lower()
    for entry in candidates(head, lower):
        if entry.fits(head, lower) and (reader := _load(entry)) is not None and reader.accepts(view, name):
            return reader
    return None

"""Parts of packages that say their own name, each written after the public layout of its kind."""

import plistlib
import struct
from collections.abc import Mapping

from tests.samples.opening import cfb, inno, pe, rpm
from tests.samples.opening.elf import image
from tests.samples.reading import arsc, axml, net

LABEL, VERSION_NAME = 0x01010001, 0x0101021C


def installer(
    properties: Mapping[str, str], *, codepage: int = 65001, wide: bool = False, large: bool = False
) -> bytes:
    """An installer database with a table of properties. ``large``: its strings take more than one sector."""
    codec = {65001: "utf-8", 936: "gb18030", 1252: "cp1252"}[codepage]
    texts = [b"", *dict.fromkeys(text.encode(codec) for pair in properties.items() for text in pair)]
    texts += [b"filler %d" % number for number in range(900)] if large else []
    width = 3 if wide else 2
    pool = struct.pack("<I", codepage | (0x8000 << 16 if wide else 0))
    pool += b"".join(struct.pack("<HH", len(text), 1 if text else 0) for text in texts)

    def column(values: list[str]) -> bytes:
        return b"".join((texts.index(text.encode(codec)) + 1).to_bytes(width, "little") for text in values)

    rows = column(list(properties)) + column(list(properties.values()))
    named = {"_StringPool": pool, "_StringData": b"".join(texts), "Property": rows}
    return cfb.compound({cfb.packed_name(name, table=True): data for name, data in named.items()}, clsid=cfb.MSI)


def package(name: str, version: str, vendor: str, summary: tuple[str, ...] = ()) -> bytes:
    """An RPM package whose header names it; ``summary`` in several languages."""
    tags = {
        1000: name.encode(),
        1001: version.encode(),
        1002: b"3",
        1011: vendor.encode(),
    }
    if summary:
        tags[1004] = [text.encode() for text in summary]
    return rpm.package(b"", more=tags)


def bundle(**fields: str) -> bytes:
    """A packed ``Info.plist``."""
    return plistlib.dumps(fields, fmt=plistlib.FMT_BINARY)


def app(package_: str, label: str, version: str, *, more: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """A manifest whose label and version are numbers, and the table that has the texts."""
    texts = {"other": "x", "app_name": label, **(more or {}), "version_of_all": version}
    numbers = {key: 0x7F020000 + at for at, key in enumerate(texts)}
    application = (
        "application",
        (("label", numbers["app_name"]),),
        (("activity", (("label", numbers["other"]),), ()),),
    )
    manifest = axml.document(
        ("manifest", (("package", package_), ("versionName", numbers["version_of_all"])), (application,)),
        of_system={"versionName": VERSION_NAME, "label": LABEL},
    )
    return {"AndroidManifest.xml": manifest, "resources.arsc": arsc.table(texts, {})}


def library(name: str, *, wide: bool = True, order: str = "<") -> bytes:
    """A shared library that says what it is to be found as: one loaded stretch, and its dynamic section."""
    base = 0x10000
    size, entry = (64, 56) if wide else (52, 32)
    strings = b"\0other\0" + name.encode() + b"\0"
    at = size + 2 * entry
    word = "Q" if wide else "I"
    tags = struct.pack(f"{order}6{word}", 5, base + at, 14, 7, 0, 0)
    whole = at + len(strings) + len(tags)
    if wide:
        load = struct.pack(f"{order}IIQQQQQQ", 1, 5, 0, base, base, whole, whole, 4096)
        dynamic = struct.pack(f"{order}IIQQQQQQ", 2, 6, at + len(strings), 0, 0, len(tags), len(tags), 8)
    else:
        load = struct.pack(f"{order}8I", 1, 0, base, base, whole, whole, 5, 4096)
        dynamic = struct.pack(f"{order}8I", 2, at + len(strings), 0, 0, len(tags), len(tags), 6, 4)
    layout = "HHIQQQIHHHHHH" if wide else "HHIIIIIHHHHHH"
    head = struct.pack(order + layout, 3, 62, 1, 0, size, 0, 0, size, entry, 2, 0, 0, 0)
    mark = b"\x7fELF" + bytes([2 if wide else 1, 1 if order == "<" else 2, 1])
    return mark.ljust(16, b"\0") + head + load + dynamic + strings + tags


def module(**said: str) -> bytes:
    """A module of the Linux kernel."""
    return image([(b".modinfo", 0, b"".join(f"{key}={value}\0".encode() for key, value in said.items()))])


def dylib(path: str) -> bytes:
    """A library of Apple's systems."""
    name = path.encode() + b"\0"
    name += bytes(-len(name) % 8)
    other = struct.pack("<II", 0x1B, 24) + bytes(16)
    command = struct.pack("<IIIIII", 0xD, 24 + len(name), 24, 0, 0, 0) + name
    commands = other + command
    return struct.pack("<8I", 0xFEEDFACF, 0x01000007, 3, 6, 2, len(commands), 0, 0) + commands


def noted(name: str, version: str, *, order: str = "<") -> bytes:
    """A library with the note of a distribution."""
    said = f'{{"type":"deb","os":"x","name":"{name}","version":"{version}"}}\0'.encode()
    note = struct.pack(f"{order}III", 4, len(said), 0xCAFE1A7E) + b"FDO\0" + said
    return image([(b".note.gnu.build-id", 0, b"x"), (b".note.package", 0, note)], order=order)


def go(path: str, version: str) -> bytes:
    """A program of Go: its main module, and one that it was built with."""
    said = f"path\t{path}/cmd\nmod\t{path}\t{version}\th1:x=\ndep\tx\tv1\n".encode()
    return image([(b".go.buildinfo", 0, b"\xff Go buildinf:\x08\x02" + bytes(16) + b"\x08go1.24.1" + said)])


def assembly(name: str, version: str, company: str) -> bytes:
    """An assembly of .NET with the attributes that compilers write."""
    make = net.Builder()
    make.rows[0x20] = [(0x8004, 1, 0, 0, 0, 0, 0, make.name(name), 0)]
    for type_, text in (("Company", company), ("FileVersion", "9"), ("InformationalVersion", version)):
        make.attribute(1 << 5 | 14, f"Assembly{type_}Attribute", text)
    return make.build()


def numbered(name: str, version: tuple[int, int, int, int], file_version: str = "") -> bytes:
    """An assembly of .NET whose version stands in its table alone, unless an attribute writes ``file_version``."""
    make = net.Builder()
    make.rows[0x20] = [(0x8004, *version, 0, 0, make.name(name), 0)]
    if file_version:
        make.attribute(1 << 5 | 14, "AssemblyFileVersionAttribute", file_version)
    return make.build()


def inno_script(
    name: str, versioned: str, version: str, maker: str, *, folder: str = "{autopf}\\Kit", phone: bool = True,
    wide: bool = True,
) -> bytes:  # fmt: skip
    """The setup data of Inno Setup, with or without the text for a phone that came with 5.1.13."""
    middle = ("", "http://a.example", *([""] if phone else []), "", "")
    texts = (name, versioned, "{{id}", "", maker, *middle[1:], version, folder, "Kit", "")
    return b"".join(inno.string(text, wide=wide) for text in texts) + bytes(60)


def program(texts: Mapping[str, str]) -> bytes:
    """A program with a version resource that has these texts."""

    def node(key: str, value: bytes, kind: int = 1, size: int = 0) -> bytes:
        head = 6 + len(key.encode("utf-16-le")) + 2
        body = key.encode("utf-16-le") + b"\0\0" + (bytes(-head % 4) + value if value else b"")
        whole = struct.pack("<HHH", 6 + len(body), size, kind) + body
        return whole + bytes(-len(whole) % 4)

    strings = {key: f"{text}\0" if text else "" for key, text in texts.items()}
    table = b"".join(node(key, text.encode("utf-16-le"), size=len(text)) for key, text in strings.items())
    info = node("StringFileInfo", node("040904b0", table))
    return pe.image({(16, 1, 1033): node("VS_VERSION_INFO", bytes(52) + info, 0, 52)})

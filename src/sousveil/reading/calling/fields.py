"""Names in fields, one a line.

Sources: Python's "Core metadata specifications"; Debian Policy, "Control files and their fields"; Maven's archiver
(``pom.properties``); Oracle's "JAR File Specification" (main attributes, continuation of a line), OSGi Core, "Bundle
manifest headers"; PEP 621 and TOML for ``pyproject.toml``, the Cargo book, "The manifest format"; snapcraft.io,
"snap.yaml"; docs.appimage.org and freedesktop.org, "Desktop Entry Specification" (``X-AppImage-Version``); flatpak,
"flatpak-metadata"; the manuals of Alpine and Arch for ``.PKGINFO``; "Writing R Extensions" (``DESCRIPTION``); RubyGems'
``metadata`` (a specification in YAML).
"""

import re
from collections.abc import Callable

from sousveil.model.calling import Calling, Said
from sousveil.model.late import late
from sousveil.reading.calling.said import LONGEST, made, text

_BLANK = late(rb"\r?\n\r?\n")
_TABLE = late(rb"^[ \t]*\[+([^\]\r\n]+)\]+[ \t]*(?:#.*)?\r?$", re.MULTILINE)


def _line(key: str) -> bytes:
    return rf"^{key}: *(.+?)\r?$".encode()


_PYTHON = (_line("Name"), _line("Version"), _line("Author"))
_CONTROL = (_line("Package"), _line("Version"), rb"^Maintainer: *([^<\r\n]+?)(?: *<[^\r\n]*)?\r?$")
"""Of a maintainer the name, and no address for letters."""
_MAVEN = (rb"^artifactId=(.+?)\r?$", rb"^version=(.+?)\r?$", rb"^groupId=(.+?)\r?$")
_SNAP = tuple(rf"^{key}: *[\"']?([^\"'\r\n#]+?)[\"']?[ \t]*\r?$".encode() for key in ("title", "version", "publisher"))
_PKGINFO = (
    rb"^pkgname = (.+?)\r?$", rb"^pkgver = (.+?)\r?$", rb"^(?:maintainer|packager) = *([^<\r\n]+?)(?: *<[^\r\n]*)?\r?$",
)  # fmt: skip
_R = (_line("Package"), _line("Version"), rb"^Maintainer: *([^<\r\n]+?)(?: *<[^\r\n]*)?\r?$")
_GEM = (
    rb"\A--- !ruby/object:Gem::Specification\r?\nname: *[\"']?([^\"'\r\n]+?)[\"']?\r?$",
    rb"^version: !ruby/object:Gem::Version\r?\n +version: *[\"']?([^\"'\r\n]+?)[\"']?\r?$",
    rb"^authors:\r?\n *- *[\"']?([^\"'<\r\n]+?)(?: *<[^\r\n]*)?[\"']?\r?$",
)
_DESKTOP = (b"Desktop Entry",)
_FLATPAK = (b"Application", b"Runtime")
_SNAP_NAME = rb"^name: *[\"']?([^\"'\r\n#]+?)[\"']?[ \t]*\r?$"
_JAR = {
    "name": ("Implementation-Title", "Bundle-Name", "Specification-Title", "Bundle-SymbolicName"),
    "version": ("Implementation-Version", "Bundle-Version", "Specification-Version"),
    "maker": ("Implementation-Vendor", "Bundle-Vendor", "Specification-Vendor"),
}
"""In the order in which they are taken; a value that runs on in the next line, or that a bundle looks up (``%name``),
is left."""
_TEXT = rf"[\"']([^\"'\\<\r\n]{{1,{LONGEST}}}?)(?: *<[^\"'\r\n]*)?[\"']"
_AUTHORS = rf"^authors[ \t]*=[ \t]*\[\s*(?:\{{[^}}]*?name[ \t]*=[ \t]*)?{_TEXT}".encode()


def lines(data: memoryview, name: str) -> Calling | None:
    """The fields of a file with this name, of those in :data:`LINES`."""
    head = bytes(data)
    if name in {"PKG-INFO", "METADATA"}:  # a blank line ends the fields
        head = _BLANK.split(head, 1)[0]
    patterns = LINES[name]
    return made(name, *(_found(data, head, pattern) for pattern in patterns))


def snap(data: memoryview) -> Calling | None:
    """``snap.yaml``: a title, else the name."""
    whole = bytes(data)
    title, version, maker = (_found(data, whole, pattern) for pattern in _SNAP)
    return made("snap.yaml", title or _found(data, whole, _SNAP_NAME), version, maker)


def metadata(data: memoryview) -> Calling | None:
    """What a file called ``metadata`` may be: that of a gem, or that of a flatpak."""
    gem = made("gem metadata", *(_found(data, bytes(data), pattern) for pattern in _GEM))
    return gem or made("flatpak metadata", _keyed(data, "name", _FLATPAK))


def desktop(data: memoryview) -> Calling | None:
    """The entry of a program, as an AppImage has one at its root."""
    return made(".desktop", _keyed(data, "Name", _DESKTOP), _keyed(data, "X-AppImage-Version", _DESKTOP))


def _keyed(data: memoryview, key: str, tables: tuple[bytes, ...]) -> Said | None:
    whole = bytes(data)
    low, high = _table(whole, tables)
    return _found(data, whole, rf"^{key}[ \t]*=[ \t]*([^\r\n]+?)[ \t]*\r?$".encode(), low, high)


def jar(data: memoryview) -> Calling | None:
    """The main attributes of ``MANIFEST.MF``."""
    head = _BLANK.split(bytes(data), 1)[0]
    found = (_first(data, head, keys) for keys in _JAR.values())
    return made("MANIFEST.MF", *found)


def _first(data: memoryview, head: bytes, keys: tuple[str, ...]) -> Said | None:
    for key in keys:
        pattern = rf"^{key}: *(?![% ])([^\r\n;]{{1,{4 * LONGEST}}}?)(?:;[^\r\n]*)?\r?$(?!\n )".encode()
        if (said := _found(data, head, pattern)) is not None:
            return said
    return None


def project(data: memoryview) -> Calling | None:
    """``[project]`` of ``pyproject.toml``, or Poetry's table of older ones."""
    return _toml(data, "pyproject.toml", (b"project", b"tool.poetry"))


def crate(data: memoryview) -> Calling | None:
    """``[package]`` of ``Cargo.toml``."""
    return _toml(data, "Cargo.toml", (b"package",))


def settings(data: memoryview) -> Calling | None:
    """``[metadata]`` of ``setup.cfg``; a value that is looked up elsewhere (``attr:``, ``file:``) is left."""
    whole, (low, high) = bytes(data), _table(bytes(data), (b"metadata",))
    patterns = (
        rf"^{key}[ \t]*=[ \t]*(?![ \t]|attr:|file:)(.+?)[ \t]*\r?$".encode() for key in ("name", "version", "author")
    )
    return made("setup.cfg", *(_found(data, whole, pattern, low, high) for pattern in patterns))


def _toml(data: memoryview, by: str, tables: tuple[bytes, ...]) -> Calling | None:
    whole = bytes(data)
    low, high = _table(whole, tables)
    name, version = (
        _found(data, whole, rf"^{key}[ \t]*=[ \t]*{_TEXT}".encode(), low, high) for key in ("name", "version")
    )
    maker = _found(data, whole, _AUTHORS, low, high)
    return made(by, name, version, maker)


def _table(whole: bytes, names: tuple[bytes, ...]) -> tuple[int, int]:
    """From the head of the first of these tables that is there to that of the next one."""
    heads = [(one[1].strip(), one.start(), one.end()) for one in _TABLE.finditer(whole)]
    for wanted in names:
        for at, (name, _, end) in enumerate(heads):
            if name == wanted:
                return end, heads[at + 1][1] if at + 1 < len(heads) else len(whole)
    return 0, 0


def _found(data: memoryview, whole: bytes, pattern: bytes, low: int = 0, high: int | None = None) -> Said | None:
    hit = re.compile(pattern, re.MULTILINE).search(whole, low, len(whole) if high is None else high)
    return None if hit is None else text(data, hit.start(1), hit.end(1))


LINES: dict[str, tuple[bytes, bytes, bytes]] = {
    "PKG-INFO": _PYTHON, "METADATA": _PYTHON, "control": _CONTROL, "pom.properties": _MAVEN, ".PKGINFO": _PKGINFO,
    "DESCRIPTION": _R,
}  # fmt: skip
"""Files whose fields stand one a line: the patterns of name, version and maker."""
OTHERS: dict[str, Callable[[memoryview], Calling | None]] = {
    "MANIFEST.MF": jar, "pyproject.toml": project, "Cargo.toml": crate, "setup.cfg": settings, "snap.yaml": snap,
    "metadata": metadata,
}  # fmt: skip

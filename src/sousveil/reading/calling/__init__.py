"""What a part calls itself: the fields in which packages and programs carry their own name and version.

Anybody can write anything there: it is quoted, and never believed. A module for each kind of place; each names its
sources.
"""

import struct
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from sousveil.model.calling import Calling
from sousveil.reading.calling import fields, installers, markup, objects

MOST = 4 << 20
"""Bytes of a text that is looked at."""
_TABLE = 64 << 20
"""Bytes of a table of texts that is looked at."""
_Found = Calling | tuple[Calling, ...] | None
_ELF, _PROGRAM, _PACKAGE, _COMPOUND = b"\x7fELF", b"MZ", b"\xed\xab\xee\xdb", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACH_O = frozenset({b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf"})


def _late(module: str, function: str) -> Callable[[memoryview], _Found]:
    """A look whose module is loaded with the first part that it is for."""

    def look(data: memoryview) -> _Found:
        found: Any = getattr(import_module(f"{__name__}.{module}"), function)(data)
        return found  # type: ignore[no-any-return]

    return look


_NAMED: dict[str, Callable[[memoryview], _Found]] = {
    **{name: partial(fields.lines, name=name) for name in fields.LINES},
    **fields.OTHERS,
    **{name: partial(objects.fields, name=name) for name in objects.NAMES},
    "Info.plist": _late("plists", "bundle"),
    "pom.xml": markup.project,
    "AppxManifest.xml": markup.appx,
    "extension.vsixmanifest": markup.extension,
    "PackageInfo": markup.installer,
    "AndroidManifest.xml": _late("android", "manifest"),
    "setup.script": installers.inno,
    "[header]": installers.nsis,
}
_ENDING: dict[str, Callable[[memoryview], _Found]] = {"nuspec": markup.nuspec, "desktop": fields.desktop}


def called(data: memoryview, name: str, *, whole: bool = True) -> tuple[Calling, ...]:
    """What the part with these bytes and this name (its last step) calls itself. Never raises for what stands there.

    ``whole`` says that it is all of a target: of libraries in their thousands, nobody asks for the names.
    """
    look = _reader(data, name, whole=whole)
    if look is None:
        return ()
    try:
        found = look(data)
    except (struct.error, ValueError, IndexError, OverflowError):
        return ()  # reading says what is wrong with it
    return found if isinstance(found, tuple) else (found,) if found is not None else ()


def _reader(data: memoryview, name: str, *, whole: bool) -> Callable[[memoryview], _Found] | None:
    last = name.replace("\\", "/").rpartition("/")[2]
    by_start = _by_start(bytes(data[:8]), whole=whole)
    if by_start is not None:
        return by_start
    if last == "resources.arsc" and len(data) <= _TABLE:
        return _late("android", "table")
    if len(data) > MOST:
        return None
    ending = _ENDING.get(last.rpartition(".")[2])
    if ending is None and objects.SETTINGS_OF_AN_IMAGE.fullmatch(last):
        return objects.labels
    return ending or _NAMED.get(last)


def _by_start(start: bytes, *, whole: bool) -> Callable[[memoryview], _Found] | None:
    if start[:2] == _PROGRAM:
        return _late("windows", "program")
    if start[:4] == _PACKAGE:
        return _late("rpm", "package")
    if start == _COMPOUND:
        return _late("msi", "database")
    if not whole:
        return None
    if start[:4] == _ELF:
        return _late("native", "elf")
    return _late("native", "dylib") if start[:4] in _MACH_O else None

"""Names in XML: of packages of Maven, NuGet, Windows, editors (``extension.vsixmanifest``) and macOS (``PackageInfo``).

Sources: maven.apache.org, "POM Reference"; learn.microsoft.com, ".nuspec reference", "App package manifest" and "VSIX
extension schema 2.0 reference"; Apple's pkgbuild(1) and the files that it makes.
"""

import re
from collections.abc import Mapping

from sousveil.model.calling import Calling, Said
from sousveil.model.late import late
from sousveil.reading.calling.said import LONGEST, made, text

_TAG = late(rb"<!--.*?-->|<(/?)([A-Za-z][\w.:-]*)[^<>]*?(/?)>", 16)
_LOOKED_UP = ("$", "ms-resource:")
"""How a value begins that is filled in when the package is made, or lies elsewhere."""


def project(data: memoryview) -> Calling | None:
    """The fields right in ``<project>``; those of its parent and its dependencies lie deeper."""
    found = _fields(data, {b"artifactId": 2, b"version": 2, b"groupId": 2})
    return made("pom.xml", found.get(b"artifactId"), found.get(b"version"), found.get(b"groupId"))


def nuspec(data: memoryview) -> Calling | None:
    """The fields of ``<metadata>``: a title, else the id."""
    found = _fields(data, {b"title": 3, b"id": 3, b"version": 3, b"authors": 3})
    return made(".nuspec", found.get(b"title") or found.get(b"id"), found.get(b"version"), found.get(b"authors"))


def appx(data: memoryview) -> Calling | None:
    """``DisplayName`` and ``PublisherDisplayName``, else the name in ``Identity``, and its version."""
    found = _fields(data, {b"DisplayName": 3, b"PublisherDisplayName": 3})
    identity = tag(data, b"Identity")
    name, version = (attribute(data, identity, key) for key in (b"Name", b"Version"))
    return made("AppxManifest.xml", found.get(b"DisplayName") or name, version, found.get(b"PublisherDisplayName"))


def extension(data: memoryview) -> Calling | None:
    """``DisplayName``, else the id in ``Identity``, its version and its publisher."""
    identity = tag(data, b"Identity")
    name, version, maker = (attribute(data, identity, key) for key in (b"Id", b"Version", b"Publisher"))
    return made(
        "extension.vsixmanifest", _fields(data, {b"DisplayName": 3}).get(b"DisplayName") or name, version, maker
    )


def installer(data: memoryview) -> Calling | None:
    """The identifier and version of a component."""
    root = tag(data, b"pkg-info")
    return made("PackageInfo", *(attribute(data, root, key) for key in (b"identifier", b"version")))


def _fields(data: memoryview, wanted: Mapping[bytes, int]) -> dict[bytes, Said]:
    """The first text of each wanted element that lies as deep as it should, the root at 1."""
    found: dict[bytes, Said] = {}
    depth, opened = 0, 0
    for tag in _TAG.finditer(bytes(data)):
        if tag[1]:
            if wanted.get(tag[2]) == depth and tag[2] not in found:
                said = _trimmed(data, opened, tag.start())
                if said is not None and not said.text.startswith(_LOOKED_UP):
                    found[tag[2]] = said
            depth -= 1
        elif tag[2] and not tag[3]:
            depth, opened = depth + 1, tag.end()
    return found


def _trimmed(data: memoryview, start: int, end: int) -> Said | None:
    raw = bytes(data[start:end])
    return text(data, start + len(raw) - len(raw.lstrip()), end - len(raw) + len(raw.rstrip()))


def tag(data: memoryview, name: bytes) -> tuple[int, int]:
    """Where the first tag of this name lies; an empty stretch where there is none."""
    hit = re.search(rb"<" + name + rb"(?=[\s>])[^<>]*>", bytes(data))
    return (hit.start(), hit.end()) if hit else (0, 0)


def attribute(data: memoryview, where: tuple[int, int], key: bytes) -> Said | None:
    """The value of an attribute of a tag; nothing of one with entities in it."""
    pattern = rb"(?<=\s)" + key + rb"\s*=\s*[\"']([^\"'<&]{1,%d})[\"']" % LONGEST
    hit = re.compile(pattern).search(bytes(data), *where)
    return None if hit is None else text(data, hit.start(1), hit.end(1))

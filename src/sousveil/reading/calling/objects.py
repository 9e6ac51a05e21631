"""Names in JSON: of packages of npm, Composer, browsers and conda; and of a container image, its name and labels.

Sources: npm docs, "package.json"; getcomposer.org, "The composer.json schema"; MDN, "manifest.json"; docs.conda.io,
"Package metadata"; the Docker image specification 1.2 (``RepoTags``), the OCI image specification, "Annotations". Of
packages, fields of the outermost object alone are taken: of files that are indented, which those that are packed are.
"""

import re

from sousveil.model.calling import Calling, Said
from sousveil.model.late import late
from sousveil.reading.calling.said import LONGEST, made, text

_PACKAGE = tuple(
    late(rf'^(?:\t| {{1,8}}|\{{)\s?"{key}"\s*:\s*"([^"\\]{{1,{LONGEST}}})"'.encode(), 8)
    for key in ("name", "version", "author")
)
_LOOKED_UP = "__MSG_"
NAMES = frozenset({"package.json", "composer.json", "manifest.json", "index.json"})
SETTINGS_OF_AN_IMAGE = late(r"(?:sha256:)?[0-9a-f]{64}(?:\.json)?")
"""What the settings of a container image are called: their own digest."""
_SAVED = late(rb'"RepoTags"\s*:\s*\[\s*"([^"\\:]{1,200}(?::\d+/[^"\\:]{1,200})?)(?::([^"\\:]{1,128}))?"')
_LABELS = late(rb'"Labels"\s*:\s*\{([^{}]{1,65536})\}')
_TITLE, _OF, _BY = (
    late(rf'"(?:org\.opencontainers\.image\.{key}|org\.label-schema\.{old})"\s*:\s*"([^"\\]{{1,{LONGEST}}})"'.encode())
    for key, old in (("title", "name"), ("version", "version"), ("vendor", "vendor"))
)


def fields(data: memoryview, name: str) -> Calling | None:
    """Name, version and author of the outermost object."""
    whole = bytes(data)
    if name == "manifest.json" and b'"manifest_version"' not in whole:
        hit = _SAVED.search(whole)
        return None if hit is None else made("RepoTags", *(_group(data, hit, number) for number in (1, 2)))
    if name == "index.json" and b'"build_number"' not in whole:
        return None
    found = []
    depth = _indent(whole)
    for pattern in _PACKAGE:
        hits = (one for one in pattern.finditer(whole) if _before(whole, one.start(1)) == depth)
        hit = next(hits, None)
        said = None if hit is None else text(data, hit.start(1), hit.end(1))
        found.append(None if said is not None and said.text.startswith(_LOOKED_UP) else said)
    return made(name, *found)


def labels(data: memoryview) -> Calling | None:
    """The title that an image is labelled with. Without one, its other labels are those of what it was built on."""
    block = _LABELS.search(bytes(data))
    if block is None:
        return None
    hits = (pattern.search(bytes(data), block.start(1), block.end(1)) for pattern in (_TITLE, _OF, _BY))
    return made("image labels", *(None if hit is None else _group(data, hit, 1) for hit in hits))


def _group(data: memoryview, hit: re.Match[bytes], number: int) -> Said | None:
    return text(data, *hit.span(number)) if hit[number] else None


def _indent(whole: bytes) -> int:
    """How far the fields of the outermost object are indented: as the first one is."""
    at = whole.find(b'"')
    return at - whole.rfind(b"\n", 0, at) if at > 0 else 0


def _before(whole: bytes, at: int) -> int:
    line = whole.rfind(b"\n", 0, at)
    return whole.find(b'"', line + 1) - line

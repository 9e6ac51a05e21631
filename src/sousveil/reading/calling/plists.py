"""Names in ``Info.plist``, written as XML or packed.

Sources: Apple's "Information Property List Files"; the layout of packed ones as in :mod:`sousveil.reading.plist`.
"""

from collections.abc import Mapping

from sousveil.model.calling import Calling, Said
from sousveil.model.late import late
from sousveil.reading.calling.said import made, stored, text
from sousveil.reading.plist import MAGIC, BinaryList

_ENTRY = late(rb"<key>\s*([A-Za-z]{1,40})\s*</key>\s*<string>([^<&]{1,200})</string>")
_KEYS = frozenset(
    {"CFBundleDisplayName", "CFBundleName", "CFBundleIdentifier", "CFBundleShortVersionString", "CFBundleVersion"}
)


def bundle(data: memoryview) -> Calling | None:
    """What a bundle is shown as, else its name or identifier; and its version. Raises ``ValueError`` where damaged."""
    found = _packed(data) if bytes(data[: len(MAGIC)]) == MAGIC else _written(data)
    name = found.get("CFBundleDisplayName") or found.get("CFBundleName") or found.get("CFBundleIdentifier")
    return made("Info.plist", name, found.get("CFBundleShortVersionString") or found.get("CFBundleVersion"))


def _written(data: memoryview) -> Mapping[str, Said]:
    found: dict[str, Said] = {}
    for hit in _ENTRY.finditer(bytes(data)):
        said = text(data, hit.start(2), hit.end(2))
        if said is not None:
            found.setdefault(hit[1].decode(), said)
    return found


def _packed(data: memoryview) -> Mapping[str, Said]:
    found: dict[str, Said] = {}
    for key, (at, size, encoding) in BinaryList(data, lambda *_: False).texts(_KEYS).items():
        said = stored(data, at, size, encoding)
        if said is not None:
            found[key] = said
    return found

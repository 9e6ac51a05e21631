"""Names in an Android app: its compiled manifest, and the texts that it asks for by their numbers.

Source: Android's ``ResourceTypes.h``, ``<manifest>`` and ``<application>``, and "String resources". The label of an
app is nearly always the number of a text that lies in ``resources.arsc``; the two are put together when the target is
judged.
"""

import struct
from collections.abc import Iterator

from sousveil.model.calling import Calling, Said
from sousveil.model.late import late
from sousveil.reading.calling import markup
from sousveil.reading.calling.said import made, stored
from sousveil.reading.interface.arsc import texts_named
from sousveil.reading.interface.chunks import (
    POOL,
    REFERENCE,
    RESOURCE_MAP,
    START_ELEMENT,
    STRING,
    XML,
    Pool,
    chunks,
    numbers,
)

_LABEL, _VERSION_NAME = 0x01010001, 0x0101021C  # android.R.attr.label, .versionName
_MOST = 200
_KEYS = late(
    r"(?i).*(?:app|application|product|display|launcher|short|full)_?(?:name|label|title)|name|label|title|.*version.*"
)
"""What texts that are a label or a version are called; others of the thousands in a table are not handed on."""

_LOOKED_UP = ("@", "$")

_Value = Said | int | None
"""A text, the number of one that lies elsewhere, or nothing."""


def manifest(data: memoryview) -> Calling | None:
    """The package and ``versionName``, and what the label asks for."""
    whole = next(chunks(data, 0, len(data)), None)
    if whole is None or whole.kind != XML:
        return _written(data)
    pool: Pool | None = None
    numbered: list[int] = []
    package: Said | None = None
    version: _Value = None
    label: _Value = None
    elements = 0
    for chunk in chunks(data, whole.body, whole.end):
        if chunk.kind == POOL:
            pool = Pool(data, chunk)
        elif chunk.kind == RESOURCE_MAP:
            numbered = list(numbers(data, chunk.body, (chunk.end - chunk.body) // 4))
        elif chunk.kind == START_ELEMENT and pool is not None:
            elements += 1
            element = pool.text(struct.unpack_from("<I", data, chunk.body + 4)[0])
            attributes = dict(_attributes(data, chunk.body, pool, numbered))
            if elements == 1:
                found = attributes.get("package")
                package = found if isinstance(found, Said) else None
                version = attributes.get("versionName")
            elif element == "application":
                label = attributes.get("label")
                break
    made_ = made("AndroidManifest.xml", package, version if isinstance(version, Said) else None)
    if made_ is None:
        return None
    return Calling(
        by=made_.by, name=made_.name, version=made_.version,
        label=label if isinstance(label, Said) else None,
        asks={what: one for what, one in (("label", label), ("version", version)) if isinstance(one, int)},
    )  # fmt: skip


def _written(data: memoryview) -> Calling | None:
    """A manifest that is not compiled: those of libraries, and of source."""
    root, application = (markup.tag(data, name) for name in (b"manifest", b"application"))
    package, version = (markup.attribute(data, root, key) for key in (b"package", b"android:versionName"))
    label = markup.attribute(data, application, b"android:label")
    found = made("AndroidManifest.xml", package, version)
    if found is None or label is None or label.text.startswith(_LOOKED_UP):
        return found
    return Calling(by=found.by, name=package, version=version, label=label)


def _attributes(data: memoryview, body: int, pool: Pool, numbered: list[int]) -> Iterator[tuple[str, _Value]]:
    """The attributes of an element by their names, those of the system by their numbers too."""
    start, size, count = struct.unpack_from("<HHH", data, body + 8)
    for number in range(min(count, _MOST)):
        at = body + start + number * max(size, 20)
        _, key, raw, _, kind, value = struct.unpack_from("<IIIHxBI", data, at)
        system = {_LABEL: "label", _VERSION_NAME: "versionName"}.get(numbered[key] if key < len(numbered) else 0)
        name = system or pool.text(key)
        if kind == REFERENCE:
            yield name, value
            continue
        run = pool.run(raw if raw != 0xFFFFFFFF else value) if kind == STRING or raw != 0xFFFFFFFF else None
        if run is not None:
            yield name, Said(run.text, run.start, run.end - run.start, run.encoding)


def table(data: memoryview) -> Calling | None:
    """The texts of ``resources.arsc`` that a manifest may ask for, by their numbers; for itself it has no name."""
    gives: dict[int, Said] = {}
    for number, run in texts_named(data, _KEYS, _MOST):
        said = stored(data, run.start, run.end - run.start, run.encoding)
        if said is not None:
            gives.setdefault(number, said)
    return Calling(by="resources.arsc", gives=gives) if gives else None

"""Container images in one tar: what ``docker save`` writes, and the OCI image layout; their layers told as layers.

Sources: OCI image specification 1.1 (``image-layout.md``, ``image-index.md``, ``manifest.md``, ``layer.md`` for
whiteouts); the Docker image specification 1.2 (``manifest.json``).
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.budget import SpentError
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.links import plain
from sousveil.opening.formats.tar import Tar, names

LAYER, CONFIG = "image-layer", "image-config"
_FIRST = re.compile(
    rb"(?:\./|\.)?(?:blobs/|oci-layout|index\.json|manifest\.json|repositories|(?:sha256:)?[0-9a-f]{64}(?:/|\.json|\.tar|\0))"
)
_MOST = 4096
_LONGEST = 4 << 20
_DEPTH = 4
_TELLING = frozenset({b"manifest.json", b"index.json"})


class ContainerImage:
    """See the module."""

    name = "container-image"
    also: tuple[str, ...] = ("docker save", "OCI layout in a tar")
    first = b"./bimors0123456789acdef"
    recognised = "a tar whose first member is one of an image, and that holds manifest.json or index.json"
    limits: tuple[str, ...] = (
        "Layers are opened each on its own; what one deletes from another is said, and looked at all the same.",
        "An OCI layout that lies in a folder is opened file by file.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The name of the first member, then the names of the others."""
        if _FIRST.match(start) is None or not Tar().accepts(data, start):
            return False
        return any(plain(name) in _TELLING for name in names(data, _MOST))

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The members of the tar, layers and settings called so, layers numbered from the lowest."""
        parts: list[Blob | Gap] = []
        spent: SpentError | None = None
        try:
            parts.extend(Tar().open(desk))
        except SpentError as error:
            spent = error
        files = {plain(part.name): part for part in parts if isinstance(part, Blob) and part.name is not None}
        image = _Image(files)
        yield from image.missing(desk)
        for part in parts:
            if isinstance(part, Blob) and part.name is not None and part.layer is not None:
                role = image.roles.get(plain(part.name))
                if role is not None:
                    part.layer = msgspec.structs.replace(part.layer, kind=role[0], index=role[1])
            yield part
        if spent is not None:
            raise spent


class _Image:
    """What the manifests say of the ``files``: the role of each by its name, and which layers are not there."""

    def __init__(self, files: dict[bytes, Blob]) -> None:
        self._files = files
        self.roles: dict[bytes, tuple[str, int]] = {}
        self._missing: dict[bytes, None] = {}
        listed = self._json(b"manifest.json")
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, dict):
                layers = one.get("Layers")
                self._take([one.get("Config")], layers if isinstance(layers, list) else [])
        self._index(self._json(b"index.json"), 0)

    def _index(self, index: Any, depth: int) -> None:  # noqa: ANN401 - JSON from a file
        manifests = index.get("manifests") if isinstance(index, dict) else None
        for one in manifests if isinstance(manifests, list) and depth < _DEPTH else ():
            inner = self._json(_blob(one))
            if not isinstance(inner, dict):
                continue
            layers = inner.get("layers")
            if isinstance(layers, list):
                self._take([_blob(inner.get("config"))], [_blob(layer) for layer in layers])
            self._index(inner, depth + 1)

    def _take(self, configs: list[Any], layers: list[Any]) -> None:
        for kind, members in ((CONFIG, configs), (LAYER, layers)):
            for order, member in enumerate(members):
                name = member if isinstance(member, bytes) else member.encode() if isinstance(member, str) else b""
                if plain(name) in self._files:
                    self.roles.setdefault(plain(name), (kind, order))
                elif name:
                    self._missing[name] = None

    def _json(self, name: bytes) -> Any:  # noqa: ANN401 - JSON from a file
        blob = self._files.get(name)
        if blob is None or blob.size > _LONGEST:
            return None
        try:
            return msgspec.json.decode(bytes(blob.data))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None

    def missing(self, desk: Desk) -> Iterator[Gap]:
        """A gap for each layer that is named and not there."""
        for name in self._missing:
            yield desk.gap("part-of-set", inner=Layer(kind=LAYER, name=name), detail="named by the image, not in it")


def _blob(descriptor: Any) -> bytes:  # noqa: ANN401 - JSON from a file
    """The path of the blob that a descriptor names, ``b""`` where it names none."""
    digest = descriptor.get("digest") if isinstance(descriptor, dict) else None
    if not isinstance(digest, str) or ":" not in digest:
        return b""
    return b"blobs/" + digest.replace(":", "/", 1).encode("utf-8", "replace")

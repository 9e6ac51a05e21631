"""The bytes of one layer again, from its extent and transform alone."""

import itertools

from sousveil.model.limits import Limits
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.budget import Budget, SpentError
from sousveil.opening.formats import Desk, named
from sousveil.opening.outside import Outside
from sousveil.opening.pump import State
from sousveil.opening.sink import NoRoomError, Sink
from sousveil.opening.transforms import AGAIN, parse


class CannotRestoreError(ValueError):
    """A layer that does not fit its parent, or needs more room than the limits give."""


def restore(parent: bytes | memoryview, layer: Layer, limits: Limits, outside: Outside | None = None) -> bytes:
    """The bytes that ``layer`` yields from the bytes of its parent; for a damaged stream the prefix that opening saw.

    ``outside`` runs the tools of others that came in when it was opened.

    Raises ``CannotRestoreError`` where there is no extent, where it reaches beyond the parent, where the transform is
    unknown, or where more than ``limits.out`` would come out.
    """
    view = memoryview(parent)
    if layer.extent is None:
        raise CannotRestoreError("no single run of bytes holds this layer")
    offset, length = layer.extent
    if offset < 0 or length < 0 or offset + length > len(view):
        raise CannotRestoreError("the extent reaches beyond the parent")
    stored = view[offset : offset + length]
    if not layer.transform:
        return bytes(stored)
    if layer.transform.startswith(AGAIN):
        return _again(stored, layer, limits, outside)
    try:
        codec, cut = parse(layer.transform)
        decoded = codec(stored, limits.out if cut is None else min(cut, limits.out), Sink(limits.in_memory))
    except (LookupError, NoRoomError) as error:
        raise CannotRestoreError(str(error)) from error
    if decoded.state is State.CUT and (cut is None or cut > limits.out):
        raise CannotRestoreError(f"more than {limits.out} bytes come out")
    return bytes(decoded.data)


def _again(stored: memoryview, layer: Layer, limits: Limits, outside: Outside | None) -> bytes:
    """The member that the format gives once more: that of the same kind, name and index."""
    form = named(layer.transform.removeprefix(AGAIN))
    if form is None:
        raise CannotRestoreError(f"unknown transform: {layer.transform[:80]}")
    desk = Desk(Blob(stored.toreadonly()), Budget(limits, len(stored)), itertools.count(1), outside)
    wanted = _named(layer)
    try:
        for part in form.open(desk):
            if isinstance(part, Blob) and part.layer and _named(part.layer) == wanted:
                return bytes(part.data)
    except SpentError as error:
        raise CannotRestoreError(error.detail) from error
    raise CannotRestoreError("it does not come out of the container here: a tool or a password may be missing")


def _named(layer: Layer) -> tuple[str, bytes, int | None]:
    return layer.kind, layer.name or b"", layer.index  # a report does not tell an empty name from none

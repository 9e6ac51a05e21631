"""The bytes of one layer again, from its extent and transform alone."""

from sousveil.model.limits import Limits
from sousveil.model.place import Layer
from sousveil.opening.codecs import parse
from sousveil.opening.pump import State
from sousveil.opening.sink import NoRoomError, Sink


class CannotRestoreError(ValueError):
    """A layer that does not fit its parent, or needs more room than the limits give."""


def restore(parent: bytes | memoryview, layer: Layer, limits: Limits) -> bytes:
    """The bytes that ``layer`` yields from the bytes of its parent; for a damaged stream the prefix that opening saw.

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
    try:
        codec, cut = parse(layer.transform)
        decoded = codec(stored, limits.out if cut is None else min(cut, limits.out), Sink(limits.in_memory))
    except (LookupError, NoRoomError) as error:
        raise CannotRestoreError(str(error)) from error
    if decoded.state is State.CUT and (cut is None or cut > limits.out):
        raise CannotRestoreError(f"more than {limits.out} bytes come out")
    return bytes(decoded.data)

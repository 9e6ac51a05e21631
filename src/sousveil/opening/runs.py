"""Members that lie in several runs of their container: the runs one behind the other."""

from collections.abc import Iterator, Sequence

import msgspec

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.pump import State
from sousveil.opening.sink import NoRoomError
from sousveil.opening.transforms import head, pieces


def gathered(
    desk: Desk, kind: str, runs: Sequence[tuple[int, int]], name: bytes | None, index: int | None, again: str = ""
) -> Iterator[Blob | Gap]:
    """The runs, (start, end), one behind the other as one member. Claims nothing. Raises ``SpentError``.

    ``again``: the transform that stands for them where they are too many to be told one by one.
    """
    start, end = min(run[0] for run in runs), max(run[1] for run in runs)
    if len(runs) == 1:
        yield desk.stored(kind, start, end, name=name, index=index)
        return
    transform = pieces((at - start, stop - at) for at, stop in runs)
    layer = Layer(kind=kind, name=name, index=index, extent=(start, end - start), transform=transform)
    try:
        decoded = desk.decode(transform, start, end)
    except NoRoomError as error:
        yield desk.gap("no-room-to-spill", size=end - start, detail=str(error), inner=layer)
        return
    if decoded.state is State.CUT:
        layer = msgspec.structs.replace(layer, transform=head(transform, len(decoded.data)))
    elif again:
        layer = msgspec.structs.replace(layer, extent=(0, len(desk.data)), transform=again)
    yield desk.child(decoded.data, layer)
    yield from desk.complaints(decoded, layer, end - start)

"""Containers that a tool of others unpacks: its files are members, each to be had again by running it again."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.gaps import gap
from sousveil.opening.outside import Result
from sousveil.opening.sink import NoRoomError
from sousveil.opening.tools import Tool
from sousveil.opening.transforms import AGAIN


def by_tool(
    desk: Desk,
    tool: Tool,
    form: str,
    kind: str,
    start: int,
    end: int,
    *,
    beside: Sequence[tuple[str, memoryview]] = (),
    called: str = "input",
    first: memoryview | None = None,
) -> Iterator[Blob | Gap]:
    """What ``tool`` unpacks from the bytes from ``start`` to ``end``, as members of ``kind``.

    ``form`` is the name of the format whose ``open`` gives the same members again from these bytes alone. ``beside``
    are further inputs that lie next to the first, under names of ours; the first is ``called`` so, and is ``first``
    where not all of those bytes are. Claims nothing; a gap says what did not come
    out, and where there is no such tool. Raises ``SpentError``.
    """
    with _tried(desk, tool, ((called, desk.data[start:end] if first is None else first), *beside)) as result:
        index = 0
        try:
            for name, data in result.files():
                desk.budget.member()
                desk.budget.take_whole(len(data))
                layer = Layer(kind=kind, name=name, index=index, extent=(start, end - start), transform=AGAIN + form)
                index += 1
                yield desk.child(data, layer, name)
        except NoRoomError as error:
            yield desk.gap("no-room-to-spill", detail=str(error))
        if result.code:
            remedy = tool.remedy if result.code == "tool-missing" else ""
            size = 0 if index else end - start
            yield gap(result.code, desk.blob.locator, size=size, detail=result.detail, remedy=remedy)
        if result.other:
            yield desk.gap("link", detail=f"{result.other} links or special files that {tool.name} wrote")


def _tried(desk: Desk, tool: Tool, inputs: Sequence[tuple[str, memoryview]]) -> Result:
    """The tool's result without a password; where that fails, with the first password that fits."""
    room = desk.budget.room(sum(len(data) for _, data in inputs))
    limits = desk.budget.limits
    passwords: tuple[str | None, ...] = (None, *(limits.passwords if tool.password else ()))
    for number, password in enumerate(passwords, 1):
        result = desk.outside.run(
            tool,
            inputs,
            most_bytes=room,
            most_files=desk.budget.members,
            seconds=limits.tool_seconds,
            password=password,
        )
        if result.code != "tool-failed" or number == len(passwords):
            break
        result.close()
    return result


class Missing(NamedTuple):
    """A stored run that is not read natively: where it is, and whose it is where that is known."""

    start: int
    end: int
    name: bytes | None = None
    ordinal: int | None = None


def rest_by_tool(
    desk: Desk, tool: Tool, kind: str, missing: Sequence[Missing], read: Collection[bytes], why: str
) -> Iterator[Blob | Gap]:
    """What ``tool`` unpacks from the whole container but for the names in ``read``; ``desk.blob`` is its format's.

    Where the tool does not do it, each of ``missing`` that did not come out is an opaque leaf, and ``why`` is in a gap.
    Claims ``missing``. Raises ``SpentError``.
    """
    failed, came = False, set[bytes | None]()
    form = kind.partition("-")[0]
    for part in by_tool(desk, tool, form, kind, 0, len(desk.data)):
        if isinstance(part, Gap):
            failed |= part.code.startswith("tool-")
            yield part
        elif part.name not in read:
            came.add(part.name)
            yield part
    few = failed or len(came) < len({one.name for one in missing})
    left = [one for one in missing if few and (one.name is None or one.name not in came)]
    for one in missing:
        desk.account.claim(one.start, one.end)
    for one in left:
        if one.start < one.end:
            yield desk.closed("unsupported", one.start, one.end, name=one.name, index=one.ordinal)
    if left:
        yield desk.gap("unsupported-method", size=sum(one.end - one.start for one in left), detail=why)

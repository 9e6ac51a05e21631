"""What all of these readers share: a text with its place, and a name with what goes with it."""

from sousveil.model.calling import Calling, Said

LONGEST = 200
"""Characters of a name, version or maker that are taken for one."""


def text(data: memoryview, start: int, end: int) -> Said | None:
    """A text in UTF-8 with its line and column."""
    raw = bytes(data[start:end])
    if not raw.strip() or len(raw) > 4 * LONGEST:
        return None
    before = bytes(data[:start])
    try:
        said, head = raw.decode(), before[before.rfind(b"\n") + 1 :].decode()
    except UnicodeDecodeError:
        return None
    line = before.count(b"\n") + 1
    column = len(head.removeprefix("\ufeff") if line == 1 else head) + 1
    return Said(said, start, end - start, "utf-8", line, column)


def stored(data: memoryview, start: int, size: int, encoding: str = "utf-8") -> Said | None:
    """A text inside a binary; ``None`` where it is empty, very long, or no text that can be shown."""
    if size <= 0 or size > 4 * LONGEST or start + size > len(data):
        return None
    try:
        said = bytes(data[start : start + size]).decode(encoding)
    except UnicodeDecodeError:
        return None
    return Said(said, start, size, encoding) if said.strip() and said.isprintable() else None


def made(by: str, name: Said | None, version: Said | None = None, maker: Said | None = None) -> Calling | None:
    """What a part calls itself; nothing where it has no name."""
    return None if name is None else Calling(by=by, name=name, version=version, maker=maker)

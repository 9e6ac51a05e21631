"""The frame of GVariant, as OSTree and Flatpak serialise with it: where the members of tuples and arrays end.

Source: "GVariant Specification" (Allison Ryan Lortie), 2.3 and 2.5. Nothing here goes deeper than one level at a time,
and all offsets are of the whole bytes. Each raises ``ValueError`` for what does not fit.
"""

Run = tuple[int, int]
"""(start, end) in bytes."""
_MOST = 1 << 20


def width(size: int) -> int:
    """Bytes of a framing offset in a container of ``size`` bytes."""
    return next(one for one in (1, 2, 4, 8) if size < 1 << 8 * one)


def aligned(at: int, to: int) -> int:
    """The first multiple of ``to`` from ``at`` on."""
    return at + -at % to


def ends(data: memoryview, run: Run, count: int) -> list[int]:
    """Where the first ``count`` members of a tuple end whose size varies, and that are not its last."""
    start, end = run
    size = width(end - start)
    if end - start < size * count:
        raise ValueError("a tuple without its frame")
    found = [start + int.from_bytes(data[end - size * at - size : end - size * at], "little") for at in range(count)]
    if any(not start <= one <= end - size * count for one in found):
        raise ValueError("a member that ends outside its tuple")
    return found


def items(data: memoryview, run: Run, to: int) -> list[Run]:
    """The elements, each beginning at a multiple of ``to``, of an array of elements whose size varies."""
    start, end = run
    size = width(end - start)
    if end <= start:
        return []
    last = start + int.from_bytes(data[end - size : end], "little")
    count = (end - last) // size
    if not start <= last <= end or (end - last) % size or not 0 < count <= _MOST:
        raise ValueError("an array without its frame")
    found: list[Run] = []
    reached = start
    for at in range(count):
        stop = start + int.from_bytes(data[last + size * at : last + size * at + size], "little")
        first = start + aligned(reached - start, to)
        if not first <= stop <= last:
            raise ValueError("an element that ends outside its array")
        found.append((first, stop))
        reached = stop
    return found

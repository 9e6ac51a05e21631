"""Bytes that come from the map of a file: their memory can be given back, and read again from the file."""

HELD = 128 << 20
"""Bytes of a map that are looked at before their memory is given back."""
_DONTNEED = 4  # MADV_DONTNEED of <sys/mman.h>, on Linux and macOS; the room has no input or output of its own


def give_back(data: memoryview) -> None:
    """Give back the memory of the map that ``data`` lies in; nothing where it lies in none. What it reads stays."""
    advise = getattr(data.obj, "madvise", None)
    if advise is not None:
        advise(_DONTNEED)

"""Symbolic links in archives, which have no disk to resolve them on."""

from sousveil.opening.gaps import printable

LONGEST = 4096
"""Bytes of a link that are looked at."""


def plain(name: bytes) -> bytes:
    """``name`` without empty parts and ``.``."""
    return b"/".join(part for part in name.split(b"/") if part not in {b"", b"."})


def told(name: bytes, link: bytes) -> tuple[str, str]:
    """The code of the gap that a symbolic link is, and its detail."""
    return "link" if stays_inside(name, link) else "link-outside", f"-> {printable(link)}"


def stays_inside(name: bytes, link: bytes) -> bool:
    """Whether the symbolic link at ``name`` to ``link`` ends in the archive; an absolute one goes from its top."""
    if link.startswith(b"/"):
        return True
    depth = len(plain(name).split(b"/")) - 1
    for part in link.split(b"/"):
        depth += -1 if part == b".." else part not in {b"", b"."}
        if depth < 0:
            return False
    return True

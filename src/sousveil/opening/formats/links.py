"""Symbolic links in archives, which have no disk to resolve them on."""


def plain(name: bytes) -> bytes:
    """``name`` without empty parts and ``.``."""
    return b"/".join(part for part in name.split(b"/") if part not in {b"", b"."})


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

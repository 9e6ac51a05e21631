"""The gaps of opening: their codes, what they could hide, what a person can do about them."""

from sousveil.model.gap import ALL_STAGES, Gap
from sousveil.model.place import Layer, Locator
from sousveil.model.words import Stage, Step

_NOTHING: tuple[Stage, ...] = ()

_TABLE: dict[str, tuple[tuple[Stage, ...], str]] = {
    "encrypted": (ALL_STAGES, "Ask the maker for the password, unpack the part, and scan what comes out."),
    "looks-encrypted": (ALL_STAGES, "Ask the maker what this part is and how it is opened, and scan what comes out."),
    "truncated": (ALL_STAGES, "Get the file again, whole; compare its size and digest with the maker's."),
    "damaged": (ALL_STAGES, "Get the file again; if it stays so, unpack the part with its maker's tool and scan that."),
    "checksum-differs": (ALL_STAGES, "Get the file again: what came out is not what was packed."),
    "sizes-differ": (ALL_STAGES, "Unpack the part with another tool as well and scan what comes out there."),
    "disguised": (_NOTHING, "Ask the maker why the archive says something else of this part than it is."),
    "overlapping-members": (_NOTHING, "No ordinary packer made this archive; ask the maker for another copy."),
    "unsupported-method": (ALL_STAGES, "Unpack the part with the tool that made it and scan what comes out."),
    "unsupported-version": (ALL_STAGES, "Unpack it with the tool of its maker and scan what comes out."),
    "packed": (ALL_STAGES, "Unpack the program with the tool that packed it and scan what comes out."),
    "budget-spent": (ALL_STAGES, "Raise this limit and scan again, or unpack the part and scan what comes out."),
    "no-room-to-spill": (ALL_STAGES, "Give more room for temporary files or memory and scan again."),
    "part-of-set": (ALL_STAGES, "Put all parts of the archive into one folder and scan the folder."),
    "whiteout": (_NOTHING, "What is deleted there is still in the lower layer, and was looked at there."),
    "kept-beside": (ALL_STAGES, "Scan the folder that the maker delivers beside this archive (NAME.unpacked) as well."),
    "sparse-member": (ALL_STAGES, "Unpack the archive and scan the file that comes out."),
    "mail-left-closed": (_NOTHING, "Mail is about people and is not read; scan what is attached to it on its own."),
    "link": (_NOTHING, ""),
    "link-outside": (ALL_STAGES, "Scan what the link points to as a target of its own."),
    "special-file": (_NOTHING, "Devices, pipes and sockets hold no bytes of their own."),
    "unreadable": (ALL_STAGES, "Scan again with the right to read it."),
    "changed-while-read": (ALL_STAGES, "Scan again when nothing writes to it, or scan a copy."),
    "tool-missing": (ALL_STAGES, "Install the tool that opens it and scan again; sousveil doctor names it."),
    "tool-not-run": (ALL_STAGES, "Scan on Linux with Landlock, where tools are fenced in, or unpack the part by hand."),
    "tool-failed": (ALL_STAGES, "Unpack the part with its maker's tool and scan what comes out."),
    "tool-out-of-time": (ALL_STAGES, "Raise limits.tool_seconds and scan again, or unpack the part by hand."),
    "tool-stopped": (ALL_STAGES, "Raise this limit and scan again, or unpack the part and scan what comes out."),
}  # fmt: skip

CODES: tuple[str, ...] = tuple(_TABLE)
"""Every code that opening uses."""


def gap(
    code: str, locator: Locator, *, size: int = 0, detail: str = "", inner: Layer | None = None, remedy: str = ""
) -> Gap:
    """A gap of opening. ``inner`` is the layer of a member that is no blob; ``size``: bytes left out, 0 if unsure.

    ``remedy`` takes the place of the usual one.
    """
    could_hide, usual = _TABLE[code]
    where = locator if inner is None else (*locator, inner)
    return Gap(
        step=Step.OPENING,
        code=code,
        locator=where,
        size=size,
        could_hide=could_hide,
        remedy=remedy or usual,
        detail=detail,
    )


def printable(name: bytes) -> str:
    """A raw name for the eye: UTF-8 where it is, else escaped bytes; no longer than 200 characters."""
    text = name[:400].decode("utf-8", "backslashreplace")
    return text if len(text) <= 200 else text[:199] + "…"

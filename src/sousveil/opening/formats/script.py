"""Scripts with an archive behind them: self-extracting packages for Unix. Source: the manual of makeself."""

from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.pe import overlay
from sousveil.opening.formats.seams import seam

_TAIL = 4096  # packed bytes without a zero among as many are not to be expected
_LONGEST = 4 << 20  # no script before an archive is longer
_TAR = 257  # where the magic of a tar header stands


class Script:
    """See the module."""

    name = "script"
    also: tuple[str, ...] = ("run", "bin", "makeself")
    first = b"#"
    recognised = "#! at its start, no text at its end, and an archive that begins in between"
    limits: tuple[str, ...] = (
        "The script that unpacks is read, not run: what it writes or fetches itself is not seen.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """A script whose end is no text, with an archive in it."""
        return start[:2] == b"#!" and 0 in bytes(data[-_TAIL:]) and _end(data) > 0

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The script, and what stands behind it."""
        end = _end(desk.data)
        if not end:
            return
        program = desk.stored("program", 0, end)
        program.name = desk.blob.name
        desk.account.claim(0, end)
        yield program
        yield from overlay(desk, "overlay", end, len(desk.data))


def _end(data: memoryview) -> int:
    """Where the archive behind a script begins, 0 where there is none."""
    most = min(len(data), _LONGEST)
    found = seam(data, 0, most)
    magic = bytes(data[:most]).find(b"ustar")
    if magic > _TAR and data[magic - _TAR - 1] == 0x0A:
        found = min(found, magic - _TAR)
    return found if found < most else 0

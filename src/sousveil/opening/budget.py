"""One budget for everything inside an outermost file, handed down the whole tree."""

from sousveil.model.limits import Limits

NEST = 16
"""A nest of archives may always grow to this many times ``Limits.ratio_from``, however small the outermost file is."""


class SpentError(Exception):
    """A limit was reached: ``limit`` is its name in ``Limits``, ``detail`` a sentence for the eye."""

    def __init__(self, limit: str, detail: str) -> None:
        super().__init__(detail)
        self.limit = limit
        self.detail = detail


class Budget:
    """What may still come out of one outermost file of ``size`` bytes.

    Besides the limits as they stand, the ratio also holds for the whole nest: all that comes out may not be more than
    ``ratio`` times the outermost file (but always ``NEST * ratio_from``), so that a bomb inside a bomb ends early.
    ``left`` are the bytes, ``members`` the members that may still come; ``largest`` is the most that came out at once.
    """

    __slots__ = ("_out_name", "largest", "left", "limits", "members")

    def __init__(self, limits: Limits, size: int) -> None:
        nest = max(NEST * limits.ratio_from, limits.ratio * size)
        self.limits = limits
        self.left = min(limits.out, nest)
        self._out_name = "out" if limits.out <= nest else "ratio"
        self.members = limits.members
        self.largest = 0

    def member(self) -> None:
        """Count a member. Raises ``SpentError``."""
        if self.members <= 0:
            raise SpentError("members", f"limit members = {self.limits.members}")
        self.members -= 1

    def room(self, stored: int) -> int:
        """Bytes that may come out of a member stored in ``stored`` bytes. Raises ``SpentError`` where none may."""
        if self.left <= 0:
            raise SpentError(self._out_name, self.sentence(0))
        return min(self.left, max(self.limits.ratio_from, stored * self.limits.ratio))

    def take(self, size: int) -> None:
        """Count ``size`` bytes that came out."""
        self.left -= size
        self.largest = max(self.largest, size)

    def take_whole(self, size: int) -> None:
        """Count ``size`` bytes stored as they are. Raises ``SpentError`` where they do not fit."""
        if size > self.left:
            raise SpentError(self._out_name, self.sentence(0))
        self.left -= size
        self.largest = max(self.largest, size)

    def sentence(self, stored: int) -> str:
        """Which limit cut a member stored in ``stored`` bytes short."""
        if self.left > 0 and self.left > max(self.limits.ratio_from, stored * self.limits.ratio):
            return f"limit ratio = {self.limits.ratio} (from {self.limits.ratio_from} bytes on)"
        if self._out_name == "out":
            return f"limit out = {self.limits.out}"
        return f"limit ratio = {self.limits.ratio}, of all that comes out of this file"

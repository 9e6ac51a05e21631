"""What a part calls itself: a name, a version, a maker, each with its bytes. A claim of the part, and no more."""

import msgspec


class Said(msgspec.Struct, frozen=True):
    """A text as it stands in a blob. ``offset`` and ``length`` count bytes; ``line`` and ``column`` from 1."""

    text: str
    offset: int
    length: int
    encoding: str
    line: int | None = None
    column: int | None = None


class Calling(msgspec.Struct, frozen=True, kw_only=True):
    """What one part says of itself; ``by`` is where it says so: ``package.json``, ``version resource`` ..."""

    by: str
    name: Said
    version: Said | None = None
    maker: Said | None = None

    @property
    def said(self) -> tuple[Said, ...]:
        """All of it."""
        return tuple(one for one in (self.name, self.version, self.maker) if one is not None)

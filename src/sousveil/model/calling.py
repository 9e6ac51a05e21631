"""What a part calls itself: a name, a version, a maker, each with its bytes. A claim of the part, and no more."""

import msgspec


class Said(msgspec.Struct, frozen=True):
    """A text as it stands in a blob. ``offset`` and ``length`` count bytes; ``line`` and ``column`` from 1.

    ``escapes`` are what makes it of the text that ``encoding`` gives, as in :mod:`sousveil.model.encodings`.
    """

    text: str
    offset: int
    length: int
    encoding: str
    line: int | None = None
    column: int | None = None
    escapes: tuple[str, ...] = ()


class Calling(msgspec.Struct, frozen=True, kw_only=True):
    """What one part says of itself; ``by`` is where it says so: ``package.json``, ``version resource`` ...

    ``label`` is a name for people, beside one for machines. ``asks`` are the numbers of texts that another part
    ``gives``: of ``label`` and ``version``. A part that only gives has no name.
    """

    by: str
    name: Said | None = None
    version: Said | None = None
    maker: Said | None = None
    label: Said | None = None
    asks: dict[str, int] = {}
    gives: dict[int, Said] = {}

    @property
    def said(self) -> tuple[Said, ...]:
        """All of it."""
        own = (self.name, self.version, self.maker, self.label)
        return (*(one for one in own if one is not None), *self.gives.values())

"""What is loaded once, before the first fork, so that all workers share it."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sousveil.knowledge import load
from sousveil.knowledge.pack import Pack
from sousveil.model.hit import Hit, Tag
from sousveil.model.text import Reading
from sousveil.model.words import Trait
from sousveil.sifting import Sifter, cache

if TYPE_CHECKING:
    from sousveil.matching import Matcher

_MATCHING = Path(__file__).parent.parent / "matching"


class LateMatcher:
    """A matcher that is made when there is something to match: most small files hold no telling word.

    What it makes of the pack is mapped at once where an earlier start kept it, so that a confined worker has it. Of a
    pack that is not that of this version (``own``) nothing is kept: its digest is that of its words, and rules that a
    report carries have other conditions.
    """

    def __init__(self, pack: Pack, *, own: bool = True) -> None:
        self._pack = pack
        folder = cache.directory() if own and pack.digest else None
        self._path = folder / f"match-{cache.key(pack.digest, _MATCHING)}" if folder else None
        self._kept = cache.find(self._path) if self._path else None

    @cached_property
    def ready(self) -> "Matcher":
        """The matcher itself, made now."""
        from sousveil.matching import Matcher  # noqa: PLC0415 - as above
        from sousveil.matching.tables import Tables  # noqa: PLC0415 - as above

        tables = self._kept.read(Tables) if self._kept else None
        if tables is None:
            self._kept = None
        return Matcher(self._pack, tables)

    def keep(self) -> None:
        """Make the matcher, and keep what it made of the pack for the next start."""
        tables = self.ready.tables
        if self._path and not self._kept:
            cache.store(self._path, tables)

    def match(self, reading: Reading, path: str) -> list[Hit]:
        """As the matcher."""
        return self.ready.match(reading, path)

    def tag(self, text: str) -> tuple[Tag, ...]:
        """As the matcher."""
        return self.ready.tag(text)


class Tools:
    """The pack (that of this version unless another is given), the sifter and the matcher."""

    def __init__(self, pack: Pack | None = None) -> None:
        self.pack: Pack = pack or load()
        self.sifter = Sifter(self.pack)
        self.matcher = LateMatcher(self.pack, own=pack is None)

    @cached_property
    def traits(self) -> dict[str, Trait]:
        """The trait that each group belongs to."""
        from sousveil.judging.report import traits_of_groups  # noqa: PLC0415 - not before the first fork

        return traits_of_groups(self.pack)

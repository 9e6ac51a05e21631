"""Bytes of no known kind: the strings around places."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Role
from sousveil.reading import strings
from sousveil.reading.draft import Draft


class Raw:
    """The last resort: takes everything, understands nothing but strings."""

    name: ClassVar[str] = "raw"
    kinds: ClassVar[tuple[str, ...]] = ()
    structured: ClassVar[bool] = False
    limits: ClassVar[tuple[str, ...]] = (
        "Strings are read around telling words only; the structure of the bytes is not known.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """Everything."""
        return True

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """The strings that hold ``places``, with their neighbours."""
        draft = Draft(self.name, "", limits)
        strings.write(draft, data, places, lambda _: Role.STRING)
        yield from draft.finish()

"""What a worker hands back for one blob, and for the target as a whole."""

import msgspec

from sousveil.model.calling import Calling
from sousveil.model.hit import Hit
from sousveil.model.place import BlobRecord
from sousveil.model.report import Signature
from sousveil.model.text import Reading


class Examined(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A blob after opening, sifting, reading and matching.

    ``readings`` is empty where there was no place to read; ``hits[i]`` belong to ``readings[i]``. ``path`` is the
    printed path from the target inwards (names joined with ``!`` at container borders), for rules that look at paths.
    ``about_people`` says that words for a face, body or person stand in the blob (it decides which gaps could hide).
    ``labelled`` says of machine code that names of its inner parts stand in it too.
    """

    record: BlobRecord
    path: str
    readings: tuple[Reading, ...] = ()
    hits: tuple[tuple[Hit, ...], ...] = ()
    about_people: bool = False
    labelled: bool = False
    calls: tuple[Calling, ...] = ()
    """What it calls itself."""


class TargetFacts(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is known of a target apart from what stands in it. ``sha256`` of a folder: see ``docs/architecture.md``."""

    name: str
    sha256: str
    size: int
    folder: bool
    source: str = ""
    by: str = ""
    when: str = ""
    signatures: tuple[Signature, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    """Whose provisions were asked for."""
